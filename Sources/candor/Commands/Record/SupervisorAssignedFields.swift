internal import ArgumentParser
internal import ClinicalRecord

/// S22.
struct SupervisorAssignedFields: EventFields {
  static let abstract = "Who supervises the infusion and who administers it."
  static let example = "--supervisor dr.okafor --administered-by nurse.lee"

  @Option(help: ArgumentHelp("The supervising physician's sign-in name.", valueName: "handle"))
  var supervisor: String?

  @Option(help: ArgumentHelp("The administering person's sign-in name.", valueName: "handle"))
  var administeredBy: String?

  func fill(_ event: inout SupervisorAssigned, from fields: FieldReader) throws {
    try fields.fill(
      &event.supervisorActor,
      Self.staff("supervisor_actor", "--supervisor", "Supervised by (sign-in name)", fields),
      option: try supervisor.map(fields.actor))
    try fields.fill(
      &event.administeringActor,
      Self.staff("administering_actor", "--administered-by", "Administered by", fields),
      option: try administeredBy.map(fields.actor))
  }

  private static func staff(
    _ name: String, _ flag: String, _ question: String, _ fields: FieldReader
  ) -> Field<UInt32> {
    Field(
      name: name, flag: flag, question: question, need: .required, blank: 0, supposed: nil,
      parse: fields.actor)
  }
}
