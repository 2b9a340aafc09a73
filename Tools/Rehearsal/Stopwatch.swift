/// Wall time.
public struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  public init() {}

  public var seconds: Double {
    let parts = start.duration(to: .now).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  public var milliseconds: Double { seconds * 1_000 }

  /// Runs something and says how many seconds it took.
  public static func time<Result>(_ body: () throws -> Result) rethrows -> (Result, Double) {
    let watch = Stopwatch()
    let result = try body()
    return (result, watch.seconds)
  }
}

extension Double {
  /// With so many decimals.
  public func rounded(places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let whole = Int64((magnitude * scale).rounded())
    let sign = self < 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let digits = String(whole % Int64(scale))
    let padding = String(repeating: "0", count: places - digits.count)
    return "\(sign)\(whole / Int64(scale)).\(padding)\(digits)"
  }
}

extension [Double] {
  /// The middle one; 0 of none.
  public var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
