public import Ledger

/// Whose session it is and how long it lasts; no secret.
public struct SessionRecord: Hashable, Sendable {
  public var ledger: LedgerID
  public var actor: UInt32
  /// The sign-in name.
  public var handle: String
  /// Position of the enrolment of the keys.
  public var enrolment: UInt64
  /// By the clinic's clock, as all times here: microseconds since 1970-01-01T00:00:00Z.
  public var openedMicroseconds: Int64
  /// When it was last used.
  public var usedMicroseconds: Int64
  /// When it was locked by somebody; nil while it is open, or when it was merely left.
  public var lockedMicroseconds: Int64?
  /// When it ends, used or not.
  public var endsMicroseconds: Int64
  /// Whether a PIN unlocks it; the passphrase does in any case.
  public internal(set) var hasPIN = false
  /// The same by the machine's running time, for clocks that stand still.
  var endsMachineMicroseconds: Int64
  /// Wrong PINs since it was last unlocked.
  var wrongPINCount: UInt8

  /// Wrong PINs that end a session.
  static let wrongPINLimit: UInt8 = 3

  /// Whether both come from one sign-in, used or locked in between.
  func isOfSameSignIn(as other: SessionRecord) -> Bool {
    actor == other.actor && openedMicroseconds == other.openedMicroseconds
      && endsMachineMicroseconds == other.endsMachineMicroseconds
  }
}
