/// `72.6kg` or `160lb`. Pounds are kept as kilograms to 0.1, as they are echoed.
struct WeightArgument: Hashable {
  var kilograms: Double

  init(argument: String) throws {
    let quantity = try Quantity(
      argument, units: ["kg", "lb", "lbs"], example: "72.6kg or 160lb")
    // NIST Handbook 44, appendix C: 1 lb = 0.453 592 37 kg exactly.
    kilograms =
      quantity.unit == "kg" ? quantity.value : (quantity.value * 0.453_592_37).rounded(places: 1)
  }
}
