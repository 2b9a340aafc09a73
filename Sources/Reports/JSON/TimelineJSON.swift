public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// A timeline as JSON.
public enum TimelineJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ timeline: Timeline) throws -> String {
    try JSONText.render(
      Document(
        patient: PatientDocument(timeline.patient),
        charts: timeline.charts.count > 1 ? timeline.charts.map(ChartDocument.init) : nil,
        visits: timeline.visits.isEmpty ? nil : timeline.visits.map(VisitHeadingDocument.init),
        treeSize: timeline.treeSize,
        treeRoot: timeline.treeRoot,
        entries: try timeline.rows.map { try Row($0, clock: timeline.clock) }))
  }

  private struct Document: Encodable {
    var patient: PatientDocument
    /// Left out where the patient has one.
    var charts: [ChartDocument]?
    /// Left out where there is none.
    var visits: [VisitHeadingDocument]?
    var treeSize: UInt64
    var treeRoot: String
    var entries: [Row]
  }

  private struct ChartDocument: Encodable {
    var letter: String
    var chart: String
    var recordNumber: String

    init(_ chart: Timeline.Chart) {
      letter = chart.letter
      self.chart = chart.chart.description
      recordNumber = chart.recordNumber
    }
  }

  private struct Row: Encodable {
    var position: UInt64
    var visit: UInt32?
    /// The letter of its chart; left out where the patient has one.
    var inChart: String?
    var occurred: String
    var recorded: String
    var event: String
    var sentence: String
    var actor: UInt32?
    var actorName: String?
    var actorRole: String?
    /// Left out where nobody signed beside the actor.
    var secondSigner: String?
    var isLate: Bool
    var isAfterEnd: Bool
    // Left out where no correction says anything.
    var amendedBy: UInt64?
    var enteredInErrorBy: UInt64?
    var supersededBy: UInt64?
    var correctionReason: String?
    var coSignedBy: [UInt64]?
    var corrects: UInt64?
    /// The entry that it gives the reason for.
    var explains: UInt64?
    var reasonsOwed: [String]?
    /// Left out for what belongs to no part of a visit.
    var phase: String?
    /// Of ketamine by then, worked out by the rates; left out but while an infusion runs.
    var givenSoFar: Quantity?
    var alarms: [String]?
    /// As the schema names its fields, each with its unit.
    var body: JSONBody
    var daysAfterEntryBefore: Int64?
    var conflicting: [UInt64]?
    /// Left out where it was recorded here first.
    var transcribed: Paper?

    init(_ row: Timeline.Row, clock: ClinicClock) throws {
      position = row.position
      visit = row.visitNumber
      inChart = row.chartLetter
      occurred = row.occurred.iso8601
      recorded =
        clock.local(row.recordedMicroseconds, beside: row.occurred, precision: .microsecond)
        .iso8601
      event = row.event.kind.identifier
      sentence = row.sentence
      actor = row.recordedBy?.actor
      actorName = row.recordedBy?.handle
      actorRole = row.recordedBy?.role.words
      secondSigner = row.secondSigner?.handle
      isLate = row.isLate
      isAfterEnd = row.isAfterEnd
      amendedBy = row.outcome?.amendedBy
      enteredInErrorBy = row.outcome?.enteredInErrorBy
      supersededBy = row.outcome?.supersededBy
      correctionReason = row.outcome.flatMap { $0.isSuperseded ? $0.reason : nil }
      coSignedBy = row.outcome.flatMap { outcome in
        outcome.coSignatures.isEmpty ? nil : outcome.coSignatures.map(\.position)
      }
      corrects = row.corrects
      explains = row.explains
      reasonsOwed = row.reasonsOwed.isEmpty ? nil : row.reasonsOwed.map(\.rawValue)
      phase = row.phase?.rawValue
      givenSoFar = row.givenMg.map { Quantity($0, "mg") }
      alarms = row.alarms.isEmpty ? nil : row.alarms
      body = try JSONBody(try row.event.json())
      daysAfterEntryBefore = row.daysAfterEntryBefore
      conflicting = row.conflicting.isEmpty ? nil : row.conflicting
      transcribed = row.paper.map(Paper.init)
    }
  }

  private struct Paper: Encodable {
    var position: UInt64
    var author: UInt32
    var source: String
    var document: UInt32?

    init(_ paper: Timeline.Paper) {
      position = paper.position
      author = paper.author
      source = paper.source.words
      document = paper.documentNumber
    }
  }
}

/// A patient inside another document.
struct PatientDocument: Encodable {
  var chart: String
  var recordNumber: String
  var familyName: String
  var givenName: String
  var birthDate: String
  var ageYears: Int?

  init(_ label: PatientLabel) {
    chart = label.chart.description
    recordNumber = label.recordNumber
    familyName = label.familyName
    givenName = label.givenName
    birthDate = label.birthDate
    ageYears = label.ageYears
  }
}
