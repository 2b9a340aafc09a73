internal import ClinicalRecord

extension Companion {
  /// A friend or relative: all of it personal, so by question or JSON alone.
  mutating func fill(from fields: FieldReader) throws {
    try fields.fill(&name, .text("name", "The driver's name"))
    try fields.fill(&relation, .text("relation", "Relation to the patient", need: .offered))
    try fields.fill(&phone, .text("phone", "Phone", need: .offered))
  }
}
