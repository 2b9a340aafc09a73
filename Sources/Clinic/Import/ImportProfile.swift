internal import ClinicalRecord

/// The shape of the files that one device, or one program, writes: everything that a reader has to
/// know about them beforehand. `Schemas/import-profile.schema.json` describes its document.
public struct ImportProfile: Hashable, Sendable {
  /// Lower-case letters, digits and '-': "philips-intellivue".
  public let name: String
  /// What shape it is for, in a line or two.
  public let description: String
  /// As it was read, byte for byte.
  public let document: [UInt8]

  let delimiter: Delimiter
  let decimalSign: DecimalSign
  let quote: Quote
  /// Whether blanks around a field belong to it.
  let keepsBlanks: Bool
  /// Of lines that say nothing; nil: there are none.
  let commentPrefix: String?
  /// How many lines stand above the header, whatever they say.
  let linesBeforeHeader: Int
  /// The header's line, where no other will do; nil: its columns are found by their names.
  let header: String?
  /// Whether a line of units follows the header.
  let hasUnitsLine: Bool
  /// Whether a value may stand in parentheses.
  let takesParentheses: Bool
  /// Codes that mean "off" in any column.
  let off: OffCodes
  let time: Time
  let channels: [Channel]

  /// Whether its times mean something only with a start that somebody says.
  public var needsStart: Bool { time.form.needsStart }

  /// Whether the start may be a day, without a clock.
  public var takesDayAsStart: Bool { if case .clock = time.form { true } else { false } }

  enum Delimiter: String, CaseIterable { case comma, semicolon, tab }
  enum DecimalSign: String, CaseIterable { case point, comma }
  enum Quote: String, CaseIterable { case none, single, double }

  /// Where a row's time stands and how it is written.
  struct Time: Hashable {
    var form: Form
    /// The names of its column; of the date's and the clock's where they are two.
    var columns: [[String]]
  }

  /// How a time is written.
  enum Form: Hashable {
    /// ISO 8601, with an offset or by the clinic's clock.
    case iso8601
    case dateAndClock(DateOrder, HourClock)
    /// Without a date: the start says the day of the first row.
    case clock(HourClock)
    /// Since 1970-01-01T00:00:00Z.
    case epoch(unitsPerSecond: Int64)
    /// Seconds since the start.
    case elapsedSeconds

    var needsStart: Bool {
      switch self {
      case .clock, .elapsedSeconds: true
      case .iso8601, .dateAndClock, .epoch: false
      }
    }
  }

  enum DateOrder: String, CaseIterable {
    case dayMonthYear = "day-month-year"
    case monthDayYear = "month-day-year"
    case yearMonthDay = "year-month-day"
  }

  enum HourClock: String, CaseIterable {
    case twentyFourHours = "24-hour"
    case twelveHours = "12-hour"
  }

  /// What is read of a channel.
  struct Channel: Hashable {
    var channel: VitalsChannel
    /// Names that a column of it can have, the preferred one first.
    var columns: [String]
    /// What may stand behind a value, and in the line of units; the longest first.
    var units: [String]
    /// Codes that mean "off" in this channel.
    var off: OffCodes
    /// Whether a file without such a column is refused.
    var isRequired: Bool
  }

  /// Texts that stand where a value would, and numbers that are none.
  struct OffCodes: Hashable {
    var texts: [String]
    /// Those of the texts that are numbers, too: a file may write them with decimals.
    var numbers: [Number]

    struct Number: Hashable {
      var code: String
      var value: Double
    }

    init(_ texts: [String]) {
      self.texts = texts
      numbers = texts.compactMap { text in
        ExactDecimal(text).map { Number(code: text, value: $0.doubleValue) }
      }
    }
  }
}

extension ImportProfile {
  /// What a field of a channel's column says.
  enum Field: Hashable {
    case blank
    /// By the profile's code.
    case off(String)
    case value(ExactDecimal)
    case noNumber
  }

  /// - Parameter text: without its quotes.
  func field(_ text: String, of channel: Channel) -> Field {
    var text = text
    if text.isEmpty { return .blank }
    func isOff(_ text: String) -> Bool {
      channel.off.texts.contains(text) || off.texts.contains(text)
    }
    if isOff(text) { return .off(text) }
    if takesParentheses, text.hasPrefix("("), text.hasSuffix(")"), text.utf8.count > 2 {
      text = String(text.dropFirst().dropLast())
    }
    if let unit = channel.units.first(where: { text.hasSuffix($0) && text != $0 }) {
      text = String(text.dropLast(unit.count)).withoutBlanks
    }
    // "-- mmHg", "(xx)".
    if isOff(text) { return .off(text) }
    guard let value = ExactDecimal(decimalSign.pointed(text)) else { return .noNumber }
    let number = value.doubleValue
    let code =
      channel.off.numbers.first { $0.value == number } ?? off.numbers.first { $0.value == number }
    return code.map { .off($0.code) } ?? .value(value)
  }

  /// Every name that a column of the file can have and is read by.
  var columnNames: Set<String> {
    Set(time.columns.joined()).union(channels.flatMap(\.columns))
  }
}

extension ImportProfile.Delimiter {
  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    }
  }
}

extension ImportProfile.DecimalSign {
  /// A number with a point where the file has its own sign; what has a point there already is left
  /// no number.
  func pointed(_ text: String) -> String {
    switch self {
    case .point: text
    case .comma:
      String(text.map { $0 == "," ? "." : $0 == "." ? "," : $0 })
    }
  }

  /// What a number must look like, for an error.
  var words: String {
    switch self {
    case .point: "digits with at most 6 decimals"
    case .comma: "digits with at most 6 decimals behind a comma"
    }
  }
}

extension ImportProfile.Quote {
  var byte: UInt8? {
    switch self {
    case .none: nil
    case .single: UInt8(ascii: "'")
    case .double: UInt8(ascii: "\"")
    }
  }
}

extension String {
  /// Without the blanks and tabs around it.
  var withoutBlanks: String {
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
    let front = drop(while: isBlank)
    guard let last = front.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(front[...last])
  }
}
