public import Clinic
internal import ClinicalRecord

/// The security report as JSON with stable keys.
public enum SecurityJSON {
  /// One object, ending in a newline; throws what the encoder throws.
  public static func render(_ report: SecurityReport) throws -> String {
    try JSONText.render(Document(report))
  }

  private struct Document: Encodable {
    var origin: String
    var from: String?
    var to: String?
    var treeSize: UInt64
    var treeRoot: String
    var emergencies: [EmergencyDocument]
    var unreviewedCount: Int
    var refusedSignIns: [RefusalDocument]
    var refusedActs: [RefusalDocument]
    var standing: [ChangeDocument]
    var operations: [OperationDocument]
    var clockLagCount: Int
    var largestClockLagMilliseconds: Int32
    /// True where the stamp holds no more than that; left out elsewhere.
    var isLargestClockLagAtLeast: Bool?
    /// With it.
    var largestClockLagSigned: String?
    /// Left out where there are none.
    var clockJumps: [JumpDocument]?

    init(_ report: SecurityReport) {
      origin = report.origin
      from = report.fromDate
      to = report.toDate
      treeSize = report.treeSize
      treeRoot = report.treeRoot
      emergencies = report.emergencies.map(EmergencyDocument.init)
      unreviewedCount = report.unreviewedCount
      refusedSignIns = report.refusedSignIns.map(RefusalDocument.init)
      refusedActs = report.refusedActs.map(RefusalDocument.init)
      standing = report.changes.map(ChangeDocument.init)
      operations = report.operations.map(OperationDocument.init)
      clockLagCount = report.clockLag?.count ?? 0
      largestClockLagMilliseconds = report.clockLag?.largestMilliseconds ?? 0
      if report.clockLag?.largestMilliseconds == .max {
        isLargestClockLagAtLeast = true
        largestClockLagSigned = report.clockLag?.signed?.iso8601
      }
      if !report.clockJumps.isEmpty {
        clockJumps = report.clockJumps.map {
          JumpDocument(mark: MarkDocument($0.mark), days: $0.days)
        }
      }
    }
  }

  private struct JumpDocument: Encodable {
    var mark: MarkDocument
    var days: Int64
  }

  private struct MarkDocument: Encodable {
    var position: UInt64
    var recorded: String
    var actor: UInt32
    var actorName: String?

    init(_ mark: SecurityReport.Mark) {
      position = mark.position
      recorded =
        TimeText.local(
          mark.recordedMicroseconds, utcOffsetMinutes: mark.utcOffsetMinutes,
          precision: .microsecond
        ).iso8601
      actor = mark.actor
      actorName = mark.handle
    }
  }

  private struct RefusalDocument: Encodable {
    var recorded: MarkDocument
    var actor: UInt32
    var actorName: String?
    var act: String?
    var cause: String
    var chart: String?
    var host: String

    init(_ refusal: SecurityReport.Refusal) {
      recorded = MarkDocument(refusal.mark)
      actor = refusal.actor
      actorName = refusal.handle
      act = refusal.act
      cause = refusal.cause
      chart = refusal.chart
      host = refusal.host
    }
  }

  private struct EmergencyDocument: Encodable {
    var chart: String
    var number: UInt32
    var opened: MarkDocument
    var reviewed: MarkDocument?

    init(_ emergency: SecurityReport.Emergency) {
      chart = emergency.chart
      number = emergency.number
      opened = MarkDocument(emergency.opened)
      reviewed = emergency.reviewed.map(MarkDocument.init)
    }
  }

  private struct ChangeDocument: Encodable {
    var recorded: MarkDocument
    var event: String
    var actor: UInt32
    var actorName: String?
    var sentence: String

    init(_ change: SecurityReport.Change) {
      recorded = MarkDocument(change.mark)
      event = change.event
      actor = change.actor
      actorName = change.handle
      sentence = change.sentence
    }
  }

  private struct OperationDocument: Encodable {
    var recorded: MarkDocument
    var event: String
    var sentence: String

    init(_ operation: SecurityReport.Operation) {
      recorded = MarkDocument(operation.mark)
      event = operation.event
      sentence = operation.sentence
    }
  }
}
