import ClinicalRecord
import Compliance
import DurableFile
import EventSamples
import Foundation
import Ledger
import SwiftProtobuf
import TestSupport
import TransparencyLog

@testable import Clinic

/// A training clinic in a folder of its own, and everybody's session: what a walk acts on.
final class WalkedClinic {
  /// By sign-in name: the role. The first is the one who created the clinic.
  static let staff: [(handle: String, role: Role)] = [
    ("ada", .administrator), ("drew", .physician), ("nora", .nurse), ("fred", .frontDesk),
    ("abel", .administrator), ("newt", .nurse), ("phil", .pharmacist),
    ("cora", .complianceOfficer), ("audrey", .auditor), ("monitor", .device),
  ]

  private let folder: TemporaryDirectory
  private let clock: SystemClock
  private var opened: Clinic?
  private var identities: [String: Identity] = [:]
  /// Whoever has signed in stays so, also when they are suspended.
  private(set) var sessions: [String: SignedIn] = [:]
  var pending: PendingApproval?
  private(set) var charts: [SubjectID] = []
  /// As they were some steps ago: nobody leads them on.
  private(set) var rowsKept: [ChartRowFiles] = []

  private static let start: Int64 = 1_793_624_400_000_000

  init() throws {
    folder = try TemporaryDirectory("walk")
    clock = SystemClock(standingAt: Self.time(0))
    _ = try Clinic.create(
      ClinicCreation(
        directory: folder.path("ledger"), siteName: "clinic.test", isTraining: true,
        administratorHandle: "ada", administratorDisplayName: "Ada", passphrase: nil,
        identityPath: folder.path("ada.identity"),
        policyDocument: ShippedPolicies.omahaMoodAndPain), clock: clock)
    try open()
    try learn("ada")
    let ada = try session("ada").person
    for (handle, role) in Self.staff.dropFirst() {
      _ = try ada.enroll(
        Enrolment(
          handle: handle, displayName: handle.capitalized, role: role, credentials: [],
          passphrase: nil, identityPath: folder.path("\(handle).identity")))
      try learn(handle)
    }
  }

  private static func time(_ minute: Int) -> ClinicalTime {
    ClinicalTime(
      unixMicroseconds: start + Int64(minute) * 60_000_000, utcOffsetMinutes: -360,
      precision: .minute)
  }

  private func learn(_ handle: String) throws {
    identities[handle] = try IdentityFile.read(folder.path("\(handle).identity")) { [] }
  }

  private func open() throws {
    var clinic = try Clinic.open(directory: folder.path("ledger"), clock: clock)
    clinic.stateFolder = folder.path("state")
    opened = clinic
  }

  var clinic: Clinic {
    get throws {
      guard let opened else { throw ClinicError.nothingToRecord }
      return opened
    }
  }

  var size: UInt64 { get throws { try clinic.ledger.head().size } }

  func move(to minute: Int) { clock.move(to: Self.time(minute)) }

  /// As when the process is killed: nothing in memory is left, and the files are opened anew.
  func reopen() throws {
    sessions = [:]
    pending = nil
    opened = nil
    try open()
  }

  /// - Returns: whoever is signed in, and whether they had to sign in for it.
  func session(_ handle: String, anew: Bool = false) throws -> (person: SignedIn, isNew: Bool) {
    if !anew, let known = sessions[handle] { return (known, false) }
    let person = try clinic.signIn(try identity(handle))
    sessions[handle] = person
    return (person, true)
  }

  func identity(_ handle: String) throws -> Identity {
    guard let identity = identities[handle] else { throw ClinicError.unknownStaff(handle) }
    return identity
  }
}

extension WalkedClinic {
  /// What deciding would begin with if nothing were stored from now on; the last one but one is
  /// forgotten.
  func keepRows(by person: SignedIn) throws {
    let kept = ChartRowFiles(store: folder.path("kept-\(try size)"))
    try DurableFile.makeFolder(folder.path("kept-\(try size)"))
    for chart in charts {
      let rows = try clinic.chartRowFiles.rows(of: chart)
      if !rows.isEmpty { try kept.replace(rows, of: chart) }
    }
    rowsKept = rowsKept.suffix(1) + [kept]
  }

  /// What an act would come to, or what speaks against it, in words.
  func plan(
    of request: RecordRequest, by person: SignedIn, beginningWith rows: ChartRowFiles?
  ) throws -> String {
    do {
      var recording = try Recording(by: person, request, isPreview: true)
      recording.stored = rows
      return try clinic.ledger.read { snapshot in
        let plan = try recording.plan(
          on: try SiteState.load(from: snapshot), in: snapshot, secondSigner: nil)
        return "\(plan.steps) \(plan.outline) \(plan.standing) \(plan.remarks) "
          + "\(try plan.findings())"
      }
    } catch {
      return "\(error)"
    }
  }

  private static var glass: BreakGlass {
    BreakGlass(host: "desk-1") { "nobody else is in the house" }
  }

