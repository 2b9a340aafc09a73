internal import FoundationEssentials
internal import SwiftProtobuf

/// What can be expected of a field. Each check names the field as the schema does; texts and dates
/// about a person are never repeated in a rejection.
enum Expect {
  /// Bytes of UTF-8 in a name, a version or another short text.
  static let longestNameBytes = 200
  /// Bytes of UTF-8 in a note: an entry as a whole holds at most 65,535 bytes.
  static let longestNoteBytes = 8_000

  static func that(
    _ holds: Bool, _ field: String, value: String? = nil, _ expected: String
  ) throws(Rejection) {
    guard holds else { throw .malformed(field: field, value: value, expected: expected) }
  }

  /// One of the schema's own values, not "unspecified".
  static func term<Term: ClinicalTerm>(_ term: Term, _ field: String) throws(Rejection) {
    guard term.isStateable else {
      throw .malformed(
        field: field, value: term.rawValue == 0 ? nil : String(term.rawValue),
        expected: "one of \(Wording.list(Term.stateable.map(\.identifier), joinedBy: "or"))")
    }
  }

  /// One of the schema's own values, or nothing.
  static func known<Term: ClinicalTerm>(_ term: Term, _ field: String) throws(Rejection) {
    guard term.rawValue != 0 else { return }
    try Self.term(term, field)
  }

  /// Several of the schema's own values, at least one, each once.
  static func distinctTerms<Term: ClinicalTerm>(
    _ terms: [Term], _ field: String
  ) throws(Rejection) {
    let one = field.hasSuffix("s") ? String(field.dropLast()) : field
    try that(!terms.isEmpty, field, "at least one \(one)")
    for term in terms { try Self.term(term, field) }
    try that(Set(terms).count == terms.count, field, "each \(one) once")
  }

  /// A message or a time that must be there.
  static func present(_ isPresent: Bool, _ field: String, _ what: String) throws(Rejection) {
    try that(isPresent, field, "\(what), missing here")
  }

  /// A short text that must be there.
  static func name(_ text: String, _ field: String) throws(Rejection) {
    try that(!Wording.line(text).isEmpty, field, "a text, which is missing here")
    try optionalName(text, field)
  }

  /// A short text on one line, or nothing.
  static func optionalName(_ text: String, _ field: String) throws(Rejection) {
    try that(
      text.utf8.count <= longestNameBytes && !hasControls(text, allowingLines: false), field,
      "one line of at most \(longestNameBytes) bytes without control characters")
  }

  /// A longer text that must be there.
  static func text(_ text: String, _ field: String) throws(Rejection) {
    try that(!Wording.line(text).isEmpty, field, "a text, which is missing here")
    try note(text, field)
  }

  /// A longer text, or nothing.
  static func note(_ text: String, _ field: String) throws(Rejection) {
    try that(
      text.utf8.count <= longestNoteBytes && !hasControls(text, allowingLines: true), field,
      "at most \(longestNoteBytes) bytes of text without control characters")
  }

  /// A number over 0 and up to `most`, in `unit`.
  static func positive(
    _ value: Double, _ field: String, atMost most: Double, _ unit: String
  ) throws(Rejection) {
    try that(
      value > 0 && value <= most, field, value: "\(Wording.number(value)) \(unit)",
      "more than 0 and at most \(Wording.number(most)) \(unit)")
  }

  /// A number from 0 up to `most`, in `unit`.
  static func notNegative(
    _ value: Double, _ field: String, atMost most: Double, _ unit: String
  ) throws(Rejection) {
    try that(
      value >= 0 && value <= most, field, value: "\(Wording.number(value)) \(unit)",
      "0 to \(Wording.number(most)) \(unit)")
  }

  static func whole(
    _ value: UInt32, _ field: String, _ range: ClosedRange<UInt32>, _ unit: String = ""
  ) throws(Rejection) {
    let unit = unit.isEmpty ? "" : " \(unit)"
    try that(
      range.contains(value), field, value: "\(value)\(unit)",
      "\(range.lowerBound) to \(range.upperBound)\(unit)")
  }

