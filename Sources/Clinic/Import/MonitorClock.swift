internal import ClinicalRecord

/// Reads the times of a monitor's file: by the clinic's clock, through both of its changes.
struct MonitorClock {
  /// Minutes east of UTC at an instant.
  var offsetMinutes: (Int64) -> Int16
  /// When a row can have been written at all, microseconds since 1970-01-01T00:00:00Z: from the
  /// arrival to the visit's end, or to now.
  var possible: ClosedRange<Int64>

  /// A monitor whose clock stays as it is: nobody changes it in the night.
  init(offsetMinutes offset: Int16, possible: ClosedRange<Int64>) {
    self.init({ _ in offset }, possible: possible)
  }

  init(_ offsetMinutes: @escaping (Int64) -> Int16, possible: ClosedRange<Int64>) {
    self.offsetMinutes = offsetMinutes
    self.possible = possible
  }

  /// Why a row's time says nothing.
  struct Problem: Error { var what: String }

  /// The instants of the rows of one file, in its order.
  ///
  /// A time that the clock showed twice is the one that the order of the rows and the visit leave,
  /// if they leave one: rows ascend, so where the clock goes back from one row to the next, it was
  /// put back in between.
  func times(of rows: [MonitorTime]) -> [Result<ClinicalTime, Problem>] {
    let meanings = rows.map(meanings)
    // From the front, the earliest that each can be; from the back, the latest.
    var earliest: [Int] = []
    var bound = Int64.min
    for times in meanings {
      let index = times.firstIndex { $0.unixMicroseconds >= bound } ?? times.count - 1
      earliest.append(index)
      if times.indices.contains(index) { bound = times[index].unixMicroseconds }
    }
    var results: [Result<ClinicalTime, Problem>] = []
    bound = .max
    for (row, times) in zip(rows, meanings).reversed() {
      let index = times.lastIndex { $0.unixMicroseconds <= bound } ?? 0
      let first = earliest[rows.count - 1 - results.count]
      if times.indices.contains(index) { bound = times[index].unixMicroseconds }
      if times.isEmpty {
        results.append(.failure(skipped(row)))
      } else if index == first || times.count == 1 {
        results.append(.success(times[index]))
      } else if index < first {
        // In no order: told as what it is.
        results.append(.success(times[first]))
      } else {
        results.append(.failure(ambiguous(times)))
      }
    }
    return results.reversed()
  }

  /// What a row's time can mean; nothing where the clock never showed it.
  private func meanings(_ row: MonitorTime) -> [ClinicalTime] {
    switch row {
    case .instant(let time): return [time]
    case .counted(let instant, let precision):
      return [
        ClinicalTime(
          unixMicroseconds: instant, utcOffsetMinutes: offsetMinutes(instant),
          precision: precision)
      ]
    case .wall(let local, let precision):
      switch WallReading(of: local, precision: precision, offsetMinutes: offsetMinutes) {
      case .once(let time): return [time]
      case .twice(let one, let other):
        let meant = [one, other].filter {
          possible.contains($0.latest) || possible.contains($0.earliest)
        }
        return meant.count == 1 ? meant : [one, other]
      case .never: return []
      }
    }
  }

  private func skipped(_ row: MonitorTime) -> Problem {
    guard case .wall(let local, let precision) = row,
      case .never(let before, let after) = WallReading(
        of: local, precision: precision, offsetMinutes: offsetMinutes)
    else { return Problem(what: "time: not one that exists") }
    return Problem(
      what: "the clock was put forward over \(shown(before)) and never showed it; with its UTC "
        + "offset it is \(before.iso8601) or \(after.iso8601). \(Self.wayOut(before))")
  }

  private func ambiguous(_ times: [ClinicalTime]) -> Problem {
    let (one, other) = (times[0], times[times.count - 1])
    return Problem(
      what: "the clock showed \(shown(one)) twice, as it was put back, and the order of the rows "
        + "does not say which it is: \(one.iso8601) or \(other.iso8601). \(Self.wayOut(one))")
  }

  private static func wayOut(_ time: ClinicalTime) -> String {
    let offset = time.utcOffsetMinutes == 0 ? "+00:00" : String(time.iso8601.suffix(6))
    return "If the monitor's clock was not changed that night, give --utc-offset \(offset); else "
      + "write the offset behind the time"
  }

  /// "2026-11-01 01:10".
  private func shown(_ time: ClinicalTime) -> String { "\(time.localDate) \(time.localClock)" }
}
