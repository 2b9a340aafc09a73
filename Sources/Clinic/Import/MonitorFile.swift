internal import ClinicalRecord

/// A monitor's CSV, read strictly: every line is understood, blank, or named.
///
/// Columns in this order: time, heart_rate_bpm, pulse_bpm, respiratory_rate_bpm, spo2_percent,
/// systolic_mmhg, diastolic_mmhg, mean_mmhg. A blank is absent; a zero and any other code are what
/// the device reported.
struct MonitorFile {
  struct Row {
    /// 1-based; the header is line 1.
    var line: Int
    var time: ClinicalTime
    var reading: VitalsReading
  }

  static let header = (["time"] + VitalsChannel.ofRun.map(\.fieldName)).joined(separator: ",")

  /// In time order, each second once, where there are no problems.
  private(set) var rows: [Row] = []
  private(set) var problems: [MonitorFileProblem] = []
  /// Rows on which nothing was measured.
  private(set) var blankCount = 0
  /// Rows that say once more what the row before says.
  private(set) var repeatCount = 0

  /// Reads every line; what is wrong is collected in `problems`, by line.
  ///
  /// - Parameter clock: reads the times.
  init(parsing bytes: [UInt8], by clock: MonitorClock) {
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF]  // a byte order mark, as spreadsheets write it
    let bytes = bytes.starts(with: marked) ? Array(bytes.dropFirst(3)) : bytes
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Self.text($0) }
    guard let first = lines.first, lines.contains(where: { !$0.isEmpty }) else {
      note(1, "the file is empty; expected the header \(Self.header)")
      return
    }
    guard first == Self.header else {
      note(1, "the header is not \(Self.header)")
      return
    }
    // Line breaks at the end are nobody's row.
    let end = lines.lastIndex { !$0.isEmpty } ?? 0
    var read: [(line: Int, time: MonitorTime, reading: VitalsReading)] = []
    for (index, line) in lines[...end].enumerated().dropFirst() {
      guard let row = row(of: line, line: index + 1) else { continue }
      read.append((index + 1, row.time, row.reading))
    }
    if read.isEmpty, problems.isEmpty { note(1, "there is no row with a value after the header") }
    for (row, time) in zip(read, clock.times(of: read.map(\.time))) {
      switch time {
      case .success(let time): take(Row(line: row.line, time: time, reading: row.reading))
      case .failure(let problem): note(row.line, problem.what)
      }
    }
  }

  /// Nil for a blank one, and for one that is noted.
  private mutating func row(
    of text: String, line: Int
  ) -> (time: MonitorTime, reading: VitalsReading)? {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !text.isEmpty else {
      blankCount += 1
      return nil
    }
    guard fields.count == VitalsChannel.ofRun.count + 1 else {
      note(line, "\(fields.count) fields; expected \(VitalsChannel.ofRun.count + 1)")
      return nil
    }
    guard fields.dropFirst().contains(where: { !$0.isEmpty }) else {
      blankCount += 1
      return nil
    }
    guard let time = MonitorTime(fields[0]) else {
      note(line, "time: not an ISO 8601 time to the minute or the second")
      return nil
    }
    var reading = VitalsReading()
    for (channel, field) in zip(VitalsChannel.ofRun, fields.dropFirst()) where !field.isEmpty {
      guard let value = ExactDecimal(field) else {
        note(
          line, "\(channel.fieldName): not a number of digits with at most 6 decimals, nor blank")
        return nil
      }
      reading[channel] = value
    }
    return (time, reading)
  }

  private mutating func take(_ row: Row) {
    if let before = rows.last {
      let gap = row.time.unixMicroseconds - before.time.unixMicroseconds
      guard gap != 0 || row.reading != before.reading else { return repeatCount += 1 }
      if gap == 0 { note(row.line, "the same time as line \(before.line), and other values") }
      if gap < 0 {
        note(row.line, "earlier than line \(before.line); rows must be in time order")
      }
    }
    rows.append(row)
  }

  private mutating func note(_ line: Int, _ what: String) {
    problems.append(MonitorFileProblem(line: line, what: what))
  }

  private static func text(_ line: some Collection<UInt8>) -> String {
    let isCarriage = line.dropFirst(max(0, line.count - 1)).first == UInt8(ascii: "\r")
    return String(decoding: isCarriage ? line.dropLast() : line.dropLast(0), as: UTF8.self)
  }
}

/// One line of a monitor's file that cannot be imported: which, what stands there, what was
/// expected.
public struct MonitorFileProblem: Hashable, Sendable, CustomStringConvertible {
  /// 1-based; the header is line 1.
  public var line: Int
  public var what: String

  public var description: String { "line \(line): \(what)" }
}
