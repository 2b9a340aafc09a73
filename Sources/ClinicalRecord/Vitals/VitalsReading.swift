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

/// A measurement exactly as a monitor wrote it: `scaled / 10^decimalPlaces`.
public struct ExactDecimal: Hashable, Sendable {
  /// More than a monitor ever writes, and few enough for every power of ten to be exact.
  public static let mostDecimalPlaces = 6

  public let scaled: Int32
  public let decimalPlaces: Int

  /// Nil when `decimalPlaces` is not 0 to 6.
  public init?(scaled: Int32, decimalPlaces: Int) {
    guard (0...Self.mostDecimalPlaces).contains(decimalPlaces) else { return nil }
    self.scaled = scaled
    self.decimalPlaces = decimalPlaces
  }

  /// Strictly digits, with a point between them and perhaps a '-' before: "72", "62.8", "-66" (a
  /// device's code); no exponent.
  ///
  /// Nil for anything else, for more than 6 decimals, and for what does not fit 32 bits once
  /// scaled.
  public init?(_ text: String) {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let digits = text.utf8.dropFirst(isNegative ? 1 : 0)
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let decimalPlaces = parts.count == 2 ? parts[1].count : 0
    guard decimalPlaces <= Self.mostDecimalPlaces else { return nil }
    var scaled: Int32 = 0
    for byte in parts.joined() {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      let (tenfold, overTenfold) = scaled.multipliedReportingOverflow(by: 10)
      let (sum, overSum) = tenfold.addingReportingOverflow(Int32(byte - UInt8(ascii: "0")))
      if overTenfold || overSum { return nil }
      scaled = sum
    }
    self.scaled = isNegative ? -scaled : scaled
    self.decimalPlaces = decimalPlaces
  }

  /// The nearest double: both numbers are exact and division rounds once, so it equals a parse of
  /// the same decimal.
  public var doubleValue: Double { Double(scaled) / Self.powersOfTen[decimalPlaces] }

  /// The same value written with more decimals; nil when it does not fit 32 bits.
  func scaled(toPlaces places: Int) -> Int32? {
    var wide = Int64(scaled)
    for _ in decimalPlaces..<max(decimalPlaces, places) { wide *= 10 }
    return Int32(exactly: wide)
  }

  private static let powersOfTen: [Double] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6]
}
