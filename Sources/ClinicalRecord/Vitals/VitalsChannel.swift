/// What a set of vital signs can measure.
public enum VitalsChannel: Hashable, Sendable, CaseIterable {
  case heartRate
  case pulse
  case respiratoryRate
  case spo2
  case systolic
  case diastolic
  case mean
  case temperature

  /// The channels that a packed run of a monitor can hold.
  public static let ofRun: [VitalsChannel] = [
    .heartRate, .pulse, .respiratoryRate, .spo2, .systolic, .diastolic, .mean,
  ]

  /// The schema's field name, which carries the unit.
  public var fieldName: String {
    switch self {
    case .heartRate: "heart_rate_bpm"
    case .pulse: "pulse_bpm"
    case .respiratoryRate: "respiratory_rate_bpm"
    case .spo2: "spo2_percent"
    case .systolic: "systolic_mmhg"
    case .diastolic: "diastolic_mmhg"
    case .mean: "mean_mmhg"
    case .temperature: "temperature_cel"
    }
  }

  /// As it stands before a value: "HR", "SpO2".
  public var label: String {
    switch self {
    case .heartRate: "HR"
    case .pulse: "pulse"
    case .respiratoryRate: "RR"
    case .spo2: "SpO2"
    case .systolic: "systolic"
    case .diastolic: "diastolic"
    case .mean: "mean"
    case .temperature: "temp"
    }
  }

  /// As it stands after a value where it says something: " %", " °C", or nothing.
  var suffix: String {
    switch self {
    case .spo2: " %"
    case .temperature: " °C"
    case .heartRate, .pulse, .respiratoryRate, .systolic, .diastolic, .mean: ""
    }
  }

  /// Values outside are recorded and marked suspect, and are no evidence; nil: the domain names no
  /// range.
  public var possible: ClosedRange<Double>? {
    switch self {
    case .heartRate, .pulse: 0...350
    case .respiratoryRate: 0...80
    case .spo2: 0...100
    case .systolic: 30...300
    case .diastolic: 10...200
    // Between the least diastolic and the greatest systolic pressure.
    case .mean: 10...300
    case .temperature: 25...45
    }
  }

  /// Whether a patient can have such a value: a device's codes for "no signal", such as −66, 127 or
  /// 32767, are none.
  public func isPossible(_ value: Double) -> Bool { possible?.contains(value) ?? true }

  /// Possible but strange: outside the domain's range, or a systolic pressure that is not over the
  /// diastolic one. It is recorded and marked, and is no evidence for any rule.
  /// - Parameter other: of a pressure, the other one of the same reading.
  public func isSuspect(_ value: Double, beside other: Double? = nil) -> Bool {
    if !isPossible(value) { return true }
    guard let other else { return false }
    return switch self {
    case .systolic: value <= other
    case .diastolic: other <= value
    case .heartRate, .pulse, .respiratoryRate, .spo2, .mean, .temperature: false
    }
  }

  /// What a pressure is read together with.
  var counterpart: VitalsChannel? {
    switch self {
    case .systolic: .diastolic
    case .diastolic: .systolic
    case .heartRate, .pulse, .respiratoryRate, .spo2, .mean, .temperature: nil
    }
  }

  /// Whether a device says 0 for "no signal" on this channel.
  public var zeroMeansNoSignal: Bool {
    switch self {
    case .heartRate, .pulse, .spo2: true
    case .respiratoryRate, .systolic, .diastolic, .mean, .temperature: false
    }
  }
}
