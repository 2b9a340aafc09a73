internal import ClinicalRecord
public import StrictJSON

extension ImportProfile {
  /// The keys of the document, as in `Schemas/import-profile.schema.json`.
  private static let keys = ["name", "description", "delimiter", "time", "channels"]

  /// Keys without which the usual holds.
  private static let optionalKeys = [
    "decimalSign", "quote", "keepsBlanks", "commentPrefix", "linesBeforeHeader", "header",
    "unitsLine", "parentheses", "off", "required",
  ]

  /// Longer than any name of a column, code or unit.
  private static let longestName = 100

  /// Reads the document strictly: no other keys, each once.
  ///
  /// - Throws: which key, at which JSON path, with which value, and what was expected.
  public init(json: [UInt8]) throws(JSONFieldDefect) {
    let fields = try JSONFields(
      json,
      of: JSONDocumentKind(name: "import profile", schema: "Schemas/import-profile.schema.json"),
      keys: Self.keys, optional: Self.optionalKeys)
    document = json
    name = try fields.name("name")
    description = try fields.text("description", atMost: 500)
    delimiter = try fields.term("delimiter") { Delimiter(rawValue: $0) }
    decimalSign = try fields.term("decimalSign", default: .point) { DecimalSign(rawValue: $0) }
    quote = try fields.term("quote", default: Quote.none) { Quote(rawValue: $0) }
    keepsBlanks = try fields.bool("keepsBlanks", default: false)
    commentPrefix =
      fields.has("commentPrefix") ? try fields.text("commentPrefix", atMost: 8) : nil
    linesBeforeHeader = try fields.integer("linesBeforeHeader", in: 0...100, default: 0)
    header = fields.has("header") ? try fields.text("header", atMost: 10_000) : nil
    hasUnitsLine = try fields.bool("unitsLine", default: false)
    takesParentheses = try fields.bool("parentheses", default: false)
    off = OffCodes(try fields.texts("off", atMost: Self.longestName))
    time = try Time(fields)
    channels = try Self.channels(fields)
    try checkSigns(fields)
    try checkColumns(fields)
    try checkOffCodes(fields)
  }

  private static func channels(_ fields: JSONFields) throws(JSONFieldDefect) -> [Channel] {
    let known = VitalsChannel.ofRun.map(\.fieldName)
    let object = try fields.object("channels", optional: known)
    guard !object.members.isEmpty else {
      throw fields.outOfRange("channels", "{}", "at least one channel")
    }
    let required =
      fields.has("required")
      ? try fields.terms("required") { object.has($0) ? $0 : nil } : []
    var channels: [Channel] = []
    for channel in VitalsChannel.ofRun where object.has(channel.fieldName) {
      let said = try object.object(
        channel.fieldName, keys: ["columns"], optional: ["units", "off"])
      channels.append(
        Channel(
          channel: channel, columns: try said.texts("columns", atMost: longestName),
          units: try said.texts("units", atMost: longestName).sorted { $0.count > $1.count },
          off: OffCodes(try said.texts("off", atMost: longestName)),
          isRequired: required.contains(channel.fieldName)))
    }
    return channels
  }

  /// What separates fields, decimals, quotes and comments must not be taken for one another.
  private func checkSigns(_ fields: JSONFields) throws(JSONFieldDefect) {
    if delimiter == .comma, decimalSign == .comma {
      throw fields.outOfRange(
        "decimalSign", "\"comma\"", "\"point\", or another delimiter than the comma")
    }
    guard let commentPrefix, let first = commentPrefix.utf8.first else { return }
    let isOfRow =
      first >= 0x80 || first == UInt8(ascii: " ") || first == UInt8(ascii: "-")
      || first == UInt8(ascii: ".") || first == delimiter.byte || first == quote.byte
      || Character(Unicode.Scalar(first)).isLetter || Character(Unicode.Scalar(first)).isNumber
    guard !isOfRow else {
      throw fields.outOfRange(
        "commentPrefix", "\"\(commentPrefix)\"",
        "a sign that no row begins with, such as #: no letter, digit, blank, '-', '.', delimiter "
          + "or quote")
    }
  }

