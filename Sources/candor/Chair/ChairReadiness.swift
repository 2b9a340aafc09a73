internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// The pre-flight at a seat: whatever a start rests on and this visit has no entry of, asked for
/// item by item, nothing filled in, and recorded in one act.
struct ChairReadiness {
  let seat: Seats.Seat
  let ledger: LedgerOptions

  /// In the order in which it is done.
  private static let items: [EventKind] = [
    IdentityConfirmed.kind, Weighed.kind, FastingChecked.kind, DriverNamed.kind,
    EmergencyEquipmentChecked.kind, IVPlaced.kind, MonitorApplied.kind, SupervisorAssigned.kind,
    TimeOutHeld.kind,
  ]

  /// - Throws: `ProgramError` where there is nobody to ask, and where nothing is missing.
  func record() throws {
    let context = try ledger.signIn()
    guard let visit = seat.visit else {
      throw ProgramError.badData(
        "nobody has arrived at seat \(seat.number); type \(seat.number) arrive depression")
    }
    let missing = try missing(in: visit, context)
    guard let prompt = context.prompt else {
      throw ProgramError.usage(
        "the pre-flight asks for each item, and there is no terminal to ask on")
    }
    guard !missing.isEmpty else {
      Output.note("Nothing is missing of it. \(seat.number) start asks what stands in the way.")
      return
    }
    Output.note("Before the start, \(seat.name):")
    var statements: [Statement] = []
    for kind in missing {
      guard let options = EventCommands.options(of: kind.identifier) else { continue }
      Output.note("\(kind.name.prefix(1).uppercased() + kind.name.dropFirst()):")
      statements.append(try statement(options, visit, prompt, context))
    }
    let recorded = try Recorder(context: context, signers: nil, ledger: ledger)
      .record(statements)
    try RecordReceiptText(
      recorded: recorded, statements: statements.map(\.event), context: context
    ).write()
  }

  private func missing(in visit: UInt32, _ context: CommandContext) throws -> [EventKind] {
    let known = try context.person.kindsOnRecord(of: seat.chart, visit: visit)
    return Self.items.filter { !known.contains($0) }
  }

  private func statement(
    _ type: any EventOptions.Type, _ visit: UInt32, _ prompt: Prompt, _ context: CommandContext
  ) throws -> Statement {
    let times = context.times
    var fields = FieldReader(
      json: nil, missing: .asked(prompt), times: TimeReader(clock: times, prompt: prompt),
      wantsRemarks: false, actor: { try context.clinic.staffMember($0).actor })
    return Statement(
      chart: seat.chart, visitNumber: visit, event: try type.parse([]).event(from: &fields))
  }
}
