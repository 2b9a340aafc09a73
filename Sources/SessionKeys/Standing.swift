public import Ledger

/// How things stand on a terminal, in one ledger.
public enum Standing: Sendable {
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
