public import Clinic
internal import ClinicalRecord

/// The drug book as JSON; amounts in whole micrograms.
public enum DrugJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ report: DrugReport) throws -> String {
    try JSONText.render(Document(report))
  }

  private struct Document: Encodable {
    var origin: String
    var from: String?
    var to: String?
    var treeSize: UInt64
    var treeRoot: String
    var isKept: Bool
    var lots: [LotDocument]

    init(_ report: DrugReport) {
      origin = report.origin
      from = report.fromDate
      to = report.toDate
      treeSize = report.treeSize
      treeRoot = report.treeRoot
      isKept = report.isKept
      lots = report.lots.map(LotDocument.init)
    }
  }

  private struct LotDocument: Encodable {
    struct WitnessedDocument: Encodable {
      var position: UInt64
      var occurred: String
      var sentence: String
      var signers: [String]
      var enteredInErrorBy: UInt64?
      var amendedBy: UInt64?
    }

    var lot: UInt32
    var drug: String
    var concentrationUgPerMl: UInt64
    var vialUl: UInt64
    var vials: UInt32
    var manufacturerLot: String
    var expiresOn: String?
    var openingUg: Int64
    var receivedUg: Int64
    var givenUg: Int64
    var wastedUg: Int64
    var transferredUg: Int64
    var expiredUg: Int64
    var lostUg: Int64
    var declaredMissingUg: Int64
    var closingUg: Int64
    var notAccountedForUg: Int64
    var notAccountedForVials: [UInt32]
    var witnessed: [WitnessedDocument]

    init(_ told: DrugReport.Lot) {
      lot = told.number
      drug = told.stock.drug.identifier
      concentrationUgPerMl = told.stock.concentrationUgPerMl
      vialUl = told.stock.vialUl
      vials = told.stock.vials
      manufacturerLot = told.stock.manufacturerLot
      expiresOn = told.stock.expiresOn?.iso8601
      openingUg = told.openingUg
      receivedUg = told.receivedUg
      givenUg = told.givenUg
      wastedUg = told.wastedUg
      transferredUg = told.transferredUg
      expiredUg = told.expiredUg
      lostUg = told.lostUg
      declaredMissingUg = told.declaredUg
      closingUg = told.closingUg
      notAccountedForUg = told.openUg
      notAccountedForVials = told.openVials
      witnessed = told.witnessed.map {
        WitnessedDocument(
          position: $0.position, occurred: $0.occurred.iso8601, sentence: $0.sentence,
          signers: $0.signers, enteredInErrorBy: $0.retractedBy, amendedBy: $0.amendedBy)
      }
    }
  }
}
