internal import ClinicalRecord
internal import StrictJSON

extension Policy {
  /// The keys of the document, as in `Schemas/policy.schema.json`.
  static let keys = [
    "name", "version", "description", "assumed", "solidFastingHours", "clearLiquidFastingHours",
    "requiredMonitorChannels", "vitalsGapMinutes", "timedReadings", "moodInfusionMinutes",
    "moodInfusionToleranceMinutes", "painInfusionMaximumMinutes", "recoveryMinutes",
    "drivingHours", "acknowledgementSigners", "supervisorSpecialties", "identifiersRequired",
  ]

  /// Keys that an older document may lack.
  static let optionalKeys = [
    "sessionIdleMinutes", "sessionLimitMinutes", "accessWindowMinutes", "sedationFloorRass",
    "firstVisitMinimumMinutes", "firstVisitMaximumMinutes", "sideEffectSeverityLimit",
    "sideEffectHours", "moodDoseMaximumMgPerKg", "moodRateMaximumMgPerKgPerHour",
    "painDoseMaximumMgPerKg", "painRateMaximumMgPerKgPerHour", "doseMaximumMg",
    "weightChangePercent",
    "ageOfMajorityYears",
    "timeZone",
  ]

  init(_ object: PolicyObject) throws(PolicyError) {
    name = try object.name("name")
    version = UInt32(try object.integer("version", in: 1...1_000_000))
    description = try object.text("description", atMost: 500)
    assumed = try object.terms("assumed", mayBeEmpty: true) {
      (Self.keys.dropFirst(4) + Self.optionalKeys).contains($0) ? $0 : nil
    }
    solidFastingHours = try object.integer("solidFastingHours", in: 0...48)
    clearLiquidFastingHours = try object.integer("clearLiquidFastingHours", in: 0...48)
    requiredMonitorChannels = try object.terms("requiredMonitorChannels") {
      MonitoredChannel(rawValue: $0)
    }
    vitalsGapMinutes = try Self.gaps(object)
    timedReadings = try Self.timedReadings(object)
    moodInfusionMinutes = try object.integer("moodInfusionMinutes", in: 1...480)
    moodInfusionToleranceMinutes = try object.integer(
      "moodInfusionToleranceMinutes", in: 0...60)
    painInfusionMaximumMinutes = try object.integer("painInfusionMaximumMinutes", in: 1...1_440)
    recoveryMinutes = try object.integer("recoveryMinutes", in: 0...480)
    drivingHours = try object.integer("drivingHours", in: 0...168)
    acknowledgementSigners = try object.terms("acknowledgementSigners") { Self.signers[$0] }
    supervisorSpecialties = try object.terms("supervisorSpecialties") { Self.specialties[$0] }
    identifiersRequired = try object.integer("identifiersRequired", in: 1...6)
    sessionIdleMinutes = try object.integer("sessionIdleMinutes", in: 1...720, default: 60)
    sessionLimitMinutes = try object.integer("sessionLimitMinutes", in: 1...1_440, default: 720)
    accessWindowMinutes = try object.integer("accessWindowMinutes", in: 0...720, default: 15)
    timeZone = object.has("timeZone") ? try object.zoneName("timeZone") : nil
    sedationFloorRass = try object.integer("sedationFloorRass", in: -5...4, default: -1)
    firstVisitMinimumMinutes = try object.integer(
      "firstVisitMinimumMinutes", in: 0...1_440, default: 90)
    firstVisitMaximumMinutes = try object.integer(
      "firstVisitMaximumMinutes", in: 0...1_440, default: 120)
    sideEffectSeverityLimit = try object.integer("sideEffectSeverityLimit", in: 1...4, default: 1)
    sideEffectHours = try object.integer("sideEffectHours", in: 0...168, default: 2)
    moodDoseMaximumMgPerKg = try object.decimal(
      "moodDoseMaximumMgPerKg", in: Self.dosesPerKg, default: 0.5)
    moodRateMaximumMgPerKgPerHour = try object.decimal(
      "moodRateMaximumMgPerKgPerHour", in: Self.dosesPerKg, default: 0.75)
    painDoseMaximumMgPerKg = try object.decimal(
      "painDoseMaximumMgPerKg", in: Self.dosesPerKg, default: 8)
    painRateMaximumMgPerKgPerHour = try object.decimal(
      "painRateMaximumMgPerKgPerHour", in: Self.dosesPerKg, default: 2)
    doseMaximumMg = try Self.doseMaximums(object)
    ageOfMajorityYears = try object.integer("ageOfMajorityYears", in: 12...25, default: 18)
    weightChangePercent = try object.integer("weightChangePercent", in: 1...100, default: 10)
  }

  private static let dosesPerKg = 0.01...20.0

