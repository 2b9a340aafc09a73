internal import ClinicalRecord

extension Policy {
  /// The keys of the document, as in `Schemas/policy.schema.json`.
  static let keys = [
    "name", "version", "description", "assumed", "solidFastingHours", "clearLiquidFastingHours",
    "requiredMonitorChannels", "vitalsGapMinutes", "timedReadings", "moodInfusionMinutes",
    "moodInfusionToleranceMinutes", "painInfusionMaximumMinutes", "recoveryMinutes",
    "drivingHours", "acknowledgementSigners", "supervisorSpecialties", "identifiersRequired",
  ]

  /// Keys that an older document may lack.
  static let optionalKeys = ["sessionIdleMinutes", "sessionLimitMinutes", "accessWindowMinutes"]

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
