public import ClinicalRecord
public import Ledger

/// What of a patient's record was disclosed to others, as 45 CFR 164.528 has it accounted for:
/// when, to whom, what, and what for.
public struct DisclosureAccounting: Sendable {
  /// One disclosure.
  public struct Line: Sendable {
    public var position: UInt64
    public var occurred: ClinicalTime
    public var disclosed: Disclosed
  }

  public var patient: PatientLabel
  /// First and last local date, YYYY-MM-DD.
  public var fromDate: String
  public var toDate: String
  /// By the time of the disclosure.
  public var lines: [Line]
  /// What 164.528(a)(1) leaves out, of the same days: for treatment, payment and operations, to the
  /// patient, and by the patient's authorization.
  public var exempt: Int
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
}

extension SignedIn {
  /// The accounting of disclosures of a patient's record; itself a look at the access log.
  ///
  /// - Parameters:
  ///   - from: first local date, YYYY-MM-DD; nil: six years before the last.
  ///   - to: last local date; nil: today.
  /// - Throws: as ``accessReport(of:from:to:)``.
  public func disclosureAccounting(
    of chart: SubjectID, from: String?, to: String?
  ) throws -> DisclosureAccounting {
    try ClinicError.requireSpan(from: from, to: to)
    let last = to.flatMap(LocalDate.init(iso8601:)) ?? today
    let first = from.flatMap(LocalDate.init(iso8601:)) ?? last.sixYearsBefore
    // A disclosure may be taken down long after it was made, so the whole log is looked through.
    let log = try accessReport(of: chart, from: nil, to: nil)
    let all = log.lines.compactMap { line in
      line.disclosed.map {
        DisclosureAccounting.Line(
          position: line.position, occurred: line.occurred, disclosed: $0)
      }
    }.filter { (first...max(first, last)).contains($0.occurred.localDate) }
    let told = all.filter { $0.disclosed.purpose.isAccountedFor }
    return DisclosureAccounting(
      patient: log.patient, fromDate: first.iso8601, toDate: last.iso8601,
      lines: told.sorted {
        ($0.occurred.unixMicroseconds, $0.position) < ($1.occurred.unixMicroseconds, $1.position)
      }, exempt: all.count - told.count, treeSize: log.treeSize, treeRoot: log.treeRoot)
  }
}

extension Disclosed.Purpose {
  /// 45 CFR 164.528(a)(1).
  var isAccountedFor: Bool {
    switch self {
    case .treatment, .payment, .operations, .patientRequest, .authorization: false
    case .requiredByLaw, .publicHealth, .research, .other, .unspecified, .UNRECOGNIZED: true
    }
  }
}

extension LocalDate {
  /// The 28th for a 29 February that is none.
  fileprivate var sixYearsBefore: LocalDate {
    LocalDate(year: year - 6, month: month, day: day)
      ?? LocalDate(year: year - 6, month: month, day: 28) ?? self
  }
}
