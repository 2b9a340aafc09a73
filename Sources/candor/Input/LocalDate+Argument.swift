internal import ClinicalRecord

extension LocalDate {
  /// As an option gives it: YYYY-MM-DD.
  init(argument: String) throws {
    guard let date = LocalDate(iso8601: argument) else {
      throw ProgramError.usage("it is not a date; give YYYY-MM-DD, such as 2026-03-02")
    }
    self = date
  }
}