  /// A column means one thing, and a line of units can be told from a row.
  private func checkColumns(_ fields: JSONFields) throws(JSONFieldDefect) {
    var seen: Set<String> = []
    for name in time.columns.joined() { seen.insert(name) }
    for channel in channels {
      let path = "channels.\(channel.channel.fieldName)"
      for name in channel.columns where !seen.insert(name).inserted {
        throw fields.outOfRange(
          "\(path).columns", "\"\(name)\"", "a name that no other column of the profile has")
      }
      if hasUnitsLine, channel.units.isEmpty {
        throw fields.defect(.missingKey(path: "\(fields.path).\(path).units"))
      }
    }
  }

  /// A zero stays what the device reported, and what one channel's patient can have is no code
  /// for all of them.
  private func checkOffCodes(_ fields: JSONFields) throws(JSONFieldDefect) {
    for number in off.numbers {
      let isValue = channels.contains { $0.channel.isPossible(number.value) }
      guard !isValue, number.value != 0 else {
        throw fields.outOfRange(
          "off", "\"\(number.code)\"",
          "texts, and numbers that no patient has in any channel; what means off in one channel "
            + "stands at that channel")
      }
    }
    for channel in channels {
      for number in channel.off.numbers where number.value == 0 {
        throw fields.outOfRange(
          "channels.\(channel.channel.fieldName).off", "\"\(number.code)\"",
          "another code than zero, which stays what the device reported")
      }
    }
  }
}

extension ImportProfile.Time {
  /// By how the time is written, which other keys it has.
  private static let forms: [String: [String]] = [
    "iso-8601": ["columns"],
    "date-and-clock": ["columns", "dateColumns", "clockColumns", "dateOrder", "clock"],
    "clock": ["columns", "clock"],
    "epoch-seconds": ["columns"],
    "epoch-milliseconds": ["columns"],
    "elapsed-seconds": ["columns"],
  ]

  fileprivate init(_ profile: JSONFields) throws(JSONFieldDefect) {
    let every = ["columns", "dateColumns", "clockColumns", "dateOrder", "clock"]
    let fields = try profile.object("time", keys: ["form"], optional: every)
    let (word, allowed) = try fields.term("form") { word in Self.forms[word].map { (word, $0) } }
    if let other = every.first(where: { fields.has($0) && !allowed.contains($0) }) {
      throw fields.defect(
        .unknownKey(
          path: "\(fields.path).\(other)",
          expected: "with \(word) one of \((["form"] + allowed).joined(separator: ", "))"))
    }
    func clock() throws(JSONFieldDefect) -> ImportProfile.HourClock {
      try fields.term("clock") { ImportProfile.HourClock(rawValue: $0) }
    }
    switch word {
    case "date-and-clock":
      form = .dateAndClock(
        try fields.term("dateOrder") { ImportProfile.DateOrder(rawValue: $0) }, try clock())
    case "clock": form = .clock(try clock())
    case "epoch-seconds": form = .epoch(unitsPerSecond: 1)
    case "epoch-milliseconds": form = .epoch(unitsPerSecond: 1_000)
    case "elapsed-seconds": form = .elapsedSeconds
    default: form = .iso8601
    }
    let isInTwo = fields.has("dateColumns") || fields.has("clockColumns")
    if isInTwo, fields.has("columns") {
      throw fields.defect(
        .unknownKey(
          path: "\(fields.path).columns", expected: "either it or dateColumns and clockColumns"))
    }
    columns = []
    for key in isInTwo ? ["dateColumns", "clockColumns"] : ["columns"] {
      guard fields.has(key) else {
        throw fields.defect(.missingKey(path: "\(fields.path).\(key)"))
      }
      columns.append(try fields.texts(key, atMost: 100))
    }
    if columns.count == 2, let both = columns[0].first(where: { columns[1].contains($0) }) {
      throw fields.outOfRange(
        "clockColumns", "\"\(both)\"", "a name that no other column of the profile has")
    }
  }
}
