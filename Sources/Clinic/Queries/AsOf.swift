internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

/// The ledger as it stood: after a number of entries, or at a time.
public enum AsOf: Hashable, Sendable {
  /// The first so many entries.
  case size(UInt64)
  /// All that was recorded at or before; a time in the future is refused.
  case recordedMicroseconds(Int64)
}

extension Clinic {
  /// The tree an answer rests on.
  ///
  /// - Throws: `ClinicError.futureAsOf`.
  func head(asOf: AsOf?) throws -> TreeHead {
    let now = try ledger.read { $0.head }
    switch asOf {
    case nil: return now
    case .size(let size):
      guard size <= now.size else { throw ClinicError.futureAsOf }
      return try ledger.treeHead(at: size)
    case .recordedMicroseconds(let time):
      guard time <= clock.nowMicroseconds() else { throw ClinicError.futureAsOf }
      return try ledger.treeHead(at: try size(recordedAtOrBefore: time, in: now))
    }
  }

  /// Recorded times never decrease, so the first later entry is found by halving.
  private func size(recordedAtOrBefore time: Int64, in head: TreeHead) throws -> UInt64 {
    try ledger.read { snapshot in
      var low: UInt64 = 0
      var high = head.size
      while low < high {
        let middle = low + (high - low) / 2
        if try snapshot.outline(at: middle).stamp.recordedMicroseconds <= time {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
  }
}

extension SignedIn {
  /// The local day that an answer speaks of: today's, that of the time that was named, and of a
  /// number of entries that of the newest.
  func day(asOf: AsOf?, in head: TreeHead) throws -> LocalDate {
    switch asOf {
    case nil: today
    case .size: try lastRecordedDay(in: head)
    case .recordedMicroseconds(let time):
      ClinicalTime(
        unixMicroseconds: time, utcOffsetMinutes: clock.localOffsetMinutes(at: time),
        precision: .microsecond
      ).localDate
    }
  }
}
