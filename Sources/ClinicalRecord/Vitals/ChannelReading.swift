/// What one sample says on one channel.
public enum ChannelReading: Hashable, Sendable {
  /// Not measured.
  case absent
  /// The device reported 0: neither a rate nor silence (DOMAIN §5).
  case deviceReportedZero
  /// In the channel's unit.
  case value(Double)

  /// The measured value; nil for both of the others.
  public var value: Double? {
    if case .value(let value) = self { return value }
    return nil
  }
}

extension VitalsSample {
  /// The field as stated; nil when it was not measured.
  public subscript(channel: VitalsChannel) -> Double? {
    switch channel {
    case .heartRate: hasHeartRateBpm ? heartRateBpm : nil
    case .pulse: hasPulseBpm ? pulseBpm : nil
    case .respiratoryRate: hasRespiratoryRateBpm ? respiratoryRateBpm : nil
    case .spo2: hasSpo2Percent ? spo2Percent : nil
    case .systolic: hasSystolicMmhg ? systolicMmhg : nil
    case .diastolic: hasDiastolicMmhg ? diastolicMmhg : nil
    case .mean: hasMeanMmhg ? meanMmhg : nil
    case .temperature: hasTemperatureCel ? temperatureCel : nil
    }
  }

  /// The field with a 0 of heart rate, pulse or SpO2 told apart.
  public func reading(_ channel: VitalsChannel) -> ChannelReading {
    guard let value = self[channel] else { return .absent }
    return value == 0 && channel.zeroMeansNoSignal ? .deviceReportedZero : .value(value)
  }

  /// Whether it says nothing at all.
  public var isEmpty: Bool {
    VitalsChannel.allCases.allSatisfy { self[$0] == nil } && rhythm == .unspecified
      && !hasSedationRass
  }

  /// Possible but strange: outside the domain's range, or a systolic pressure that is not over the
  /// diastolic one.
  public func isSuspect(_ channel: VitalsChannel) -> Bool {
    guard let value = self[channel] else { return false }
    if let possible = channel.possible, !possible.contains(value) { return true }
    guard channel == .systolic || channel == .diastolic, let systolic = self[.systolic],
      let diastolic = self[.diastolic]
    else { return false }
    return systolic <= diastolic
  }

  /// RASS runs from −5 to +4.
  public var isSedationSuspect: Bool { hasSedationRass && !(-5...4).contains(sedationRass) }

  mutating func set(_ channel: VitalsChannel, to value: Double) {
    switch channel {
    case .heartRate: heartRateBpm = value
    case .pulse: pulseBpm = value
    case .respiratoryRate: respiratoryRateBpm = value
    case .spo2: spo2Percent = value
    case .systolic: systolicMmhg = value
    case .diastolic: diastolicMmhg = value
    case .mean: meanMmhg = value
    case .temperature: temperatureCel = value
    }
  }
}
