internal import ClinicalRecord

/// Lets JSON say a code and a time as the command line does: "route": "iv", "taken_at": "22:00".
///
/// The result is the schema's own JSON, which `ClinicalEvent(kind:json:)` holds strictly against
/// the schema.
struct JSONShorthand {
  var kind: EventKind
  var times: TimeReader

  func expanded(_ object: [String: JSONValue]) throws -> [String: JSONValue] {
    var result: [String: JSONValue] = [:]
    for (name, value) in wrappedSample(object) { result[name] = try expanded(value, of: name) }
    return result
  }

  private func expanded(_ value: JSONValue, of name: String) throws -> JSONValue {
    switch value {
    case .string(let text): try expanded(text, of: name)
    case .array(let values): .array(try values.map { try expanded($0, of: name) })
    case .object(let object):
      .object(
        try Dictionary(
          uniqueKeysWithValues: object.map { ($0, try expanded($1, of: $0)) }))
    case .null, .bool, .integer, .number: value
    }
  }

  private func expanded(_ text: String, of name: String) throws -> JSONValue {
    if Self.timeFields.contains(name) {
      let time = try times.read(text, field: name, day: name == "taken_at" ? .latest : .anyDay)
      return .object([
        "unix_us": .integer(time.unixMicroseconds),
        "utc_offset_minutes": .integer(Int64(time.utcOffsetMinutes)),
        "precision": .integer(Int64(time.precision.rawValue)),
      ])
    }
    if name == "form_sha256", let bytes = HexDigits.bytes(text), bytes.count == 32 {
      return .string(HexDigits.base64(bytes))
    }
    // `transferred` names a place where `discharged` has a code.
    if name == "destination", kind == Transferred.kind { return .string(text) }
    let schemaName = Self.terms[name]?.lazy.compactMap { Self.schemaName(text, $0) }.first
    return .string(schemaName ?? text)
  }

  /// A set of vitals may be given flat: {"heart_rate_bpm": 72} for {"sample": {"heart_rate_bpm":
  /// 72}}.
  private func wrappedSample(_ object: [String: JSONValue]) -> [String: JSONValue] {
    guard kind == VitalsSampled.kind, object["sample"] == nil, object["run"] == nil else {
      return object
    }
    var sample = object
    let source = sample.removeValue(forKey: "source")
    return ["source": source ?? .string("SOURCE_TAKEN_BY_HAND"), "sample": .object(sample)]
  }

  private static func schemaName<Term: ClinicalTerm>(_ text: String, _: Term.Type) -> String? {
    Choice<Term>(argument: text)?.schemaName
  }

  private static let timeFields: Set<String> = ["taken_at", "scheduled_for"]

  /// The closed lists that a field of that name may draw from.
  private static let terms: [String: [any ClinicalTerm.Type]] = [
    "route": [Route.self],
    "indication": [Indication.self],
    "outcome": [CandidacyDetermined.Outcome.self],
    "identifiers": [IdentityConfirmed.Identifier.self],
    "item": [OralIntake.Item.self],
    "channels": [MonitorApplied.Channel.self],
    "cause": [InfusionStopped.Cause.self],
    "source": [VitalsSampled.Source.self],
    "rhythm": [HeartRhythm.self],
    "effect": [SideEffect.self],
    "destination": [Discharged.Destination.self],
    "specialty": [Specialty.self],
    "signer": [AcknowledgementOfOngoingCareReceived.Signer.self, ConsentSigned.Signer.self],
    "drug": [AntiemeticGiven.Drug.self, RescueDrugGiven.Drug.self],
  ]
}
