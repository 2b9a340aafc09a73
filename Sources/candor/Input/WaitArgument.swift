/// How long somebody waits: "5m", "90s"; a bare number is refused.
struct WaitArgument: Hashable {
  /// 1 to 3,600.
  var seconds: Int

  static let usual = WaitArgument(seconds: 300)

  /// As it is told: "5 min", "90 s".
  var text: String {
    seconds.isMultiple(of: 60) ? "\(seconds / 60) min" : "\(seconds) s"
  }

  init(seconds: Int) { self.seconds = seconds }

  init(argument: String) throws {
    let quantity = try Quantity(argument, units: ["s", "m", "min"], example: "5m")
    let seconds = quantity.value * (quantity.unit == "s" ? 1 : 60)
    guard (1...3_600).contains(seconds) else {
      throw ProgramError.usage("it is not between 1s and 60m; give 5m")
    }
    self.seconds = Int(seconds)
  }
}
