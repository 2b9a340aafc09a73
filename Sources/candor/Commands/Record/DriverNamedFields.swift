internal import ArgumentParser
internal import ClinicalRecord

/// S15.
struct DriverNamedFields: EventFields {
  static let abstract = "Who will take the patient home."
  static let example = ""
  static let details = """
    Name, relation and phone are asked for, or come as JSON on standard input:
    {"driver": {"name": "…", "relation": "sister", "phone": "…"}}
    """

  func fill(_ event: inout DriverNamed, from fields: FieldReader) throws {
    var driver = event.driver
    try driver.fill(from: fields)
    event.driver = driver
  }
}
