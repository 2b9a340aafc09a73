/// `36.8C` or `98.2F`. Fahrenheit is kept as Celsius to 0.1.
struct TemperatureArgument: Hashable {
  var celsius: Double

  init(argument: String) throws {
    let quantity = try Quantity(argument, units: ["c", "f"], example: "36.8C or 98.2F")
    celsius =
      quantity.unit == "c" ? quantity.value : ((quantity.value - 32) * 5 / 9).rounded(places: 1)
  }
}