  /// A member of staff by number; whether there is one is for whoever knows the staff.
  static func actor(_ number: UInt32, _ field: String) throws(Rejection) {
    try that(number >= 1, field, value: String(number), "the number of a member of staff, from 1")
  }

  /// An entry by its number; whether there is one is for whoever knows the ledger.
  static func entry(_ position: UInt64, _ field: String) throws(Rejection) {
    try that(position != 0, field, "the number of an entry, from 1")
  }

  /// A chart's opaque id.
  static func chart(_ bytes: Data, _ field: String) throws(Rejection) {
    try that(
      bytes.count == 16 && bytes.contains { $0 != 0 }, field, value: "of \(bytes.count) bytes",
      "the 16 bytes of a chart's id, not all 0")
  }

  /// A tree's root hash.
  static func root(_ bytes: Data, _ field: String) throws(Rejection) {
    try that(
      bytes.count == 32, field, value: "of \(bytes.count) bytes", "the 32 bytes of a root hash")
  }

  /// A SHA-256 digest.
  static func digest(_ bytes: Data, _ field: String) throws(Rejection) {
    try that(
      bytes.count == 32, field, value: "of \(bytes.count) bytes", "a SHA-256 digest, 32 bytes")
  }

  /// A date that exists, written YYYY-MM-DD.
  static func date(
    _ text: String, _ field: String, isPersonal: Bool
  ) throws(Rejection) -> LocalDate {
    guard let date = LocalDate(iso8601: text) else {
      throw .malformed(
        field: field, value: isPersonal ? nil : "\"\(Wording.quotable(text))\"",
        expected: "a date that exists, written YYYY-MM-DD")
    }
    return date
  }

  /// A birth date of somebody who may be alive: nobody has been older than 122 years.
  static func birth(
    _ text: String, _ field: String, by occurred: ClinicalTime
  ) throws(Rejection) {
    let born = try date(text, field, isPersonal: true)
    try that(
      born <= occurred.localDate && born.years(on: occurred.localDate) <= longestLifeYears, field,
      "a day of the last \(longestLifeYears) years")
  }

  /// More than anybody has lived.
  private static let longestLifeYears = 130

  static func time(_ stated: StatedTime, _ field: String) throws(Rejection) {
    try that(
      ClinicalTime(stated).isWellFormed, field,
      "a time with its offset (at most 18 h) and precision, in the years 1 to 9999")
  }

  /// A rule of the clinic: "S5".
  static func rule(_ text: String, _ field: String) throws(Rejection) {
    let digits = text.utf8.dropFirst()
    try that(
      text.utf8.first == UInt8(ascii: "S") && (1...4).contains(digits.count)
        && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 },
      field, value: "\"\(Wording.quotable(text))\"", "the name of a rule, such as S5")
  }

  /// A field that is kept for older entries alone.
  static func replaced(_ isStated: Bool, _ field: String, by newer: String) throws(Rejection) {
    try that(!isStated, field, "nothing: \(newer) is stated instead")
  }

  /// A short text of a new entry that must be there.
  static func visibleName(_ text: String, _ field: String) throws(Rejection) {
    try nothingHidden(text, field)
    try that(VisibleScalars.says(text), field, "at least one letter or digit")
  }

  /// A short text of a new entry, or nothing: no part of it is hidden or turns the others around.
  static func nothingHidden(_ text: String, _ field: String) throws(Rejection) {
    try that(
      !VisibleScalars.hides(in: text), field,
      "letters and signs that can be seen, without characters of direction or zero width")
  }

  /// A longer text of a new entry that must be there.
  static func visibleText(_ text: String, _ field: String) throws(Rejection) {
    try that(VisibleScalars.says(text), field, "a text with at least one letter or digit")
  }

  /// What something is that no list names.
  static func whichOne(_ text: String, _ field: String) throws(Rejection) {
    try that(
      VisibleScalars.says(text), field, "which one it is, since it is another than those listed")
  }

  private static func hasControls(_ text: String, allowingLines: Bool) -> Bool {
    text.unicodeScalars.contains { scalar in
      if allowingLines, scalar == "\n" || scalar == "\t" { return false }
      return scalar.properties.generalCategory == .control
    }
  }
}
