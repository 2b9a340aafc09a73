internal import ClinicalRecord

/// A device's file, read strictly as a profile says: every line is understood, blank, or named.
///
/// A blank and a code that means "off" are absent; a zero and any other code are what the device
/// reported.
struct MonitorFile {
  struct Row {
    /// 1-based, whatever the line says.
    var line: Int
    var time: ClinicalTime
    var reading: VitalsReading
  }

  /// In time order, each second once, where there are no problems.
  private(set) var rows: [Row] = []
  private(set) var problems: [MonitorFileProblem] = []
  /// Rows on which nothing was measured.
  private(set) var blankCount = 0
  /// Rows that say once more what the row before says.
  private(set) var repeatCount = 0
  /// Columns that are not read, by their names in the file.
  private(set) var unreadColumns: [String] = []
  /// How often a code said "off", by the channel's field name and the code.
  private(set) var offCodes: [String: [String: Int]] = [:]

  private let profile: ImportProfile
  private let start: ClinicalTime?

  private typealias UntimedRow = (line: Int, time: MonitorTime, reading: VitalsReading)

  /// Reads every line; what is wrong is collected in `problems`, by line.
  ///
  /// - Parameters:
  ///   - start: of times that are counted from one; nil where the profile needs none.
  ///   - clock: reads the times.
  init(
    parsing bytes: [UInt8], as profile: ImportProfile, from start: ClinicalTime? = nil,
    by clock: MonitorClock
  ) {
    self.profile = profile
    self.start = start
    let text = DelimitedText(bytes, as: profile)
    guard text.lines.contains(where: { !$0.isEmpty }) else {
      note(1, "the file is empty; expected the header" + (profile.header.map { " \($0)" } ?? ""))
      return
    }
    if profile.needsStart, start == nil {
      note(1, "its times are counted from a start that it does not say; give --start TIME")
      return
    }
    guard let (columns, body) = heading(of: text) else { return }
    unreadColumns = columns.unread
    var read: [UntimedRow] = []
    for index in body {
      if let row = row(at: index, of: text, columns, after: read.last?.time) { read.append(row) }
    }
    if read.isEmpty, problems.isEmpty {
      note(body.lowerBound, "there is no row with a value after the header")
    }
    for (row, time) in zip(read, clock.times(of: read.map(\.time))) {
      switch time {
      case .success(let time): take(Row(line: row.line, time: time, reading: row.reading))
      case .failure(let problem): note(row.line, problem.what)
      }
    }
  }

  /// The columns, and the indices of the lines that can be rows; nil where the header or the units
  /// are noted.
  private mutating func heading(of text: DelimitedText) -> (MonitorColumns, Range<Int>)? {
    // Line breaks at the end are nobody's row.
    let end = (text.lines.lastIndex { !$0.isEmpty } ?? 0) + 1
    func next(from index: Int) -> Int {
      var index = index
      while index < end, profile.commentPrefix != nil,
        text.lines[index].isEmpty || text.isComment(text.lines[index])
      {
        index += 1
      }
      return index
    }
    let index = next(from: profile.linesBeforeHeader)
    guard index < end else {
      note(text.lines.count, "the file ends before its header")
      return nil
    }
    if let header = profile.header, text.lines[index] != header {
      note(index + 1, "the header is not \(header)")
      return nil
    }
    do throws(MonitorFileProblem) {
      let units = profile.hasUnitsLine ? next(from: index + 1) : index
      let body = min(units + 1, end)..<end
      let columns = MonitorColumns(
        header: try text.fields(at: index), line: index + 1, as: profile
      ) { column, channel in
        body.contains { has(column, channel, text, $0) }
      }
      problems += columns.problems
      if profile.hasUnitsLine, units < end {
        problems += columns.problems(ofUnits: try text.fields(at: units), line: units + 1)
      }
      return problems.isEmpty ? (columns, body) : nil
    } catch {
      problems.append(error)
      return nil
    }
  }

  private func has(
    _ column: MonitorColumns.Column, _ channel: ImportProfile.Channel, _ text: DelimitedText,
    _ index: Int
  ) -> Bool {
    guard let fields = try? text.fields(at: index), fields.indices.contains(column.index),
      case .value = profile.field(fields[column.index], of: channel)
    else { return false }
    return true
  }

  /// Nil for a blank one, for what is no row, and for one that is noted.
  private mutating func row(
    at index: Int, of text: DelimitedText, _ columns: MonitorColumns, after previous: MonitorTime?
  ) -> UntimedRow? {
    let (line, written) = (index + 1, text.lines[index])
    if text.isComment(written) { return nil }
    guard !written.isEmpty else {
      blankCount += 1
      return nil
    }
    var fields: [String]
    do throws(MonitorFileProblem) {
      fields = try text.fields(at: index)
    } catch {
      problems.append(error)
      return nil
    }
    if profile.header == nil {
      // A delimiter at the end of the line makes no field, and a program that was started again
      // writes its header once more.
      while fields.count > columns.count, fields.last == "" { fields.removeLast() }
      if columns.isHeader(fields) { return nil }
    }
    guard fields.count == columns.count else {
      note(line, "\(fields.count) fields; expected \(columns.count)")
      return nil
    }
    var reading = VitalsReading()
    var wrong: String?
    for (channel, column) in columns.channels {
      switch profile.field(fields[column.index], of: channel) {
      case .blank: break
      case .off(let code): offCodes[channel.channel.fieldName, default: [:]][code, default: 0] += 1
      case .value(let value): reading[channel.channel] = value
      case .noNumber: wrong = wrong ?? noNumber(column.name, channel)
      }
    }
    if reading.isEmpty, wrong == nil {
      blankCount += 1
      return nil
    }
    guard
      let time = MonitorTime(
        columns.time.map { fields[$0.index] }, as: profile, from: start, after: previous)
    else {
      let names = columns.time.map(\.name).joined(separator: " and ")
      note(line, "\(names): not \(profile.time.form.words)")
      return nil
    }
    if let wrong {
      note(line, wrong)
      return nil
    }
    return (line, time, reading)
  }

  private func noNumber(_ name: String, _ channel: ImportProfile.Channel) -> String {
    let codes = (channel.off.texts + profile.off.texts).joined(separator: " ")
    let nor = codes.isEmpty ? "" : ", nor a code for off (\(codes))"
    return "\(name): not a number of \(profile.decimalSign.words), nor blank\(nor)"
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
}

/// One line of a monitor's file that cannot be imported: which, what stands there, what was
/// expected.
public struct MonitorFileProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// 1-based; the header is a line, too.
  public var line: Int
  public var what: String

  public var description: String { "line \(line): \(what)" }
}
