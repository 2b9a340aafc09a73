internal import Clinic
internal import ClinicalRecord

/// `--as-of`: a number of entries, or a time.
enum AsOfArgument: Hashable {
  case size(UInt64)
  case time(TimeArgument)

  init(argument: String) throws {
    if let size = UInt64(argument) {
      self = .size(size)
    } else if let time = TimeArgument.parse(argument) {
      self = .time(time)
    } else {
      throw ProgramError.usage(
        "it is neither a number of entries nor a time; give 84 or 2026-03-02T10:05")
    }
  }

  /// A time stands for its whole minute or day, but never for more than has passed.
  func resolved(by clock: LocalClock) throws -> AsOf {
    switch self {
    case .size(let size): return .size(size)
    case .time(let argument):
      let time = try argument.resolved(by: clock)
      let began = time.earliest <= clock.nowMicroseconds
      return .recordedMicroseconds(began ? min(time.latest, clock.nowMicroseconds) : time.latest)
    }
  }
}
