/// One row of a monitor: what each channel wrote, exactly.
public struct VitalsReading: Hashable, Sendable {
  public var heartRateBpm: ExactDecimal?
  public var pulseBpm: ExactDecimal?
  public var respiratoryRateBpm: ExactDecimal?
  public var spo2Percent: ExactDecimal?
  public var systolicMmhg: ExactDecimal?
  public var diastolicMmhg: ExactDecimal?
  public var meanMmhg: ExactDecimal?

  public init() {}

  /// A channel that no run holds (temperature) is always nil, and setting it does nothing.
  public subscript(channel: VitalsChannel) -> ExactDecimal? {
    get {
      switch channel {
      case .heartRate: heartRateBpm
      case .pulse: pulseBpm
      case .respiratoryRate: respiratoryRateBpm
      case .spo2: spo2Percent
      case .systolic: systolicMmhg
      case .diastolic: diastolicMmhg
      case .mean: meanMmhg
      case .temperature: nil
      }
    }
    set {
      switch channel {
      case .heartRate: heartRateBpm = newValue
      case .pulse: pulseBpm = newValue
      case .respiratoryRate: respiratoryRateBpm = newValue
      case .spo2: spo2Percent = newValue
      case .systolic: systolicMmhg = newValue
      case .diastolic: diastolicMmhg = newValue
      case .mean: meanMmhg = newValue
      case .temperature: break
      }
    }
  }

  /// Whether every channel is blank.
  public var isEmpty: Bool { VitalsChannel.ofRun.allSatisfy { self[$0] == nil } }
}
