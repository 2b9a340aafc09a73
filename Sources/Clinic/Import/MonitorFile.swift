internal import ClinicalRecord

/// A monitor's CSV, read strictly: every line is understood or named.
///
/// Columns in this order: time, heart_rate_bpm, pulse_bpm, respiratory_rate_bpm, spo2_percent,
/// systolic_mmhg, diastolic_mmhg, mean_mmhg. A blank is absent; a zero is what the device reported.
struct MonitorFile {
  struct Row {
    /// 1-based; the header is line 1.
    var line: Int
    var time: ClinicalTime
    var reading: VitalsReading
  }

  static let header = (["time"] + VitalsChannel.ofRun.map(\.fieldName)).joined(separator: ",")

  private(set) var rows: [Row] = []
  private(set) var problems: [MonitorFileProblem] = []

  /// Reads every line; what is wrong is collected in `problems`, by line.
  ///
  /// - Parameter defaultOffsetMinutes: of times that carry no UTC offset.
  init(parsing bytes: [UInt8], defaultOffsetMinutes: Int16) {
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF]  // a byte order mark, as spreadsheets write it
    let bytes = bytes.starts(with: marked) ? Array(bytes.dropFirst(3)) : bytes
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first.map({ Self.text($0) }) else {
      note(1, "the file is empty; expected the header \(Self.header)")
      return
    }
    guard first == Self.header else {
      note(1, "the header is not \(Self.header)")
      return
    }
    for (index, line) in lines.enumerated().dropFirst() {
      take(Self.text(line), line: index + 1, defaultOffsetMinutes: defaultOffsetMinutes)
    }
    if lines.count == 1 { note(1, "there is no row after the header") }
    checkOrder()
  }

  private mutating func take(_ text: String, line: Int, defaultOffsetMinutes: Int16) {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == VitalsChannel.ofRun.count + 1 else {
      return note(line, "\(fields.count) fields; expected \(VitalsChannel.ofRun.count + 1)")
    }
    guard
      let time = try? ClinicalTime(
        iso8601: fields[0], defaultOffsetMinutes: defaultOffsetMinutes),
      time.precision == .minute || time.precision == .second
    else {
      return note(line, "time: not an ISO 8601 time to the minute or the second")
    }
    var reading = VitalsReading()
    for (channel, field) in zip(VitalsChannel.ofRun, fields.dropFirst()) where !field.isEmpty {
      guard let value = ExactDecimal(field) else {
        return note(
          line, "\(channel.fieldName): not a number of digits with at most 6 decimals, nor blank")
      }
      reading[channel] = value
    }
    rows.append(Row(line: line, time: time, reading: reading))
  }

  private mutating func checkOrder() {
    for (before, after) in zip(rows, rows.dropFirst()) {
      let gap = after.time.unixMicroseconds - before.time.unixMicroseconds
      if gap == 0 { note(after.line, "the same time as line \(before.line)") }
      if gap < 0 {
        note(after.line, "earlier than line \(before.line); rows must be in time order")
      }
    }
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
