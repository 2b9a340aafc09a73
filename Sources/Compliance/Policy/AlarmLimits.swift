public import ClinicalRecord
internal import StrictJSON

/// Within which values a vital sign is no alarm: both ends are within.
public struct AlarmLimits: Hashable, Sendable {
  /// Nil: nothing is too low.
  public var low: Double?
  /// Nil: nothing is too high.
  public var high: Double?

  public init(low: Double? = nil, high: Double? = nil) {
    self.low = low
    self.high = high
  }

  /// "low", "high"; nil for a value within the limits.
  public func word(for value: Double) -> String? {
    if let low, value < low { return "low" }
    if let high, value > high { return "high" }
    return nil
  }
}

extension VitalsChannel {
  /// What a policy calls it; nil for what no policy limits.
  var alarmKey: String? {
    switch self {
    case .heartRate: "heart-rate"
    case .spo2: "spo2"
    case .systolic: "systolic"
    case .diastolic: "diastolic"
    case .respiratoryRate: "respiration"
    case .temperature: "temperature"
    case .pulse, .mean: nil
    }
  }

  /// What holds where a policy says nothing: general clinical defaults of adults.
  var usualAlarmLimits: AlarmLimits? {
    switch self {
    case .heartRate: AlarmLimits(low: 50, high: 120)
    case .spo2: AlarmLimits(low: 92)
    case .systolic: AlarmLimits(low: 90, high: 180)
    case .diastolic: AlarmLimits(high: 110)
    case .respiratoryRate: AlarmLimits(low: 8, high: 30)
    case .temperature: AlarmLimits(low: 35, high: 38.5)
    case .pulse, .mean: nil
    }
  }
}

extension Policy {
  /// What is an alarm in one set of vital signs, each with its value: "SpO2 88 % low", "RASS −3
  /// low", "rhythm not sinus". A value beyond what is possible is none; a device's 0 is one where
  /// another channel reads at that time.
  public func alarms(in sample: VitalsSample) -> [String] {
    let isRead = VitalsChannel.allCases.contains { (sample.reading($0).value ?? 0) > 0 }
    var alarms = VitalsChannel.allCases.compactMap { channel -> String? in
      switch sample.reading(channel) {
      case .absent: return nil
      case .deviceReportedZero: return isRead ? "\(channel.label) reads 0" : nil
      case .value(let value):
        guard !sample.isSuspect(channel), let word = alarmLimits[channel]?.word(for: value) else {
          return nil
        }
        let unit = channel == .spo2 ? " %" : channel == .temperature ? " °C" : ""
        return "\(channel.label) \(decimalText(value))\(unit) \(word)"
      }
    }
    switch sample.rhythm {
    case .unspecified, .sinus, .sinusTachycardia, .sinusBradycardia, .UNRECOGNIZED: break
    case .atrialFibrillation, .other: alarms.append("rhythm not sinus")
    }
    if sample.hasSedationRass, !sample.isSedationSuspect,
      Int(sample.sedationRass) < sedationFloorRass
    {
      let sign = sample.sedationRass < 0 ? "−" : ""
      alarms.append("RASS \(sign)\(sample.sedationRass.magnitude) low")
    }
    if sample.hasSedationMoaas, !sample.isAlertnessSuspect,
      Int(sample.sedationMoaas) < sedationFloorMoaas
    {
      alarms.append("MOAA/S \(sample.sedationMoaas) low")
    }
    return alarms
  }

  /// A channel that the document does not name has its usual limits.
  static func alarmLimits(
    _ object: PolicyObject
  ) throws(PolicyError) -> [VitalsChannel: AlarmLimits] {
    let key = "alarmLimits"
    let named =
      object.has(key)
      ? try object.object(key, optional: VitalsChannel.allCases.compactMap(\.alarmKey)) : nil
    var limits: [VitalsChannel: AlarmLimits] = [:]
    for channel in VitalsChannel.allCases {
      limits[channel] = channel.usualAlarmLimits
      guard let name = channel.alarmKey, let named, named.has(name) else { continue }
      let stated = try named.object(name, optional: ["low", "high"])
      limits[channel] = AlarmLimits(
        low: stated.has("low") ? try stated.decimal("low", in: 0.01...400, default: 0) : nil,
        high: stated.has("high") ? try stated.decimal("high", in: 0.01...400, default: 0) : nil)
    }
    return limits
  }
}
