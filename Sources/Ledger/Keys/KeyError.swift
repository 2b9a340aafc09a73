/// Why a key could not be read, made or used; each case says what to do next.
///
/// No case carries a secret, a name or anything about a patient: paths, opaque identifiers and
/// reasons only.
public enum KeyError: Error, Equatable, Sendable {
  /// The passphrase does not open this identity file, whose clear fields are whole.
  case wrongPassphrase(path: String)
  /// An empty passphrase protects nothing; going without one has to be asked for by name.
  case emptyPassphrase
  /// The identity file is missing a field, damaged, or of a newer format.
  case identityUnreadable(path: String, reason: String)
  /// An identity file is never overwritten.
  case identityExists(path: String)
  /// The file's mode lets other accounts read it.
  case identityExposed(path: String, mode: UInt32)
  /// The identity was enrolled in another ledger.
  case identityOfAnotherLedger(expected: LedgerID, found: LedgerID)
  /// The proof of possession at an enrolment does not hold.
  case proofRefused(actor: UInt32)
  /// The keyring holds no wrap for this actor.
  case notGranted(actor: UInt32)
  /// The wrap for this actor does not open with the private key of the identity.
  case wrapRefused(actor: UInt32)
  /// The keyring holds no data key of this number for the subject.
  case noDataKey(subject: SubjectID, number: UInt32)
  /// The data key is not the one that the ledger introduced under this number.
  case commitmentMismatch(subject: SubjectID, number: UInt32)
  /// A seal did not open: its bytes, its associated data or its key are not what was sealed.
  case openFailed(what: String)
  /// Bytes of the wrong length, or of no valid key, were handed in.
  case malformed(what: String, expected: String)
  /// There is a keyring in this directory already.
  case keyringExists(path: String)
  /// There is no keyring in this directory.
  case keyringMissing(path: String)
  /// The keyring belongs to another ledger.
  case keyringOfAnotherLedger(expected: LedgerID, found: LedgerID)
  /// A row of the keyring is missing or not what was written.
  case keyringDamaged(what: String)
  /// The keyring key was replaced after this process had unlocked it.
  case keyringRenewed(unlocked: UInt32, found: UInt32)
  /// The file system does not put a fresh keyring in the place of the old one in one step.
  case cannotErase(path: String, reason: String)
  /// The keyring was written by a newer Candor.
  case keyringTooNew(format: UInt32)
  /// The keyring can be read, and nothing can be written in it.
  case keyringReadOnly(path: String)
  /// Another process writes the keyring and did not end in time.
  case keyringBusy(reason: String)
  /// The keyring's database refused an operation; the text is the database's own.
  case storage(action: String, reason: String)
  /// A file, or a folder on the way to it, is not there.
  case fileMissing(path: String, action: String, reason: String)
  /// The operating system refused an operation on a file.
  case file(path: String, action: String, reason: String)
}

extension KeyError: CustomStringConvertible {
  /// What is wrong, what was expected, what to do next.
  public var description: String { text.description }

  /// What is wrong, alone: for whoever says themself what to do.
  public var problem: String { text.problem }

  /// What sort of error it is.
  public var category: ErrorCategory { text.category }

