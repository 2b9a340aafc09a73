internal import ArgumentParser
internal import ClinicalRecord

/// Which lot of the drug book, and which of its vials.
struct LotOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The lot of the drug book.", valueName: "number"))
  var lot: UInt32?

  @Option(help: ArgumentHelp("The vial of the lot, from 1.", valueName: "number"))
  var vial: UInt32?

  /// Of what has no lot.
  static var none: LotOptions {
    var options = LotOptions()
    options.lot = nil
    options.vial = nil
    return options
  }
}

/// `36.3mg`, exact to the microgram.
struct Micrograms: Hashable {
  var value: UInt64

  init(argument: String) throws {
    value = try Thousandths(argument, unit: "mg", example: "36.3mg").value
  }
}

/// `50mg/ml`, exact to the microgram.
struct MicrogramsPerMilliliter: Hashable {
  var value: UInt64

  init(argument: String) throws {
    value = try Thousandths(argument, unit: "mg/ml", example: "50mg/ml").value
  }
}

/// `10ml`, exact to the microliter.
struct Microliters: Hashable {
  var value: UInt64

  init(argument: String) throws {
    value = try Thousandths(argument, unit: "ml", example: "10ml").value
  }
}

/// A number with its unit in thousandths of it: nothing is rounded.
private struct Thousandths {
  var value: UInt64

  init(_ text: String, unit: String, example: String) throws {
    let thousandths = try Quantity(text, units: [unit], example: example).value * 1_000
    // Up to here a whole number of thousandths is exact.
    guard thousandths >= 0, thousandths <= 1e13,
      (thousandths - thousandths.rounded()).magnitude < 1e-4
    else {
      throw ProgramError.usage(
        "it is negative, too large or has more than three decimals; give \(example)")
    }
    value = UInt64(thousandths.rounded())
  }
}

extension Field<UInt64> {
  /// An amount that is kept in micrograms.
  static func amount(
    _ name: String, flag: String, _ question: String, need: Need = .required
  ) -> Field {
    Field(
      name: name, flag: flag, question: question, need: need, blank: 0, supposed: 1_000,
      parse: { try Micrograms(argument: $0).value })
  }
}
