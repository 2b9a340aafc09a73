public import Clinic
internal import ClinicalRecord

/// An entry as its header tells it.
struct HistoryDocument: Encodable {
  var position: UInt64
  var stream: String
  var event: String
  var chart: String?
  var visit: UInt32?
  // Left out but of the drug book.
  var lot: UInt32?
  var occurred: String
  var precision: String
  var recorded: String
  var clockLagMilliseconds: Int32
  var actor: UInt32
  var actorName: String?
  var secondSigners: [String]
  var isLate: Bool
  var appendID: String
  var bodyBytes: Int
  var isSealed: Bool

  init(_ row: HistoryRow) {
    position = row.position
    stream = row.stream
    event = row.event
    chart = row.chart
    visit = row.visitNumber
    lot = row.lotNumber
    occurred = row.occurred.iso8601
    precision = row.precision
    recorded =
      TimeText.local(
        row.recordedMicroseconds, utcOffsetMinutes: row.recordedOffsetMinutes,
        precision: .microsecond
      ).iso8601
    clockLagMilliseconds = row.clockLagMilliseconds
    actor = row.actor
    actorName = row.actorHandle
    secondSigners = row.secondSigners
    isLate = row.isLate
    appendID = row.appendID
    bodyBytes = row.bodyBytes
    isSealed = row.isSealed
  }
}

/// One entry, whole, as JSON.
public enum EntryJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ entry: EntryDetail) throws -> String {
    try JSONText.render(try Document(entry))
  }

  private struct Document: Encodable {
    struct SignatureDocument: Encodable {
      var actor: UInt32
      var actorName: String?
      var meaning: String
      var enrolment: UInt64
      var isValid: Bool
    }

    var entry: HistoryDocument
    var sentence: String?
    var body: JSONBody?
    var sealedFor: String?
    // Left out where no correction says anything.
    var amendedBy: UInt64?
    var enteredInErrorBy: UInt64?
    var correctionReason: String?
    var coSignedBy: [UInt64]?
    var leafHash: String
    var indexInAppend: UInt16
    var lastIndexInAppend: UInt16
    var streamRevision: UInt32
    var previousPosition: UInt64?
    var dataKeyNumber: UInt32
    var entryBytes: Int
    var anchorSize: UInt64
    var signatures: [SignatureDocument]

    init(_ detail: EntryDetail) throws {
      entry = HistoryDocument(detail.row)
      sentence = detail.sentence
      body = try detail.json.map(JSONBody.init)
      sealedFor = detail.sealedFor
      amendedBy = detail.outcome?.amendedBy
      enteredInErrorBy = detail.outcome?.enteredInErrorBy
      correctionReason = detail.outcome.flatMap { $0.isSuperseded ? $0.reason : nil }
      coSignedBy = detail.outcome.flatMap { outcome in
        outcome.coSignatures.isEmpty ? nil : outcome.coSignatures.map(\.position)
      }
      leafHash = detail.leafHash
      indexInAppend = detail.indexInAppend
      lastIndexInAppend = detail.lastIndexInAppend
      streamRevision = detail.streamRevision
      previousPosition = detail.previousPosition
      dataKeyNumber = detail.dataKeyNumber
      entryBytes = detail.entryBytes
      anchorSize = detail.anchorSize
      signatures = detail.signatures.map {
        SignatureDocument(
          actor: $0.actor, actorName: $0.handle, meaning: $0.meaning,
          enrolment: $0.enrolmentPosition, isValid: $0.isValid)
      }
    }
  }
}
