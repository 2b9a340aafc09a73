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
  /// The keyring's database refused an operation; the text is the database's own.
  case storage(action: String, reason: String)
  /// The operating system refused an operation on a file.
  case file(path: String, action: String, reason: String)
}
