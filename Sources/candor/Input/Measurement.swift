internal import ArgumentParser

/// A measurement whose unit goes without saying: beats or breaths a minute, percent.
struct Measurement: ExpressibleByArgument, Hashable {
  var value: Double

  init?(argument: String) {
    guard let value = DecimalText.double(argument) else { return nil }
    self.value = value
  }
}