  var text: ErrorText {
    switch self {
    case .wrongPassphrase(let path):
      .init(
        .notPermitted, "Wrong passphrase; nothing was recorded.",
        "Try again with the passphrase of the identity file \(path).")
    case .emptyPassphrase:
      .init(
        .badData, "The passphrase is empty.",
        "Choose one, or ask for an identity without a passphrase by name.")
    case .identityUnreadable(let path, let reason):
      .init(
        .damaged, "The identity file \(path) cannot be read: \(reason).",
        "Restore it from its backup, or have an administrator replace the key.")
    case .identityExists(let path):
      .init(
        .unavailable, "There is a file at \(path) already, and an identity is never overwritten.",
        "Choose another path, or move the old file away.")
    case .identityExposed(let path, let mode):
      .init(
        .notPermitted,
        "The identity file \(path) has mode \(String(mode, radix: 8)), so that other accounts can "
          + "reach it; 600 was expected.",
        "Run chmod 600 on it; if somebody may have read it, have the key replaced.")
    case .identityOfAnotherLedger(let expected, let found):
      .init(
        .notPermitted, "The identity belongs to ledger \(found), and this is ledger \(expected).",
        "Sign in with an identity that was enrolled here.")
    case .proofRefused(let actor):
      .init(
        .badData,
        "The proof of possession of actor \(actor) does not hold for the keys that it names.",
        "Have the person make the enrolment request again on their own machine.")
    case .notGranted(let actor):
      .init(
        .notPermitted, "Actor \(actor) holds no wrap of the keyring key and cannot open charts.",
        "If the role allows it, somebody who can open charts has to grant it.")
    case .wrapRefused(let actor):
      .init(
        .notPermitted, "The keyring's wrap for actor \(actor) does not open with this identity.",
        "It was made for a key that was replaced, or it is damaged: it is made anew when anybody "
          + "else who reads charts signs in.")
    case .noDataKey(let subject, let number):
      .init(
        .notFound, "The keyring holds no data key \(number) of subject \(subject).",
        "Unless the chart was erased, the keyring is older than the ledger: restore its newest backup."
      )
    case .commitmentMismatch(let subject, let number):
      .init(
        .damaged,
        "Data key \(number) of subject \(subject) is not the one that the ledger introduced.",
        "Nothing was opened with it; compare the keyring with its backup.")
    case .openFailed(let what):
      .init(
        .damaged,
        "The seal of \(what) does not open: its bytes are not what was sealed under this key.",
        "Verify the ledger, and compare it with a backup.")
    case .malformed(let what, let expected):
      .init(
        .badData, "The \(what) is malformed; expected \(expected).",
        "Check where it was taken from.")
    case .keyringExists(let path):
      .init(
        .unavailable, "There is a keyring at \(path) already.",
        "It is never overwritten; choose another directory.")
    case .keyringMissing(let path):
      .init(
        .notFound, "There is no keyring at \(path).",
        "Check the ledger's directory, or restore the keyring's backup: no chart opens without it.")
    case .keyringOfAnotherLedger(let expected, let found):
      .init(
        .badData, "The keyring belongs to ledger \(found), and this is ledger \(expected).",
        "Restore the keyring of this ledger from its backup.")
    case .keyringDamaged(let what):
      .init(
        .damaged, "The keyring is damaged: \(what).",
        "Stop writing and restore the keyring from its backup.")
    case .keyringRenewed(let generation, let found):
      .init(
        .unavailable,
        "The keyring key was renewed meanwhile: generation \(found), unlocked was \(generation).",
        "Sign in again, and repeat it.")
    case .cannotErase(let path, let reason):
      .init(
        .unavailable, "No fresh keyring can take the place of \(path) in one step: \(reason).",
        "Nothing was erased; move the ledger to a local ext4, XFS or Btrfs file system first.")
    case .keyringTooNew(let format):
      .init(
        .unavailable, "The keyring has format \(format), and this Candor reads format 1.",
        "Use a newer Candor.")
    case .keyringReadOnly(let path):
      .init(
        .unavailable, "The keyring at \(path) can be read here and not written.",
        "Nothing was changed in it; do it where the ledger is in use.")
    case .keyringBusy(let reason):
      .init(
        .unavailable, "The keyring cannot be written now: \(reason).",
        "Nothing was kept of it; repeat it.")
    case .storage(let action, let reason):
      .init(
        .io, "The keyring could not \(action): \(reason).",
        "Try again when the cause is gone.")
    case .fileMissing(let path, let action, let reason):
      .init(
        .notFound, "Could not \(action) \(path): \(reason).",
        "Check the directory, its permissions and the space left on the disk.")
    case .file(let path, let action, let reason):
      .init(
        .io, "Could not \(action) \(path): \(reason).",
        "Check the directory, its permissions and the space left on the disk.")
    }
  }
}
