public import ClinicalRecord

/// Who looked at a patient's chart, when, at what and from where (45 CFR 164.312(b)).
public struct AccessReport: Sendable {
  /// One look that was recorded; further equal or narrower ones within the policy's window are not.
  public struct Line: Sendable {
    public var position: UInt64
    /// By the looker's clock.
    public var occurred: ClinicalTime
    /// Later than `occurred` where the look was kept in the spool meanwhile.
    public var recordedMicroseconds: Int64
    public var by: StaffLabel?
    /// "viewed", "searched", "emergency access opened".
    public var name: String
    /// How much of the chart: "chart", "visit", "entry", "roster line".
    public var scope: Look.Scope
    /// Of a visit, or of an entry in one.
    public var visitNumber: UInt32?
    /// Of the entry that was shown.
    public var entryPosition: UInt64?
    /// By which answer: "timeline", "findings".
    public var answer: Look.Answer
    /// How many charts a listing showed; nil for everything else.
    public var listedCount: UInt32?
    /// Nil for a look that the role permits.
    public var emergency: Emergency?
  }

  /// Why somebody looked at what the role does not read, or at what could not be recorded first.
  public struct Emergency: Sendable {
    /// The chart's so-manyeth, from 1.
    public var number: UInt32
    public var reason: String
    /// The machine's name.
    public var host: String
    /// Shown before it could be appended.
    public var isSpooled: Bool
    /// Nil while nobody has reviewed it.
    public var review: Review?
  }

  /// What somebody else made of it.
  public struct Review: Sendable {
    public var position: UInt64
    public var by: StaffLabel?
    public var recordedMicroseconds: Int64
    public var outcome: EmergencyAccessReviewed.Outcome
    public var note: String
  }

  public var patient: PatientLabel
  /// First and last local date, YYYY-MM-DD; nil: from the beginning, to the end.
  public var fromDate: String?
  public var toDate: String?
  /// In the order in which they were recorded.
  public var lines: [Line]
  /// The tree before this report's own look.
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String

  /// Emergency accesses that nobody has reviewed.
  public var waitingCount: Int {
    lines.count { $0.emergency.map { $0.review == nil } ?? false }
  }
}

extension AccessReport.Line {
  /// The local day on which the ledger took it, by the offset of the looker's clock.
  var recordedDate: LocalDate {
    ClinicalTime(
      unixMicroseconds: recordedMicroseconds, utcOffsetMinutes: occurred.utcOffsetMinutes,
      precision: .microsecond
    ).localDate
  }
}
