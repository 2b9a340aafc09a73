internal import ClinicalRecord

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