  /// A drug that the document does not name has its usual most.
  private static func doseMaximums(
    _ object: PolicyObject
  ) throws(PolicyError) -> [LimitedDrug: Double] {
    let key = "doseMaximumMg"
    let named =
      object.members[key] == nil
      ? nil : try object.object(key, optional: LimitedDrug.allCases.map(\.rawValue))
    var maximums: [LimitedDrug: Double] = [:]
    for drug in LimitedDrug.allCases {
      maximums[drug] =
        try named?.decimal(drug.rawValue, in: 0.01...10_000, default: drug.usualMaximumMg)
        ?? drug.usualMaximumMg
    }
    return maximums
  }

  private static let signers: [String: AcknowledgementOfOngoingCareReceived.Signer] = [
    "mental-health-practitioner": .mentalHealthPractitioner,
    "primary-care-physician": .primaryCarePhysician,
    "other": .other,
  ]

  private static let specialties: [String: Specialty] = [
    "primary-care": .primaryCare, "emergency-medicine": .emergencyMedicine,
    "anesthesiology": .anesthesiology, "psychiatry": .psychiatry, "other": .other,
  ]

  private static func gaps(
    _ object: PolicyObject
  ) throws(PolicyError) -> [MonitoredChannel: Int] {
    let gaps = try object.object(
      "vitalsGapMinutes", optional: MonitoredChannel.allCases.map(\.rawValue))
    guard !gaps.members.isEmpty else {
      throw .outOfRange(path: gaps.path, value: "{}", expected: "at least one channel")
    }
    var minutes: [MonitoredChannel: Int] = [:]
    for channel in MonitoredChannel.allCases where gaps.members[channel.rawValue] != nil {
      minutes[channel] = try gaps.integer(channel.rawValue, in: 1...240)
    }
    return minutes
  }

  private static func timedReadings(_ object: PolicyObject) throws(PolicyError) -> [TimedReading] {
    var readings: [TimedReading] = []
    let keys = ["channel", "afterStartMinutes", "toleranceMinutes"]
    for reading in try object.objects("timedReadings", keys: keys) {
      readings.append(
        TimedReading(
          channel: try reading.term("channel") { MonitoredChannel(rawValue: $0) },
          afterStartMinutes: try reading.integer("afterStartMinutes", in: 0...1_440),
          toleranceMinutes: try reading.integer("toleranceMinutes", in: 0...60)))
    }
    return readings
  }
}

/// An object of a policy document whose keys have been checked; its values are read by name.
struct PolicyObject {
  /// "$", "$.vitalsGapMinutes", "$.timedReadings[0]".
  let path: String
  let members: [String: JSONDocument]

  /// - Parameters:
  ///   - keys: all are required.
  ///   - optional: may be there; no others may.
  init(
    _ value: JSONDocument, path: String, keys: [String], optional: [String] = []
  ) throws(PolicyError) {
    guard case .object(let pairs) = value else {
      throw .wrongType(path: path, found: value.kind, expected: "an object")
    }
    var members: [String: JSONDocument] = [:]
    for member in pairs {
      let key = member.key
      guard keys.contains(key) || optional.contains(key) else {
        let known = (keys + optional).joined(separator: ", ")
        throw .unknownKey(path: "\(path).\(key.prefix(60))", expected: "one of \(known)")
      }
      guard members.updateValue(member.value, forKey: key) == nil else {
        throw .doubledKey(path: "\(path).\(key)")
      }
    }
    if let missing = keys.first(where: { members[$0] == nil }) {
      throw .missingKey(path: "\(path).\(missing)")
    }
    self.path = path
    self.members = members
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(PolicyError) -> Int {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard case .number(let text) = try value(key) else { throw wrongType(key, expected) }
    guard let number = Int(text), range.contains(number) else {
      throw .outOfRange(path: "\(path).\(key)", value: String(text.prefix(60)), expected: expected)
    }
    return number
  }

  /// The same for a key that may be missing.
  func integer(
    _ key: String, in range: ClosedRange<Int>, default value: Int
  ) throws(PolicyError) -> Int {
    members[key] == nil ? value : try integer(key, in: range)
  }

  /// A number with at most two decimals, for a key that may be missing.
  ///
  /// What a report shows of a dose has two decimals: verdict and words never contradict each other.
  func decimal(
    _ key: String, in range: ClosedRange<Double>, default value: Double
  ) throws(PolicyError) -> Double {
    guard let member = members[key] else { return value }
    let expected =
      "a number from \(decimalText(range.lowerBound)) to \(decimalText(range.upperBound)) with at "
      + "most two decimals"
    guard case .number(let text) = member else { throw wrongType(key, expected) }
    let decimals = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().joined()
    guard let number = Double(text), range.contains(number), decimals.utf8.count <= 2,
      !text.lowercased().contains("e")
    else {
      throw .outOfRange(path: "\(path).\(key)", value: String(text.prefix(60)), expected: expected)
    }
    return number
  }

  func text(_ key: String, atMost limit: Int) throws(PolicyError) -> String {
    let expected = "a text of 1 to \(limit) characters"
    guard case .string(let text) = try value(key) else { throw wrongType(key, expected) }
    guard (1...limit).contains(text.unicodeScalars.count) else {
      throw .outOfRange(
        path: "\(path).\(key)", value: "\(text.unicodeScalars.count) characters",
        expected: expected)
    }
    return text
  }

  /// A name of lower-case letters, digits and '-'.
  func name(_ key: String) throws(PolicyError) -> String {
    let text = try text(key, atMost: 64)
    guard let first = text.utf8.first, first != UInt8(ascii: "-"),
      text.utf8.allSatisfy({ byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "-")
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      })
    else {
      throw .outOfRange(
        path: "\(path).\(key)", value: "\"\(text)\"",
        expected: "lower-case letters, digits and '-', beginning with a letter or digit")
    }
    return text
  }

