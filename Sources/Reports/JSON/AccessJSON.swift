public import Clinic
public import ClinicalRecord
internal import Ledger

/// Who looked at a chart, as JSON.
public enum AccessJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ report: AccessReport) throws -> String {
    try JSONText.render(
      Document(
        patient: PatientDocument(report.patient), from: report.fromDate, to: report.toDate,
        treeSize: report.treeSize, treeRoot: report.treeRoot,
        emergenciesWaiting: report.waitingCount, looks: report.lines.map(Look.init)))
  }

  /// What a review has recorded.
  public static func reviewed(
    _ reviewed: Reviewed, outcome: EmergencyAccessReviewed.Outcome
  ) throws -> String {
    try JSONText.render(
      ReviewedDocument(
        emergencies: reviewed.emergencies, outcome: outcome.identifier,
        positions: Array(reviewed.positions),
        recorded: recorded(
          reviewed.recordedMicroseconds, utcOffsetMinutes: reviewed.recordedOffsetMinutes)))
  }

  private struct Document: Encodable {
    var patient: PatientDocument
    var from: String?
    var to: String?
    var treeSize: UInt64
    var treeRoot: String
    var emergenciesWaiting: Int
    var looks: [Look]
  }

  private struct Look: Encodable {
    var position: UInt64
    var occurred: String
    var recorded: String
    var actor: UInt32?
    var actorName: String?
    var role: String?
    var event: String
    var scope: String?
    var answer: String?
    var visit: UInt32?
    var entry: UInt64?
    var listedCount: UInt32?
    var emergency: Emergency?
    var disclosed: Given?

    init(_ line: AccessReport.Line) {
      position = line.position
      occurred = line.occurred.iso8601
      recorded = AccessJSON.recorded(
        line.recordedMicroseconds, utcOffsetMinutes: line.recordedOffsetMinutes)
      actor = line.by?.actor
      actorName = line.by?.handle
      role = line.by?.role.identifier
      event = line.name
      scope = line.disclosed == nil ? line.scope.identifier : nil
      answer = line.disclosed == nil ? line.answer.identifier : nil
      visit = line.visitNumber
      entry = line.entryPosition
      listedCount = line.listedCount
      emergency = line.emergency.map(Emergency.init)
      disclosed = line.disclosed.map {
        Given(
          recipient: $0.recipient, purpose: $0.purpose.identifier, given: $0.given,
          detail: $0.detail.isEmpty ? nil : $0.detail)
      }
    }
  }

  private struct Given: Encodable {
    var recipient: String
    var purpose: String
    var given: String
    var detail: String?
  }

  private struct Emergency: Encodable {
    var number: UInt32
    var reason: String
    var host: String
    var isSpooled: Bool
    var review: Review?

    init(_ emergency: AccessReport.Emergency) {
      number = emergency.number
      reason = emergency.reason
      host = emergency.host
      isSpooled = emergency.isSpooled
      review = emergency.review.map { review in
        Review(
          position: review.position, actor: review.by?.actor, actorName: review.by?.handle,
          recorded: AccessJSON.recorded(
            review.recordedMicroseconds, utcOffsetMinutes: review.recordedOffsetMinutes),
          outcome: review.outcome.identifier, note: review.note)
      }
    }
  }

  private struct Review: Encodable {
    var position: UInt64
    var actor: UInt32?
    var actorName: String?
    var recorded: String
    var outcome: String
    var note: String
  }

  private struct ReviewedDocument: Encodable {
    var emergencies: [UInt64]
    var outcome: String
    var positions: [UInt64]
    var recorded: String
  }

  private static func recorded(_ microseconds: Int64, utcOffsetMinutes: Int16) -> String {
    TimeText.local(
      microseconds, utcOffsetMinutes: utcOffsetMinutes, precision: .microsecond
    ).iso8601
  }
}
