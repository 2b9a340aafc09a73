/// A number and the unit that was typed behind it; a bare number is refused (DESIGN §10).
struct Quantity: Hashable {
  var value: Double
  /// Lower-case, as typed: "kg", "l/min".
  var unit: String

  /// "72.6kg", "72.6 kg"; the error names what was expected.
  init(_ text: String, units: [String], example: String) throws {
    let trimmed = text.filter { $0 != " " }
    let number = trimmed.prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "+" }
    let unit = trimmed.dropFirst(number.count).lowercased()
    guard let value = DecimalText.double(number) else {
      throw ProgramError.usage("it is not a number with a unit; give \(example)")
    }
    guard !unit.isEmpty else {
      throw ProgramError.usage("it says no unit; give \(example)")
    }
    guard units.contains(unit) else {
      throw ProgramError.usage(
        "its unit is not one of \(units.joined(separator: ", ")); give \(example)")
    }
    self.value = value
    self.unit = unit
  }
}
