public import Clinic
internal import ClinicalRecord
internal import Ledger

/// A patient's documents as JSON.
public enum DocumentsJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ list: DocumentList) throws -> String {
    try JSONText.render(
      List(
        patient: PatientDocument(list.patient),
        documents: list.documents.map { Line($0, output: nil) }))
  }

  /// One document that was written to a file.
  public static func render(_ document: AttachedDocument, writtenTo path: String) throws -> String {
    try JSONText.render(Line(document, output: path))
  }

  private struct List: Encodable {
    var patient: PatientDocument
    var documents: [Line]
  }

  private struct Line: Encodable {
    /// "2"; "B/2" where the patient has several charts.
    var document: String
    var chart: String
    var position: UInt64
    var kind: String
    var mediaType: String
    var byteCount: UInt32
    var sha256: String
    var visit: UInt32?
    var detail: String?
    var occurred: String
    var recorded: String
    var actor: UInt32?
    var actorName: String?
    // Left out where no correction says anything.
    var amendedBy: UInt64?
    var enteredInErrorBy: UInt64?
    var correctionReason: String?
    /// Where it was written to.
    var output: String?

    init(_ document: AttachedDocument, output: String?) {
      let attached = document.attached
      self.document = document.name
      chart = document.chart.description
      position = document.position
      kind = attached.kind.identifier
      mediaType = attached.mediaType.name
      byteCount = attached.byteCount
      sha256 = document.sha256
      visit = attached.visitNumber == 0 ? nil : attached.visitNumber
      detail = attached.detail.isEmpty ? nil : attached.detail
      occurred = document.occurred.iso8601
      recorded = document.recorded.iso8601
      actor = document.recordedBy?.actor
      actorName = document.recordedBy?.handle
      amendedBy = document.outcome?.amendedBy
      enteredInErrorBy = document.outcome?.enteredInErrorBy
      correctionReason = document.outcome.flatMap { $0.isSuperseded ? $0.reason : nil }
      self.output = output
    }
  }
}
