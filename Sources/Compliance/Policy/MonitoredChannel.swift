internal import ClinicalRecord

/// A vital sign that a policy can ask to be watched; the raw value is its name in a policy.
public enum MonitoredChannel: String, CaseIterable, Hashable, Sendable {
  case heartRate = "heart-rate"
  case heartRhythm = "heart-rhythm"
  case spo2
  case bloodPressure = "blood-pressure"
  case respiration

  /// As a sentence of a finding names it.
  public var name: String {
    switch self {
    case .heartRate: "heart rate"
    case .heartRhythm: "heart rhythm"
    case .spo2: "SpO2"
    case .bloodPressure: "blood pressure"
    case .respiration: "respiration"
    }
  }

  init?(_ applied: MonitorApplied.Channel) {
    switch applied {
    case .heartRate: self = .heartRate
    case .heartRhythm: self = .heartRhythm
    case .spo2: self = .spo2
    case .bloodPressure: self = .bloodPressure
    case .respiration: self = .respiration
    case .unspecified, .UNRECOGNIZED: return nil
    }
  }
}
