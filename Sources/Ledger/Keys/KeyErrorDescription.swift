extension KeyError: CustomStringConvertible {
  /// What is wrong, what was expected, what to do next.
  public var description: String {
    switch self {
    case .wrongPassphrase, .emptyPassphrase, .identityUnreadable, .identityExists,
      .identityExposed, .identityOfAnotherLedger, .proofRefused:
      identityDescription
    case .notGranted, .wrapRefused, .keyringExists, .keyringMissing, .keyringOfAnotherLedger,
      .keyringDamaged, .keyringTooNew, .storage:
      keyringDescription
    case .noDataKey, .commitmentMismatch, .openFailed, .malformed, .file:
      sealDescription
    }
  }

  private var identityDescription: String {
    switch self {
    case .wrongPassphrase(let path):
      "The passphrase does not open the identity file \(path). Try again; if it is right, the "
        + "sealed part of the file is damaged: restore the file from its backup."
    case .emptyPassphrase:
      "The passphrase is empty. Choose one, or ask for an identity without a passphrase by name."
    case .identityUnreadable(let path, let reason):
      "The identity file \(path) cannot be read: \(reason). Restore it from its backup, or have "
        + "an administrator replace the key."
    case .identityExists(let path):
      "There is a file at \(path) already, and an identity is never overwritten. Choose another "
        + "path, or move the old file away."
    case .identityExposed(let path, let mode):
      "The identity file \(path) has mode \(String(mode, radix: 8)), so that other accounts can "
        + "reach it; 600 was expected. Run chmod 600 on it; if somebody may have read it, have "
        + "the key replaced."
    case .identityOfAnotherLedger(let expected, let found):
      "The identity belongs to ledger \(found), and this is ledger \(expected). Sign in with an "
        + "identity that was enrolled here."
    case .proofRefused(let actor):
      "The proof of possession of actor \(actor) does not hold for the keys that it names. Have "
        + "the person make the enrolment request again on their own machine."
    default: ""
    }
  }

  private var keyringDescription: String {
    switch self {
    case .notGranted(let actor):
      "Actor \(actor) holds no wrap of the keyring key and cannot open charts. If the role "
        + "allows it, somebody who can open charts has to grant it."
    case .wrapRefused(let actor):
      "The keyring's wrap for actor \(actor) does not open with this identity. Either it was "
        + "made for another key of the same actor, or it is damaged: have it granted anew."
    case .keyringExists(let path):
      "There is a keyring at \(path) already, and it is never overwritten. Choose another place."
    case .keyringMissing(let path):
      "There is no keyring at \(path). Check the ledger's directory, or restore the keyring from "
        + "its backup: without it no chart can be opened."
    case .keyringOfAnotherLedger(let expected, let found):
      "The keyring belongs to ledger \(found), and this is ledger \(expected). Restore the "
        + "keyring of this ledger from its backup."
    case .keyringDamaged(let what):
      "The keyring is damaged: \(what). Stop writing and restore the keyring from its backup."
    case .keyringTooNew(let format):
      "The keyring has format \(format), and this Candor reads format 1. Use a newer Candor."
    case .storage(let what, let reason):
      "The keyring could not \(what): \(reason)"
    default: ""
    }
  }

  private var sealDescription: String {
    switch self {
    case .noDataKey(let subject, let number):
      "The keyring holds no data key \(number) of subject \(subject). Unless the chart was "
        + "erased, the keyring is older than the ledger: restore its newest backup."
    case .commitmentMismatch(let subject, let number):
      "Data key \(number) of subject \(subject) is not the one that the ledger introduced. "
        + "Nothing was opened with it; compare the keyring with its backup."
    case .openFailed(let what):
      "The seal of \(what) does not open: its bytes are not what was sealed under this key. "
        + "Verify the ledger, and compare it with a backup."
    case .malformed(let what, let expected):
      "The \(what) is malformed; expected \(expected). Check where it was taken from."
    case .file(let path, let action, let reason):
      "Could not \(action) \(path): \(reason). Check the directory, its permissions and the "
        + "space left on the disk."
    default: ""
    }
  }
}
