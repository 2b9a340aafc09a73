internal import ArgumentParser
internal import ClinicalRecord

/// A number with its unit as an option gives it, in the unit of the field.
protocol QuantityArgument: Hashable {
  var value: Double { get }
  init(argument: String) throws
}

/// `36.3mg`. A sign is read so that the record can refuse a negative dose for what it is.
struct Milligrams: QuantityArgument {
  var value: Double

  init(argument: String) throws {
    value = try Quantity(argument, units: ["mg"], example: "36.3mg").value
  }
}

/// `30mg/h`: how fast an infusion runs.
struct MilligramsPerHour: QuantityArgument {
  var value: Double

  init(argument: String) throws {
    value = try Quantity(argument, units: ["mg/h"], example: "30mg/h").value
  }
}

/// `36.3mg`, or `0.5mg/kg` of the weight of the visit.
struct KetamineDose: Hashable {
  private let quantity: Quantity

  init(argument: String) throws {
    quantity = try Quantity(argument, units: ["mg", "mg/kg"], example: "36.3mg or 0.5mg/kg")
  }

  /// As it is ordered: the number, and whether it is one of each kilogram.
  var ordered: (value: Double, isPerKilogram: Bool) { (quantity.value, quantity.unit != "mg") }

  /// To 0.1 mg where it is worked out from a weight, as it is echoed.
  func doseMg(_ weightKg: () throws -> Double) throws -> Double {
    quantity.unit == "mg" ? quantity.value : (quantity.value * (try weightKg())).rounded(places: 1)
  }
}

/// `72.6kg` or `160lb`. Pounds are kept as kilograms to 0.1, as they are echoed.
struct Kilograms: QuantityArgument {
  var value: Double

  init(argument: String) throws {
    let quantity = try Quantity(
      argument, units: ["kg", "lb", "lbs"], example: "72.6kg or 160lb")
    // NIST Handbook 44, appendix C: 1 lb = 0.453 592 37 kg exactly.
    value =
      quantity.unit == "kg" ? quantity.value : (quantity.value * 0.453_592_37).rounded(places: 1)
  }
}

/// `2l/min`, or `2`: a flow of oxygen, in the one unit that flow meters show.
struct LitersPerMinute: QuantityArgument {
  var value: Double

  init(argument: String) throws {
    value = try Quantity(argument, units: ["l/min"], bare: "l/min", example: "2l/min").value
  }
}

/// `36.8C` or `98.2F`. Fahrenheit is kept as Celsius to 0.1.
struct TemperatureArgument: Hashable {
  var celsius: Double

  init(argument: String) throws {
    let quantity = try Quantity(argument, units: ["c", "f"], example: "36.8C or 98.2F")
    celsius =
      quantity.unit == "c" ? quantity.value : ((quantity.value - 32) * 5 / 9).rounded(places: 1)
  }
}

/// `118/76`, or `118/76/90` with the mean, in mm[Hg]: the one unit that cuffs show.
struct BloodPressureArgument: Hashable {
  var systolic: Double
  var diastolic: Double
  var mean: Double?

  init(argument: String) throws {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    let values = parts.compactMap { DecimalText.double($0) }
    guard values.count == parts.count, (2...3).contains(values.count) else {
      throw ProgramError.usage("it is not a blood pressure in mm[Hg]; give 118/76")
    }
    systolic = values[0]
    diastolic = values[1]
    mean = values.count == 3 ? values[2] : nil
  }

  func set(in sample: inout VitalsSample) {
    sample.systolicMmhg = systolic
    sample.diastolicMmhg = diastolic
    if let mean { sample.meanMmhg = mean }
  }
}

/// A measurement whose unit goes without saying: beats or breaths a minute, percent.
struct Measurement: ExpressibleByArgument, Hashable {
  var value: Double

  init?(argument: String) {
    guard let value = DecimalText.double(argument) else { return nil }
    self.value = value
  }
}

/// A number and the unit that was typed behind it; a bare number is refused, but where there is one
/// unit only.
struct Quantity: Hashable {
  var value: Double
  /// Lower-case, as typed: "kg", "l/min".
  var unit: String

  /// "72.6kg", "72.6 kg"; the error names what was expected.
  ///
  /// - Parameter bare: the unit of a number without one; nil: that is refused.
  init(_ text: String, units: [String], bare: String? = nil, example: String) throws {
    let trimmed = text.filter { $0 != " " }
    let number = trimmed.prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "+" }
    let typed = trimmed.dropFirst(number.count).lowercased()
    let unit = typed.isEmpty ? bare ?? "" : typed
    guard let value = DecimalText.double(number) else {
      throw ProgramError.usage("it is not a number with a unit; give \(example)")
    }
    guard !unit.isEmpty else {
      throw ProgramError.usage("it says no unit; give \(example)")
    }
    guard unit.first != "," else {
      throw ProgramError.usage(
        "it has a comma, and decimals are written with a point; give \(example)")
    }
    guard units.contains(unit) else {
      throw ProgramError.usage(
        "its unit is not one of \(units.joined(separator: ", ")); give \(example)")
    }
    self.value = value
    self.unit = unit
  }
}

/// Numbers as they are typed: digits only, nothing that a parser of programming languages would
/// also take.
enum DecimalText {
  /// A whole number of so many digits; nil when there is anything else.
  static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), isDigits(text) else { return nil }
    return Int(text)
  }

  /// A decimal number with an optional sign and fraction; nil for exponents, infinities and the
  /// like.
  static func double(_ text: some StringProtocol) -> Double? {
    var digits = String(text)[...]
    if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ isDigits($0) && !$0.isEmpty }),
      text.utf8.count <= 18
    else { return nil }
    return Double(String(text))
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

extension Double {
  /// To so many decimal places, half away from zero.
  func rounded(places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
