public import ClinicalRecord
public import Compliance
public import Ledger

/// Everything that is recorded about a patient, in the order in which it happened.
public struct Timeline: Sendable {
  /// One of the patient's charts.
  public struct Chart: Sendable {
    /// "A" for the survivor, "B" and so on for those that are merged into it.
    public var letter: String
    public var chart: SubjectID
    public var recordNumber: String

    init(_ file: ChartFile, letter: String, on day: LocalDate) {
      self.letter = letter
      chart = file.subject
      recordNumber = file.label(on: day)?.recordNumber ?? ""
    }
  }

  /// One of the visits.
  public struct Heading: Sendable {
    /// "2"; "B/2" where the patient has several charts.
    public var visitName: String
    public var visitNumber: UInt32
    /// That it stands in.
    public var chart: SubjectID
    public var arrived: ClinicalTime
    public var indication: Indication
    /// Which infusion the visit's is, or is to be; nil where it ended without one.
    public var count: InfusionCount?
    /// By which the visit is judged: "omaha-mood-and-pain version 2".
    public var policy: String
    /// What the visit comes to.
    public var summary: VisitSummary
    /// What departs from policy in it, in the order of the rules.
    public var departures: [Finding]
  }

  /// The part of a visit in which something happened.
  public enum Phase: String, Sendable {
    case preparation, infusion, recovery
    /// Since the visit's end.
    case afterwards
  }

  /// One entry, with both of its times.
  public struct Row: Sendable {
    public var position: UInt64
    /// Nil for what belongs to the chart.
    public var visitNumber: UInt32?
    /// Of the chart that it stands in; nil where the patient has one.
    public var chartLetter: String?
    public var occurred: ClinicalTime
    public var recordedMicroseconds: Int64
    public var event: ClinicalEvent
    public var name: String
    public var sentence: String
    public var recordedBy: StaffLabel?
    /// Who witnessed it: signed beside whoever recorded it; nil where nobody did.
    public var secondSigner: StaffLabel?
    /// Recorded more than five minutes after it happened.
    public var isLate: Bool
    /// Recorded after the visit had ended.
    public var isAfterEnd: Bool
    /// Set where the ledger's clock lay further ahead of its entry before than a clinic is ever
    /// idle: it may have been wrong.
    public var daysAfterEntryBefore: Int64?
    /// Entries in which a monitor says something else for the same time.
    public var conflicting: [UInt64] = []
    /// Where it was transcribed from; nil where it was recorded here first.
    public var paper: Paper?
    /// What corrections say of it; nil where none does.
    public var outcome: Outcome?
    /// The entry that it corrects; nil for what is no correction.
    public var corrects: UInt64?
    /// The entry that it gives the reason for; nil for what gives none.
    public var explains: UInt64?
    /// Nil for what belongs to no visit, or to one whose arrival was entered in error.
    public var phase: Phase?
    /// Ketamine given in the visit by then, worked out by the rates; nil before the infusion's
    /// start and after its stop.
    public var givenMg: Double?
    /// What of the vital signs is beyond the policy's limits: "SpO2 88 % low".
    public var alarms: [String] = []
    /// The rules that a departure in this entry owes a reason for.
    public var reasonsOwed: [RuleID] = []

    /// The entry beside which it is shown.
    public var beside: UInt64? { corrects ?? explains }
  }

  /// What corrections say of an entry.
  public struct Outcome: Sendable {
    /// The entry by which it says something else now; nil where it says what it said.
    public var amendedBy: UInt64?
    /// The entry by which it counts no more; nil while it stands.
    public var enteredInErrorBy: UInt64?
    /// Of a correction, the newer one that holds in its place.
    public var supersededBy: UInt64?
    /// Why it is amended or counts no more; free text.
    public var reason: String
    /// Where it was co-signed, and by whom.
    public var coSignatures: [CoSignature]

    /// Whether what it said itself counts.
    public var isSuperseded: Bool {
      amendedBy != nil || enteredInErrorBy != nil || supersededBy != nil
    }
  }

  /// Somebody who stands by what others signed.
  public struct CoSignature: Sendable {
    public var position: UInt64
    public var by: StaffLabel?
  }

  public var patient: PatientLabel
  /// The survivor first; more than one where charts are merged.
  public var charts: [Chart] = []
  /// Of what is shown, by arrival; none whose arrival was entered in error.
  public var visits: [Heading] = []
  /// By the times of what stands, then position; corrections and reasons behind what they are
  /// about.
  public var rows: [Row]
  /// The tree that the answer was computed from.
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// When the newest of those entries was recorded.
  public var asOf: ClinicalTime?
  /// By which recorded times are shown.
  public var clock = ClinicClock.unnamed

  /// "A" for the first of a patient's charts; after "Z", numbers.
  static func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return index < letters.count ? String(letters[index]) : "\(index + 1)"
  }
}

extension Timeline.Row {
  /// "2"; "B/2" where the patient has several charts, and "B" for what belongs to no visit of it.
  public var visitName: String? {
    [chartLetter, visitNumber.map { "\($0)" }].compactMap(\.self).joined(separator: "/")
      .nonEmpty
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
