internal import Clinic
internal import ClinicalRecord
internal import Foundation
internal import Ledger
internal import Rehearsal

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
        try correct(name, of: act) { entry in
          try entry.statement(
            .amended(event), reason: "typed wrongly", occurred: self.time(moment))
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
      }
    } catch {
      throw RehearsalError.unexpected(
        "patient \(recordNumbers[act.patient] ?? "?") visit \(act.visit), \(act): \(error)")
    }
  }

  private func record(_ sayings: [Saying], of act: PlannedAct) throws {
    let chart = charts[act.patient]
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
    // A line a statement, in their order; reasons come after them.
    for (saying, line) in zip(sayings, recorded.lines) {
      guard let name = saying.name else { continue }
      named[Name(patient: act.patient, visit: act.visit, name: name)] = line.position
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
