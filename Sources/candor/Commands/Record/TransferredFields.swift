internal import ArgumentParser
internal import ClinicalRecord

struct TransferredFields: EventFields {
  static let abstract = "The patient was transferred to another place of care. Never held up."
  static let example = ""
  static let details = "The destination is asked for, or comes as destination in JSON."

  func fill(_ event: inout Transferred, from fields: FieldReader) throws {
    try fields.fill(
      &event.destination, .text("destination", "Transferred to", need: .offered))
  }
}
