internal import ClinicalRecord

extension ClinicError {
  /// Refuses what is no span of days.
  ///
  /// - Parameters:
  ///   - from: first local date, YYYY-MM-DD; nil: from the beginning.
  ///   - to: last local date; nil: to the end.
  /// - Throws: `ClinicError.malformedDate`, `.reversedSpan`.
  static func requireSpan(from: String?, to: String?) throws(ClinicError) {
    for date in [from, to] {
      if let date, LocalDate(iso8601: date) == nil { throw .malformedDate(date) }
    }
    guard let from, let to, from > to else { return }
    throw .reversedSpan(from: from, to: to)
  }
}
