internal import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import Reports

/// A statement while it is being put together: about whom, when, and where its fields come from.
struct StatementDraft {
  let context: CommandContext
  let patient: PatientLabel?
  let visit: UInt32?
  let occurred: ClinicalTime?
  /// Why policy is departed from, when the JSON says it: of all rules, and of single ones.
  let reason: String?
  let reasonsByRule: [RuleID: String]
  var fields: FieldReader

  init(
    _ options: StatementOptions, kind: EventKind, context: CommandContext,
    missing: FieldReader.Missing
  ) throws {
    self.context = context
    visit = options.visit
    if kind.stream == .lot, options.patient != nil || visit != nil {
      throw ProgramError.usage(
        "an entry of the drug book names no patient and no visit; leave out --patient and --visit")
    }
    patient = try Self.patient(options.patient, of: kind, context)
    let isNamed =
      if let patient, context.terminal.isInteractive { Self.name(patient, in: context) } else {
        false
      }
    let times = TimeReader(clock: context.times, prompt: context.prompt)
    occurred = try options.at.map { try Self.occurred($0, times, context.prompt) }
    var json = try Self.json(options.json)
    reason = try Self.takeReason(from: &json, of: kind)
    reasonsByRule = try Self.takeReasons(from: &json, of: kind)
    let (patient, visit, occurred) = (self.patient, visit, self.occurred)
    fields = FieldReader(
      json: json, missing: missing,
      times: TimeReader(clock: context.times, occurred: occurred, prompt: context.prompt),
      wantsRemarks: options.note, actor: { try context.clinic.staffMember($0).actor },
      weightKg: { try Self.weightKg(of: patient, visit: visit, at: occurred, in: context) })
    if kind == IdentityCorrected.kind, let patient {
      fields.known = KnownIdentity(
        identity: try context.person.identity(of: patient.chart), isShown: isNamed)
    }
  }

  /// The weight that a dose per kilogram rests on, echoed.
  private static func weightKg(
    of patient: PatientLabel?, visit: UInt32?, at occurred: ClinicalTime?,
    in context: CommandContext
  ) throws -> Double {
    guard let patient,
      let weight = try context.person.weight(of: patient.chart, visit: visit, at: occurred)
    else {
      throw ProgramError.badData(
        "this visit has no weight for a dose per kilogram; record it first (candor record weighed "
          + "--weight 72.6kg), or give the dose in mg")
    }
    Output.note("By the weight of \(TimeText.dateAndClock(weight.occurred)).")
    return weight.kilograms
  }

  /// The statement, in the stream that it belongs to.
  ///
  /// - Parameter place: in the drug book.
  func statement(_ event: ClinicalEvent, in place: LotOptions = .none) throws -> Statement {
    guard case .visit(.deviationExplained(let explained)) = event else {
      return Statement(
        chart: patient?.chart, visitNumber: visit, event: event, occurred: occurred,
        lotNumber: place.lot, vialNumber: place.vial)
    }
    let row = try context.clinic.header(at: explained.aboutPosition)
    guard row.chart == patient?.chart.description else {
      throw ProgramError.badData(
        "the entry at position \(explained.aboutPosition) is not about this patient; see candor history"
      )
    }
    let isOnVisit = row.visitNumber != nil
    return Statement(
      chart: patient?.chart, visitNumber: row.visitNumber,
      event: isOnVisit ? event : .chart(.deviationExplained(explained)), occurred: occurred)
  }

  /// Says whom it is about while a slip can still be mended.
  ///
  /// Whoever stops here has seen a name all the same, so it is a look, or no name is shown.
  ///
  /// - Returns: whether the name was shown.
  private static func name(_ patient: PatientLabel, in context: CommandContext) -> Bool {
    let isShown = context.mayName(patient)
    let who = isShown ? RecordReceiptText.person(patient) : RecordReceiptText.number(patient)
    Output.note("About \(who).")
    return isShown
  }

  private static func patient(_ who: String?, of kind: EventKind, _ context: CommandContext) throws
    -> PatientLabel?
  {
    if kind.stream == .lot { return nil }
    if kind == IntakeReceived.kind {
      guard who == nil else {
        throw ProgramError.usage(
          "an intake opens a new chart, so there is no --patient yet; leave it out")
      }
      return nil
    }
    if let who {
      return kind.isNeverHeldUp
        ? try context.person.patientOfEmergency(who) : try context.person.patient(who)
    }
    guard let prompt = context.prompt else {
      throw ProgramError.usage("the patient is missing; give --patient with a record number")
    }
    return try prompt.answer("Patient (record number):") { text in
      do {
        return try context.person.patient(try PatientArgument.checked(text))
      } catch let error as ClinicError {
        guard case .unknownPatient = error else { throw error }
        throw ProgramError.notFound("no patient has that record number")
      }
    }
  }

  /// A typed future time is asked about where somebody can be asked, and refused elsewhere.
  private static func occurred(_ argument: TimeArgument, _ times: TimeReader, _ prompt: Prompt?)
    throws -> ClinicalTime
  {
    let time = try times.read(argument, field: "--at", day: .stated)
    guard let ahead = times.minutesAhead(time) else { return time }
    guard let prompt else { return try times.read(argument, field: "--at", day: .past) }
    let question = "--at lies \(ahead) min ahead of the clock. Record it so?"
    guard try prompt.confirm(question) else {
      throw ProgramError.no("the time was not confirmed: nothing was recorded")
    }
    return time
  }

  private static func json(_ source: String?) throws -> [String: JSONValue]? {
    guard let source else { return nil }
    guard source == "-" else {
      throw ProgramError.usage(
        "--json reads standard input only, so that nothing personal is left in a file; give --json -"
      )
    }
    return try JSONValue.object(
      parsing: try FileInput.text(at: "-", .document, of: "an event"), called: "standard input")
  }

  /// `{"reasons": {"S26": "…"}}`.
  private static func takeReasons(from json: inout [String: JSONValue]?, of kind: EventKind) throws
    -> [RuleID: String]
  {
    guard kind != DeviationExplained.kind, let value = json?.removeValue(forKey: "reasons") else {
      return [:]
    }
    let expected = "give {\"reasons\": {\"S26\": \"…\"}}"
    guard case .object(let object) = value else {
      throw ProgramError.badData("the JSON's reasons are no object; \(expected)")
    }
    var reasons: [RuleID: String] = [:]
    for (name, value) in object {
      guard let rule = RuleID(rawValue: name), case .string(let text) = value, !text.trimmed.isEmpty
      else {
        throw ProgramError.badData(
          "the JSON's reasons name what is no rule, or give no text for it; \(expected)")
      }
      reasons[rule] = text.trimmed
    }
    return reasons
  }

  private static func takeReason(from json: inout [String: JSONValue]?, of kind: EventKind) throws
    -> String?
  {
    guard kind != DeviationExplained.kind, let value = json?.removeValue(forKey: "reason") else {
      return nil
    }
    guard case .string(let reason) = value, !reason.trimmed.isEmpty else {
      throw ProgramError.badData("the JSON's reason is not a text; give {\"reason\": \"…\"}")
    }
    return reason.withLineFeeds.trimmed
  }
}
