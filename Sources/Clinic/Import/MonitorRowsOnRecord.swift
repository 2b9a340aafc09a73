internal import ClinicalRecord
internal import Ledger

/// What monitors have said of a visit already, by the second.
struct MonitorRowsOnRecord {
  /// Of entries that hold rows of the file.
  private(set) var positions: Set<UInt64> = []
  /// How many rows of the file are on record, by whoever recorded them.
  private(set) var rowsByActor: [UInt32: Int] = [:]
  private(set) var conflicts: [Imported.Conflict] = []
  private let samples: [Int64: [TimedSample]]

  /// - Parameter visit: with every set of vital signs that stands.
  init(of visit: Visit) {
    samples = Dictionary(
      grouping: visit.samples().filter { $0.source == .monitor },
      by: { $0.occurred.wholeSecond })
  }

  /// The row with what is new in it; nil where all of it is on record.
  mutating func new(in row: MonitorFile.Row) -> MonitorFile.Row? {
    guard let known = samples[row.time.wholeSecond] else { return row }
    var new = row
    new.reading = VitalsReading()
    var holder: TimedSample?
    for channel in VitalsChannel.ofRun {
      guard let value = row.reading[channel] else { continue }
      if let same = known.first(where: { $0.sample[channel] == value.doubleValue }) {
        holder = holder ?? same
        positions.insert(same.position)
        continue
      }
      new.reading[channel] = value
      if let other = known.first(where: { $0.sample[channel] != nil }) {
        conflicts.append(
          Imported.Conflict(
            line: row.line, channel: channel.fieldName, position: other.position))
      }
    }
    guard new.reading.isEmpty else { return new }
    if let holder { rowsByActor[holder.actor, default: 0] += 1 }
    return nil
  }
}

extension ClinicalTime {
  /// Since 1970-01-01T00:00:00Z.
  fileprivate var wholeSecond: Int64 {
    let (second, rest) = unixMicroseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return rest < 0 ? second - 1 : second
  }
}
