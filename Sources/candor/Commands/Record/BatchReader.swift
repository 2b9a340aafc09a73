internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// Reads the lines of a batch.
struct BatchReader {
  let context: CommandContext
  private let times: LocalClock
  private var charts: [String: SubjectID] = [:]
  private var options: [String: any EventOptions] = [:]

  init(context: CommandContext) {
    self.context = context
    times = context.times
  }

  /// {"event": "…", "patient": "…", "visit": 1, "at": "…", "data": {…}}; of a drug, "lot" and
  /// "vial", and of the drug book's own no patient.
  mutating func statement(_ line: String) throws -> Statement {
    var object = try JSONValue.object(parsing: line, called: "the line")
    let identifier = try Self.text("event", in: &object)
    let isOfLot = EventCommands.options(of: identifier)?.isOfLot ?? false
    let who = isOfLot ? nil : try Self.text("patient", in: &object)
    let at = try Self.optionalText("at", in: &object)
    let visit = isOfLot ? nil : try Self.number("visit", in: &object)
    let lot = try Self.number("lot", in: &object)
    let vial = try Self.number("vial", in: &object)
    var data: [String: JSONValue] = [:]
    if let value = object.removeValue(forKey: "data") {
      guard case .object(let given) = value else {
        throw ProgramError.badData("its data is not an object; put the event's fields in { }")
      }
      data = given
    }
    guard object.isEmpty else {
      throw ProgramError.badData(
        isOfLot
          ? "it has a field other than event, lot, vial, at and data"
          : "it has a field other than event, patient, visit, lot, vial, at and data")
    }
    let occurred = try at.map {
      try TimeReader(clock: times).read($0, field: "at", day: .past)
    }
    var reader = FieldReader(
      json: data, missing: .refused, times: TimeReader(clock: times, occurred: occurred),
      wantsRemarks: false, actor: { [context] in try context.clinic.staffMember($0).actor })
    let event = try options(of: identifier).event(from: &reader)
    return Statement(
      chart: try who.map { try chart($0) }, visitNumber: visit, event: event, occurred: occurred,
      lotNumber: lot, vialNumber: vial)
  }

  /// The event's options as they are when none is given; made once for each kind.
  private mutating func options(of identifier: String) throws -> any EventOptions {
    if let known = options[identifier] { return known }
    guard let type = EventCommands.options(of: identifier), type.identifier != "intake-received"
    else { throw EventCommands.unknown(identifier) }
    let made = try type.parse([])
    options[identifier] = made
    return made
  }

  private mutating func chart(_ who: String) throws -> SubjectID {
    if let known = charts[who] { return known }
    let chart = try context.person.patient(try PatientArgument.checked(who)).chart
    charts[who] = chart
    return chart
  }

  private static func text(_ name: String, in object: inout [String: JSONValue]) throws -> String {
    guard let text = try optionalText(name, in: &object) else {
      throw ProgramError.badData("its \(name) is missing; give \"\(name)\" as a text")
    }
    return text
  }

  private static func optionalText(_ name: String, in object: inout [String: JSONValue]) throws
    -> String?
  {
    switch object.removeValue(forKey: name) {
    case nil: return nil
    case .string(let text)?: return text
    default: throw ProgramError.badData("its \(name) is not a text; give \"\(name)\": \"…\"")
    }
  }

  private static func number(
    _ name: String, in object: inout [String: JSONValue]
  ) throws -> UInt32? {
    switch object.removeValue(forKey: name) {
    case nil: return nil
    case .integer(let number)?:
      guard let number = UInt32(exactly: number) else { break }
      return number
    default: break
    }
    throw ProgramError.badData("its \(name) is not a whole number; give \"\(name)\": 1")
  }
}
