public import Clinic
internal import ClinicalRecord
internal import Ledger

/// A timeline as JSON.
public enum TimelineJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ timeline: Timeline) throws -> String {
    try JSONText.render(
      Document(
        patient: PatientDocument(timeline.patient), treeSize: timeline.treeSize,
        treeRoot: timeline.treeRoot, entries: timeline.rows.map(Row.init)))
  }

  private struct Document: Encodable {
    var patient: PatientDocument
    var treeSize: UInt64
    var treeRoot: String
    var entries: [Row]
  }

  private struct Row: Encodable {
    var position: UInt64
    var visit: UInt32?
    var occurred: String
    var recorded: String
    var event: String
    var sentence: String
    var actor: UInt32?
    var actorName: String?
    var isLate: Bool
    var isAfterEnd: Bool

    init(_ row: Timeline.Row) {
      position = row.position
      visit = row.visitNumber
      occurred = row.occurred.iso8601
      recorded =
        TimeText.local(
          row.recordedMicroseconds, utcOffsetMinutes: row.occurred.utcOffsetMinutes,
          precision: .microsecond
        ).iso8601
      event = row.event.kind.identifier
      sentence = row.sentence
      actor = row.recordedBy?.actor
      actorName = row.recordedBy?.handle
      isLate = row.isLate
      isAfterEnd = row.isAfterEnd
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

  init(_ label: PatientLabel) {
    chart = label.chart.description
    recordNumber = label.recordNumber
    familyName = label.familyName
    givenName = label.givenName
    birthDate = label.birthDate
  }
}
