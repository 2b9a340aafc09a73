/// `36.3mg`. A sign is read so that the record can refuse a negative dose for what it is.
struct DoseArgument: Hashable {
  var milligrams: Double

  init(argument: String) throws {
    milligrams = try Quantity(argument, units: ["mg"], example: "36.3mg").value
  }
}
