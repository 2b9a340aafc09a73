internal import Clinic
internal import ClinicalRecord
internal import Foundation
internal import Ledger
internal import Rehearsal
internal import SwiftProtobuf

/// The clinic that the simulation plays in: one opened ledger, everybody signed in once, and a
/// clock that is moved.
///
/// Who plays it takes acts in the order in which they are recorded and makes records of them, each
/// through the call that the program makes.
final class SimulatedClinic {
  let clinic: Clinic
  let actors: [SimulatedStaff: UInt32]
  private let clock: SystemClock
  private let people: [SimulatedStaff: SignedIn]
  private let identities: [SimulatedStaff: Identity]
  private var charts: [Int: SubjectID] = [:]
  private var recordNumbers: [Int: String] = [:]
  /// Where what is still to be corrected stands.
  private var named: [Name: UInt64] = [:]
  /// What was recorded under these names, to be amended.
  private var saidAs: [Name: ClinicalEvent] = [:]
  private(set) var cupboard = Cupboard()
  private(set) var appendCount = 0
  /// Of the whole ledger.
  private(set) var entryCount: UInt64 = 0
  var patientCount: Int { charts.count }
  private(set) var lastRecorded = 0

  private struct Name: Hashable {
    var patient: Int
    var visit: Int
    var name: String
  }

  /// Enrols the staff with the program, opens the ledger and signs everybody in.
  ///
  /// - Parameter time: before the first act.
  init(_ rehearsal: RehearsalClinic, at time: ClinicalTime) throws {
    for member in SimulatedStaff.allCases {
      try Self.enroll(member, rehearsal.program, clock: time.iso8601)
    }
    clock = SystemClock(standingAt: time)
    let clinic = try Clinic.open(directory: rehearsal.ledger, clock: clock)
    self.clinic = clinic
    identities = try Self.each { try IdentityFile.read(rehearsal.identityPath($0.rawValue)) { [] } }
    let identities = identities
    people = try Self.each { member in
      guard let identity = identities[member] else {
        throw RehearsalError.unexpected("nobody's identity: \(member.rawValue)")
      }
      return try clinic.signIn(identity)
    }
    actors = try Self.each { try clinic.staffMember($0.rawValue).actor }
  }

  private static func each<Value>(
    _ make: (SimulatedStaff) throws -> Value
  ) rethrows -> [SimulatedStaff: Value] {
    try Dictionary(
      uniqueKeysWithValues: SimulatedStaff.allCases.map { ($0, try make($0)) })
  }

  private static func enroll(
    _ member: SimulatedStaff, _ program: Program, clock: String
  ) throws {
    let admin = ["--as", SimulatedStaff.admin.rawValue]
    if let role = member.enrolledRole {
      try program.run(
        ["staff", "enroll", member.rawValue, "--role", role, "--no-passphrase"] + admin,
        clock: clock)
    }
    if let specialty = member.standingSpecialty {
      try program.run(
        ["staff", "credential", member.rawValue, "--specialty", specialty]
          + ["--from", "2000-01-01", "--until", "2099-12-31"] + admin, clock: clock)
    }
  }

  /// Minutes east of UTC at an instant in microseconds, by the clinic's clock.
  func offsetMinutes(at microseconds: Int64) -> Int16 {
    clinic.clock.localOffsetMinutes(at: microseconds)
  }

  /// Records an act at its time.
  func play(_ act: PlannedAct) throws {
    lastRecorded = act.recorded
    let now = Int64(act.recorded) * 1_000_000
    clock.move(
      to: ClinicalTime(
        unixMicroseconds: now, utcOffsetMinutes: offsetMinutes(at: now), precision: .second))
    appendCount += 1
    do {
      switch act.content {
      case .sayings(let sayings): try record(sayings, of: act)
      case .amend(let name, let event, let moment):
        let key = Name(patient: act.patient, visit: act.visit, name: name)
        let visit = Cupboard.Visit(patient: act.patient, visit: act.visit)
        let before = saidAs.removeValue(forKey: key) ?? event
        let amended = cupboard.amend(event, from: before, of: visit)
        try correct(name, of: act) { entry in
          try entry.statement(
            .amended(amended), reason: "typed wrongly", occurred: self.time(moment))
        }
      case .retract(let name):
        try correct(name, of: act) { entry in
          try entry.statement(.enteredInError, reason: "of another patient")
        }
      case .credential(let credential):
        _ = try person(act.by).record(
          RecordRequest(statements: [
            Statement(chart: nil, event: .staff(.staffCredentialed(credential)))
          ]))
      case .delivery(let expires): try deliver(expires: expires, act)
      case .closing(let day, let missingUg): try close(day, missingUg: missingUg, act)
      }
    } catch {
      throw RehearsalError.unexpected(
        "patient \(recordNumbers[act.patient] ?? "?") visit \(act.visit), \(act): \(error)")
    }
  }

