public import Clinic
internal import ClinicalRecord
internal import Ledger

/// Every patient for whom something of a lot was drawn, for a person.
public enum LotPatientsText {
  /// The text, ending in a newline.
  public static func render(_ lot: LotPatients, style: TextStyle) -> String {
    var text =
      style.bold("Lot \(lot.lotNumber)") + "  \(lot.stock.words)\n"
      + "manufacturer's lot \(lot.stock.manufacturerLot.onOneLine)\n"
      + style.dim("from \(lot.treeSize) entries, root \(lot.treeRoot.prefix(16))…") + "\n\n"
    if lot.visits.isEmpty {
      text += "Nothing of it was drawn for a patient.\n"
    } else {
      var table = TextTable(["record", "name", "visit", "when", "entry", "what"])
      for visit in lot.visits {
        for movement in visit.movements {
          table.add([
            visit.patient.recordNumber, visit.patient.name, "\(visit.visitNumber)",
            TimeText.dateAndClock(movement.occurred), "#\(movement.position)",
            movement.sentence.onOneLine + (movement.by.map { " — \($0.nameAndRole)" } ?? ""),
          ])
        }
      }
      let patients = Set(lot.visits.map(\.patient.chart)).count
      text +=
        table.render(style) + "\n\(ComplianceText.counted(patients, "patient")) in "
        + "\(ComplianceText.counted(lot.visits.count, "visit"))\n"
    }
    guard lot.erasedVisits > 0 else { return text }
    return text
      + "\(ComplianceText.counted(lot.erasedVisits, "visit")) of charts that were erased: "
      + "nobody can name their patients.\n"
  }
}

/// The same as JSON.
public enum LotPatientsJSON {
  /// The document, ending in a newline; throws what the encoder throws.
  public static func render(_ lot: LotPatients) throws -> String {
    try JSONText.render(
      Document(
        lot: lot.lotNumber, stock: lot.stock.words, manufacturerLot: lot.stock.manufacturerLot,
        visits: lot.visits.map(Visit.init), erasedVisits: lot.erasedVisits,
        treeSize: lot.treeSize, treeRoot: lot.treeRoot))
  }

  private struct Document: Encodable {
    var lot: UInt32
    var stock: String
    var manufacturerLot: String
    var visits: [Visit]
    var erasedVisits: Int
    var treeSize: UInt64
    var treeRoot: String
  }

  private struct Visit: Encodable {
    var patient: PatientDocument
    /// That the visit stands in.
    var chart: String
    var visit: UInt32
    var movements: [Movement]

    init(_ visit: LotPatients.Visit) {
      patient = PatientDocument(visit.patient)
      chart = visit.chart.description
      self.visit = visit.visitNumber
      movements = visit.movements.map(Movement.init)
    }
  }

  private struct Movement: Encodable {
    var position: UInt64
    var occurred: String
    var sentence: String
    var actorName: String?

    init(_ movement: LotPatients.Movement) {
      position = movement.position
      occurred = movement.occurred.iso8601
      sentence = movement.sentence
      actorName = movement.by?.handle
    }
  }
}
