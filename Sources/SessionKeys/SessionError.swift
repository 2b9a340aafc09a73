/// Why a session could not be kept, found or unlocked; each message says what to do next.
///
/// Handles, counts and paths only; never a secret.
public enum SessionError: Error, Equatable, Sendable {
  /// Without a terminal session there is nothing that a signed-in person could be bound to.
  case noTerminalSession(reason: String)
  /// Neither the kernel's key store nor a private directory in memory can be had.
  case noStore(reasons: [String])
  /// What a store holds for this terminal is no session as this program writes it.
  case unreadable(what: String)
  /// A PIN is 4 to 8 digits.
  case malformedPIN
  /// The machine had too little memory for scrypt.
  case sealFailed
  case wrongPIN(handle: String, left: Int)
  /// The third wrong PIN: the session has ended.
  case endedByPIN(handle: String)
  /// The session was opened without a PIN.
  case noPIN(handle: String)
  /// Nobody of that name has a locked session on this terminal.
  case notLocked(handle: String)
  /// A session that was open when the command began is open no more.
  case closedMeanwhile(handle: String)
  /// The system did not say whether anybody is signed in: a descriptor or memory is missing.
  case notExamined(reason: String)
}

extension SessionError: CustomStringConvertible {
  /// What is wrong, what was expected, what to do next.
  public var description: String {
    switch self {
    case .noTerminalSession(let reason):
      "This process belongs to no terminal session that a sign-in could be bound to (\(reason)); "
        + "say who acts with --as NAME."
    case .noStore(let reasons):
      "There is nowhere to keep a session (\(reasons.joined(separator: "; "))); give a private "
        + "directory in memory with $XDG_RUNTIME_DIR, or say who acts with --as NAME."
    case .unreadable(let what):
      "The session that is kept for this terminal cannot be read (\(what)): sign out with "
        + "candor sign-out --all, and sign in again."
    case .malformedPIN: "The PIN is not 4 to 8 digits; choose another, or none."
    case .sealFailed: "There was too little memory to derive a key from the PIN; try again."
    case .wrongPIN(let handle, let left):
      "The PIN is not the one of \(handle)'s session: \(left) more \(left == 1 ? "try" : "tries"); "
        + "the passphrase opens it too."
    case .endedByPIN(let handle):
      "The PIN was wrong for the third time, and \(handle)'s session has ended: "
        + "candor sign-in \(handle)."
    case .noPIN(let handle):
      "\(handle)'s session was opened without a PIN: unlock it with the passphrase."
    case .notLocked(let handle):
      "\(handle) has no locked session on this terminal: candor sign-in \(handle)."
    case .closedMeanwhile(let handle):
      "\(handle)'s session on this terminal was locked, left idle or ended meanwhile, so nothing "
        + "was signed or recorded: candor unlock or candor sign-in \(handle), and run it again."
    case .notExamined(let reason):
      "Whether somebody is signed in here could not be examined (\(reason)): repeat it when the cause "
        + "is gone."
    }
  }
}
