internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// The first event of a chart: who may be there already is asked about.
struct IntakeReceivedOptions: EventOptions {
  @Option(help: "1 to 20 letters, digits and hyphens; the next free one when left out.")
  var recordNumber: String?

  @Flag(help: "Record it although somebody of that name and birth date has a chart.")
  var anotherPerson = false

  func fill(_ event: inout IntakeReceived, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.recordNumber,
      .text("record_number", flag: "--record-number", "Record number", need: .notAsked),
      option: recordNumber)
    try fields.fill(&event.familyName, .text("family_name", "Family name"))
    try fields.fill(&event.givenName, .text("given_name", "Given name", need: .offered))
    try fields.fill(&event.birthDate, .text("birth_date", "Birth date (YYYY-MM-DD)"))
    try fields.fill(&event.phone, .text("phone", "Phone", need: .offered))
    try fields.fill(&event.complaint, .text("complaint", "Complaint", need: .offered))
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  /// Two charts of one patient are hard to bring together, so nobody opens the second by a slip.
  func confirm(_ event: IntakeReceived, in context: CommandContext) throws {
    if anotherPerson { return }
    let known = try context.person.patients(likeIntake: event)
    guard !known.isEmpty else { return }
    let numbers = known.map(\.patient.recordNumber).joined(separator: ", ")
    guard let prompt = context.prompt else {
      throw ProgramError.badData(
        "somebody of that name and birth date has a chart: \(numbers); nothing was recorded. "
          + "Record on it, or give --another-person")
    }
    Output.note("Somebody of that name and birth date has a chart:")
    Output.note(ListingText.patients(known, style: context.style.withoutColours))
    guard try prompt.confirm("Is it another person, who gets a chart of their own?") else {
      throw ProgramError.no("it was not confirmed: nothing was recorded; record on \(numbers)")
    }
  }
}

/// What is on record of a patient stays what it was, and from here on it is this.
struct IdentityCorrectedOptions: EventOptions {
  @Option(help: "Why they are others now.")
  var cause: Choice<IdentityCorrected.Cause>?

  func fill(_ event: inout IdentityCorrected, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    if let known = fields.known { try fill(&event, of: known, from: &fields) }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  /// What is neither in the JSON nor answered stays as it is.
  private func fill(
    _ event: inout IdentityCorrected, of known: KnownIdentity, from fields: inout FieldReader
  ) throws {
    let old = known.identity
    func value(
      _ name: String, _ given: String, _ old: String, _ question: String, isOffered: Bool
    ) throws -> String {
      if fields.json?[name] != nil { return given }
      guard fields.json == nil, let prompt = fields.prompt else { return old }
      let kept = known.isShown && !old.isEmpty ? "Enter: \(old)" : "Enter: as on record"
      let none = isOffered && !old.isEmpty ? ", - for none" : ""
      let answer = try prompt.line("\(question) (\(kept)\(none)):")
      return answer.isEmpty ? old : answer == "-" && isOffered ? "" : answer
    }
    event.familyName = try value(
      "family_name", event.familyName, old.familyName, "Family name", isOffered: false)
    event.givenName = try value(
      "given_name", event.givenName, old.givenName, "Given name", isOffered: true)
    event.birthDate = try value(
      "birth_date", event.birthDate, old.birthDate, "Birth date (YYYY-MM-DD)", isOffered: false)
    event.phone = try value("phone", event.phone, old.phone, "Phone", isOffered: true)
    if event.changed.isEmpty {
      event.changed = old.details(changedIn: PatientIdentity(event))
    }
    guard event.changed.isEmpty else { return }
    guard fields.supposes("family_name") else {
      throw ProgramError.badData("nothing of it differs from the record: nothing was recorded")
    }
    event.familyName = "another name"
    event.changed = [.name]
  }
}

/// What is on record of a patient, and whether it may be shown: where the look is recorded.
struct KnownIdentity {
  var identity: PatientIdentity
  var isShown: Bool
}
