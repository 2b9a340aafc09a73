internal import ArgumentParser
internal import ClinicalRecord

/// When something was last eaten or drunk: a time, or `unknown`.
enum IntakeTime: ExpressibleByArgument, Hashable {
  case at(TimeArgument)
  case unknown

  init?(argument: String) {
    if argument.lowercased() == "unknown" {
      self = .unknown
    } else if let time = TimeArgument.parse(argument) {
      self = .at(time)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { [] }

  /// The intake as the schema has it; an absent time is "the patient does not know".
  func intake(of item: OralIntake.Item, _ times: TimeReader) throws -> OralIntake {
    var intake = OralIntake()
    intake.item = item
    guard case .at(let time) = self else { return intake }
    intake.takenAt = try times.read(time, field: "--\(item.identifier)", day: .latest).stated
    return intake
  }
}