  /// Whether a key that may be missing is there.
  func has(_ key: String) -> Bool { members[key] != nil }

  /// The name of a time zone; whether there is one of that name is for whoever reads its file.
  func zoneName(_ key: String) throws(PolicyError) -> String {
    let text = try text(key, atMost: 64)
    guard ZoneRules.isName(text) else {
      throw .outOfRange(
        path: "\(path).\(key)", value: "\"\(text)\"",
        expected: "a time zone's name, such as America/Chicago")
    }
    return text
  }

  func term<Term>(
    _ key: String, _ meaning: (String) -> Term?
  ) throws(PolicyError) -> Term {
    try Self.term(try value(key), path: "\(path).\(key)", meaning)
  }

  /// A list of distinct terms.
  func terms<Term>(
    _ key: String, mayBeEmpty: Bool = false, _ meaning: (String) -> Term?
  ) throws(PolicyError) -> [Term] {
    var terms: [Term] = []
    var seen: Set<String> = []
    for (index, element) in try elements(key).enumerated() {
      let path = "\(path).\(key)[\(index)]"
      terms.append(try Self.term(element, path: path, meaning))
      if case .string(let text) = element, !seen.insert(text).inserted {
        throw .outOfRange(path: path, value: "\"\(text)\"", expected: "each term once")
      }
    }
    guard mayBeEmpty || !terms.isEmpty else {
      throw .outOfRange(path: "\(path).\(key)", value: "[]", expected: "at least one term")
    }
    return terms
  }

  func object(_ key: String, optional: [String]) throws(PolicyError) -> PolicyObject {
    try PolicyObject(try value(key), path: "\(path).\(key)", keys: [], optional: optional)
  }

  func objects(_ key: String, keys: [String]) throws(PolicyError) -> [PolicyObject] {
    var objects: [PolicyObject] = []
    for (index, element) in try elements(key).enumerated() {
      objects.append(try PolicyObject(element, path: "\(path).\(key)[\(index)]", keys: keys))
    }
    return objects
  }

  private func elements(_ key: String) throws(PolicyError) -> [JSONDocument] {
    guard case .array(let elements) = try value(key) else { throw wrongType(key, "an array") }
    return elements
  }

  private func value(_ key: String) throws(PolicyError) -> JSONDocument {
    guard let value = members[key] else { throw .missingKey(path: "\(path).\(key)") }
    return value
  }

  private func wrongType(_ key: String, _ expected: String) -> PolicyError {
    .wrongType(
      path: "\(path).\(key)", found: members[key]?.kind ?? "nothing", expected: expected)
  }

  private static func term<Term>(
    _ value: JSONDocument, path: String, _ meaning: (String) -> Term?
  ) throws(PolicyError) -> Term {
    guard case .string(let text) = value else {
      throw .wrongType(path: path, found: value.kind, expected: "a term in quotes")
    }
    guard let term = meaning(text) else {
      throw .outOfRange(
        path: path, value: "\"\(text.prefix(60))\"",
        expected: "a term that Schemas/policy.schema.json lists there")
    }
    return term
  }
}

/// Why a document is no policy: where, what was found, what was expected.
public enum PolicyError: Error, Hashable, Sendable {
  case notJSON(byteOffset: Int, expected: String)
  case unknownKey(path: String, expected: String)
  case missingKey(path: String)
  case doubledKey(path: String)
  case wrongType(path: String, found: String, expected: String)
  case outOfRange(path: String, value: String, expected: String)
}

extension PolicyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notJSON(let offset, let expected):
      "the policy is not JSON: at byte \(offset), expected \(expected); correct it there"
    case .unknownKey(let path, let expected):
      "the policy has an unknown key \(path); remove it or correct it, expected \(expected)"
    case .missingKey(let path):
      "the policy has no \(path); add it, as Schemas/policy.schema.json describes it"
    case .doubledKey(let path):
      "the policy has \(path) more than once; keep one"
    case .wrongType(let path, let found, let expected):
      "the policy has \(found) at \(path); write \(expected)"
    case .outOfRange(let path, let value, let expected):
      "the policy has \(value) at \(path); write \(expected)"
    }
  }
}
