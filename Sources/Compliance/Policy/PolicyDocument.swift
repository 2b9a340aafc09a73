internal import ClinicalRecord
public import StrictJSON

/// Why a document is no policy: where, what was found, what was expected.
public typealias PolicyError = JSONFieldDefect

/// An object of a policy document.
typealias PolicyObject = JSONFields

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
    "weightChangePercent", "ageOfMajorityYears", "timeZone", "bolusMaximumMgPerKg",
    "sedationFloorMoaas",
    "courseMinimumInfusions", "courseMaximumInfusions", "courseDays", "scoredWithinInfusions",
    "chairs", "alarmLimits",
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
    sedationFloorMoaas = try object.integer("sedationFloorMoaas", in: 0...5, default: 4)
    bolusMaximumMgPerKg = try object.decimal(
      "bolusMaximumMgPerKg", in: Self.dosesPerKg, default: 0.35)
    courseMinimumInfusions = try object.integer("courseMinimumInfusions", in: 1...20, default: 4)
    courseMaximumInfusions = try object.integer(
      "courseMaximumInfusions", in: 1...40, default: 6)
    courseDays = try object.integer("courseDays", in: 1...180, default: 14)
    scoredWithinInfusions = try object.integer("scoredWithinInfusions", in: 1...10, default: 2)
    chairs = try object.integer("chairs", in: 1...100, default: 1)
    alarmLimits = try Self.alarmLimits(object)
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
      throw object.outOfRange("vitalsGapMinutes", "{}", "at least one channel")
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

extension PolicyObject {
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
    else { throw outOfRange(key, String(text.prefix(60)), expected) }
    return number
  }

  /// The name of a time zone; whether there is one of that name is for whoever reads its file.
  func zoneName(_ key: String) throws(PolicyError) -> String {
    let text = try text(key, atMost: 64)
    guard ZoneRules.isName(text) else {
      throw outOfRange(
        key, "\"\(text)\"", "a time zone's name, such as America/Chicago")
    }
    return text
  }
}
