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

/// How long a session lasts: unused, and at all. The clinic's policy says so.
public struct SessionLimits: Hashable, Sendable {
  public var idleMicroseconds: Int64
  public var absoluteMicroseconds: Int64

  public init(idleMicroseconds: Int64, absoluteMicroseconds: Int64) {
    self.idleMicroseconds = idleMicroseconds
    self.absoluteMicroseconds = absoluteMicroseconds
  }

  /// From whole minutes, as a policy states them.
  public init(idleMinutes: Int, absoluteMinutes: Int) {
    self.init(
      idleMicroseconds: Int64(idleMinutes) * 60_000_000,
      absoluteMicroseconds: Int64(absoluteMinutes) * 60_000_000)
  }
}

/// Whether somebody is signed in on a terminal, in one ledger.
public enum SessionStatus: Sendable {
  /// Nobody has signed in, or what was there is forgotten.
  case nobody
  /// Somebody is signed in, with their keys.
  case open(SessionRecord, Identity)
  /// Nobody acts, but somebody may unlock: the person who was here last.
  case locked(SessionRecord)
  /// The absolute limit has passed just now.
  case ended(SessionRecord)
}

extension SessionRecord {
  /// Since when a session that is not open is closed to all: when it was locked, or last used.
  public var closedSinceMicroseconds: Int64 { lockedMicroseconds ?? usedMicroseconds }

  /// Whether its time is over, by the clinic's clock or by the machine's.
  func hasEnded(nowMicroseconds: Int64) -> Bool {
    nowMicroseconds >= endsMicroseconds
      || MachineClock.microseconds() >= endsMachineMicroseconds
  }

  /// Whether it was left unused for too long.
  func isIdle(_ limits: SessionLimits, nowMicroseconds: Int64) -> Bool {
    nowMicroseconds - usedMicroseconds >= limits.idleMicroseconds
  }
}