  /// Ketamine in vials of 500 mg and midazolam in ampoules of 10 mg; what is left of the lots
  /// before goes back to where they came from.
  private func deliver(expires: String, _ act: PlannedAct) throws {
    let kinds: [(drug: StockedDrug, ugPerMl: UInt64, ul: UInt64, vials: UInt32)] = [
      (.ketamine, 50_000, 10_000, 2_000), (.midazolam, 5_000, 2_000, 400),
    ]
    for kind in kinds {
      let received = StockReceived.with {
        $0.drug = kind.drug
        $0.concentrationUgPerMl = kind.ugPerMl
        $0.vialUl = kind.ul
        $0.vials = kind.vials
        $0.manufacturerLot = "K-\(expires)"
        $0.expiresOn = expires
        $0.supplier = "Prairie Drug"
        $0.invoice = "\(act.recorded)"
      }
      let recorded = try person(act.by).record(
        RecordRequest(statements: [Statement(chart: nil, event: .lot(.stockReceived(received)))]))
      guard let lot = recorded.lotNumber else {
        throw RehearsalError.unexpected("a delivery without a lot")
      }
      let amountUg = Int64(kind.ugPerMl * kind.ul / 1_000) * Int64(kind.vials)
      guard let left = cupboard.receive(kind.drug, amountUg, as: lot) else { continue }
      let transferred = StockTransferred.with {
        $0.amountUg = UInt64(left.onHandUg)
        $0.recipient = "Prairie Drug"
        $0.document = "\(act.recorded)"
      }
      _ = try person(act.by).record(
        RecordRequest(statements: [
          Statement(chart: nil, event: .lot(.stockTransferred(transferred)), lotNumber: left.lot)
        ]))
      appendCount += 1
    }
    appendCount += 1
  }

  /// The evening's count, which has to close the day as the cupboard says.
  private func close(_ day: LocalDate, missingUg: Int64, _ act: PlannedAct) throws {
    let statements = cupboard.close(missingUg: missingUg).map {
      Statement(chart: nil, event: .lot($0.event), lotNumber: $0.lot)
    }
    let recorded = try person(act.by).record(
      RecordRequest(statements: statements, secondSigner: act.second.flatMap { identities[$0] }))
    entryCount = recorded.positions.upperBound
    let expected = cupboard.closed()
    let answer = try person(act.by).closeDay(day)
    guard case .closed(day, let position, expected.lots, expected.discrepancies) = answer else {
      throw RehearsalError.unexpected("\(day): counted \(expected), and the day is \(answer)")
    }
    entryCount = position + 1
    appendCount += 1
  }

  private func record(_ sayings: [Saying], of act: PlannedAct) throws {
    let chart = charts[act.patient]
    let place = Cupboard.Visit(patient: act.patient, visit: act.visit)
    let sayings = try sayings.map { saying in
      var saying = saying
      saying.event = try cupboard.take(saying.event, of: place)
      return saying
    }
    let statements = sayings.map { saying in
      var visit: UInt32?
      if case .visit(let event) = saying.event {
        if case .arrived = event { visit = nil } else { visit = UInt32(act.visit) }
      }
      return Statement(
        chart: chart, visitNumber: visit, event: saying.event, occurred: time(saying.at))
    }
    let recorded = try person(act.by).record(
      RecordRequest(
        statements: statements, reason: act.reason, reasons: .owed,
        secondSigner: act.second.flatMap { identities[$0] }))
    if chart == nil, let patient = recorded.patient {
      charts[act.patient] = patient.chart
      recordNumbers[act.patient] = patient.recordNumber
    }
    entryCount = recorded.positions.upperBound
    // A line a statement, in their order, with the drug book's halves behind each; reasons come
    // after them.
    let halves: Set = [
      "drawn from lot", "given from lot", "wasted from lot", "returned to lot",
      "discrepancy declared",
    ]
    for (saying, line) in zip(sayings, recorded.lines.filter { !halves.contains($0.event) }) {
      guard let name = saying.name else { continue }
      let key = Name(patient: act.patient, visit: act.visit, name: name)
      named[key] = line.position
      saidAs[key] = saying.event
    }
  }

  private func correct(
    _ name: String, of act: PlannedAct, _ statement: (CorrectableEntry) throws -> Statement
  ) throws {
    let key = Name(patient: act.patient, visit: act.visit, name: name)
    guard let position = named.removeValue(forKey: key) else {
      throw RehearsalError.unexpected("nothing was recorded as \(name)")
    }
    let person = try person(act.by)
    let statements = try person.correctable([position]).map(statement)
    _ = try person.record(
      RecordRequest(
        statements: statements, reasons: .owed,
        secondSigner: act.second.flatMap { identities[$0] }))
  }

  private func person(_ member: SimulatedStaff) throws -> SignedIn {
    guard let person = people[member] else {
      throw RehearsalError.unexpected("\(member.rawValue) is not signed in")
    }
    return person
  }

  /// As it is stated: by the clinic's clock.
  private func time(_ moment: Moment) -> ClinicalTime {
    moment.time(offsetMinutes: offsetMinutes(at: Int64(moment.second) * 1_000_000))
  }
}