  /// Does it, as far as nothing is thrown.
  func perform(_ act: Act, by person: SignedIn, _ outcome: inout Outcome) throws {
    switch act {
    case .intake(_, let number, let hasReason):
      let recorded = try person.record(try request(ofIntake: number, hasReason: hasReason))
      outcome.take(recorded)
      if let chart = recorded.patient?.chart { charts.append(chart) }
    case .record(_, let sample, let chart, let hasReason, let isOwed, let second):
      let event = EventSample.all[sample].event
      let isPersonal = event.kind.isPersonal
      outcome.take(
        try person.record(
          RecordRequest(
            statements: [Statement(chart: isPersonal ? charts[chart] : nil, event: event)],
            reason: hasReason && isPersonal ? "as the patient asked" : nil,
            reasons: isOwed ? .owed : .asked,
            secondSigner: isPersonal ? try second.map(identity) : nil)))
    case .correct(_, let how, _, let position, let second):
      outcome.take(try correct(position, how, by: person, beside: second))
    case .timeline(_, let chart, let visit, let glass):
      let shown = try person.timeline(
        of: charts[chart], visit: visit, asOf: nil, emergency: glass ? Self.glass : nil)
      outcome.lines = shown.rows.map { ($0.position, $0.name) }
    case .entry(_, _, let position, let glass):
      let shown = try person.show(position, emergency: glass ? Self.glass : nil)
      outcome.isShown = shown.sentence != nil
    case .roster(_, let glass):
      let shown = try person.patients(matching: nil, emergency: glass ? Self.glass : nil)
      outcome.lines = shown.map { (0, $0.patient.recordNumber) }
    case .review(_, let position):
      _ = try person.review(position, outcome: .justified, note: "")
    case .ask, .approve, .complete: try sign(act, by: person, &outcome)
    case .suspend, .reinstate, .depart, .assign, .release: try administer(act, by: person)
    case .hold, .releaseHold, .erase: try keep(act, by: person)
    case .signIn, .reopen: break
    }
  }

  private func correct(
    _ position: UInt64, _ how: Act.Change, by person: SignedIn, beside second: String?
  ) throws -> Recorded {
    let entries = try person.correctable([position])
    let statements =
      switch how {
      case .amend:
        try entries.amending(
          position, to: entries[0].event, occurred: entries[0].occurred, reason: "typed wrongly")
      case .retract: try entries.map { try $0.statement(.enteredInError, reason: "not so") }
      case .takeBack: try entries.map { try $0.statement(.reinstated, reason: "so after all") }
      }
    return try person.record(
      RecordRequest(statements: statements, secondSigner: try second.map(identity)))
  }

  private func request(ofIntake number: String?, hasReason: Bool) throws -> RecordRequest {
    guard case .chart(.intakeReceived(var intake))? = EventSample.of(IntakeReceived.kind)?.event
    else { throw ClinicError.nothingToRecord }
    intake.recordNumber = number ?? ""
    return RecordRequest(
      statements: [Statement(chart: nil, event: .chart(.intakeReceived(intake)))],
      reason: hasReason ? "as the patient asked" : nil)
  }

  private func sign(_ act: Act, by person: SignedIn, _ outcome: inout Outcome) throws {
    switch act {
    case .ask(_, let chart, let other):
      guard let waste = EventSample.of(DrugWasted.kind)?.event else { return }
      let asked = try person.ask(
        RecordRequest(statements: [Statement(chart: charts[chart], event: waste)]), of: other,
        withinMicroseconds: 1_000_000_000_000)
      if case .waiting(let waiting) = asked { pending = waiting }
    case .approve:
      guard let pending else { throw ClinicError.unknownRequest("none") }
      try person.approve(try person.openRequest(pending.request.id.description))
    default:
      guard let pending else { throw ClinicError.unknownRequest("none") }
      self.pending = nil
      outcome.take(try person.complete(pending))
    }
  }

  private func administer(_ act: Act, by person: SignedIn) throws {
    switch act {
    case .suspend(_, let other, let isKilled):
      guard isKilled else {
        try person.suspend(other, cause: .leave)
        return
      }
      var suspended = StaffSuspended()
      suspended.actor = try clinic.staffMember(other).actor
      suspended.cause = .leave
      _ = try person.record(
        RecordRequest(statements: [
          Statement(chart: nil, event: .staff(.staffSuspended(suspended)))
        ]))
    case .reinstate(_, let other): try person.reinstate(other)
    case .depart(_, let other): try person.depart(other)
    case .assign(_, let chart):
      _ = try person.assignDevice("monitor", to: charts[chart], visit: nil)
    default: _ = try person.releaseDevice("monitor")
    }
  }

  private func keep(_ act: Act, by person: SignedIn) throws {
    switch act {
    case .hold(_, let chart): _ = try person.placeHold(on: charts[chart])
    case .releaseHold(_, let chart, let second):
      _ = try person.releaseHold(on: charts[chart], second: try second.map(identity))
    case .erase(_, let chart, let second, let killed):
      let second = try second.map(identity)
      guard let killed else {
        _ = try person.erase(charts[chart], ground: .retentionEnded, second: second)
        return
      }
      _ = try folder.write("", to: "ledger/erasing")
      let intent = ChartErasureIntended.with { $0.ground = .retentionEnded }
      _ = try person.recordCustody(.chartErasureIntended(intent), of: charts[chart], second: second)
      if killed == .keysRemoved, let keys = person.charts {
        try clinic.removeKeys(of: [charts[chart]], with: keys)
      }
    default: break
    }
  }
}

extension Outcome {
  fileprivate mutating func take(_ recorded: Recorded) {
    lines = recorded.lines.map { ($0.position, $0.event) }
  }
}
