import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Suspension, departure, reinstatement: who may act from which position on.
@Suite struct StandingTests {
  private func weigh(_ house: TestClinic, on chart: SubjectID) throws {
    try house.record(.visit(.weighed(.with { $0.weightKg = 72 })), on: chart)
  }

  private func arrived(_ house: TestClinic) throws -> SubjectID {
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    return visit.chart
  }

  private func newestKeyNumber(_ house: TestClinic, of chart: SubjectID) throws -> UInt32? {
    try house.clinic.ledger.read { try $0.newestKeyIntroduction(of: chart)?.number }
  }

  @Test func `a suspended nurse signs in nowhere and records nothing`() throws {
    let house = try TestClinic()
    let chart = try arrived(house)
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)

    let refusal = expectError { try house.actAs("nora") }
    #expect(refusal?.description.contains("nora is suspended") == true)
    #expect(try house.clinic.staffMember("nora").role == .nurse)
    #expect(try house.clinic.listing(of: "nora").holdsKeys == false)
    #expect(try house.clinic.listing(of: "nora").status == .suspended)
    #expect(try house.clinic.listing(of: "audrey").holdsKeys == false)
    try house.actAs("drew")
    try weigh(house, on: chart)
    try house.checkEverything()
  }

  @Test(arguments: ["suspend", "depart"])
  func `a session that was open before the change records nothing after it`(_ act: String) throws {
    let house = try TestClinic()
    let chart = try arrived(house)
    try house.actAs("nora")
    let open = house.acting
    try weigh(house, on: chart)
    try house.actAs("ada")
    _ =
      try act == "suspend"
      ? house.acting.suspend("nora", cause: .review) : house.acting.depart("nora")
    house.acting = open
    let size = house.size

    for event: ClinicalEvent in [
      .visit(.weighed(.with { $0.weightKg = 72 })), .visit(.emergencyCalled(.init())),
    ] {
      let error = expectError { try house.record(event, on: chart) }
      guard case .notActive(handle: "nora", _)? = error else {
        Issue.record("expected notActive, got \(String(describing: error))")
        return
      }
    }
    #expect(house.size == size)
    try house.actAs("drew")
    try house.checkEverything()
  }

  @Test func `whoever is suspended after they were let in, and before the write, writes nothing`()
    throws
  {
    let house = try TestClinic()
    try house.actAs("nora")
    let open = house.acting
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .review)
    let size = house.size
    let error = expectError {
      // Where an act has come to once everything was asked that is asked before the transaction.
      try open.write(WriteOrder(signers: try open.signers(nil), now: house.clinic.clock.now())) {
        _, _ in
        Issue.record("decided for somebody who is suspended")
        return Decided([])
      }
    }
    guard case .notActive(handle: "nora", .suspended)? = error else {
      Issue.record("expected notActive, got \(String(describing: error))")
      return
    }
    #expect(house.size == size)
  }

  @Test func `what somebody has seen is not shown to them again once they are suspended`() throws {
    let house = try TestClinic()
    let chart = try arrived(house)
    try house.actAs("nora")
    let open = house.acting
    _ = try open.timeline(of: chart, visit: nil, asOf: nil)
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .review)
    let size = house.size
    let error = expectError { try open.timeline(of: chart, visit: nil, asOf: nil) }
    guard case .notActive(handle: "nora", _)? = error else {
      Issue.record("expected notActive, got \(String(describing: error))")
      return
    }
    #expect(house.size == size)
  }

  enum Act: CaseIterable {
    case checkpoint, backUp, attest, enroll, replaceKey
  }

  @Test(arguments: Act.allCases)
  func `a session that was open before the change does nothing else either`(_ act: Act) throws {
    let house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    let verified = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    let open = house.acting
    try house.actAs("abel")
    try house.acting.suspend("ada", cause: .leave)
    house.acting = open
    let size = house.size
    let error = expectError("\(act)") {
      switch act {
      case .checkpoint: _ = try house.acting.checkpoint()
      case .backUp:
        _ = try house.acting.backUp(to: house.folder + "/copy", keyring: nil) { _, _ in }
      case .attest: _ = try house.acting.attest(verified, signatures: true)
      case .enroll: try house.enroll("newt", .auditor)
      case .replaceKey:
        _ = try house.acting.replaceKey(
          KeyReplacement(
            handle: "ada", cause: .routine, passphrase: nil,
            identityPath: house.folder + "/ada.identity", second: nil))
      }
    }
    guard case .notActive(handle: "ada", .suspended)? = error else {
      Issue.record("\(act): \(String(describing: error))")
      return
    }
    #expect(house.size == size)
  }

  @Test func `what is recorded after a suspension does not open for the suspended`() throws {
    let house = try TestClinic()
    let chart = try arrived(house)
    try house.actAs("nora")
    let open = house.acting
    #expect(try house.acting.timeline(of: chart, visit: nil, asOf: nil).rows.count > 5)
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .lostKey)
    try house.actAs("drew")
    try weigh(house, on: chart)
    let newest = house.size - 1

    house.acting = open
    // What is told is why: the key below it is gone.
    let refused = #expect(throws: RefusedAct.self) {
      try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    }
    #expect(refused?.reason.code == .notActive)
    #expect(throws: KeyError.notGranted(actor: open.label.actor)) {
      try house.acting.fact(of: try house.clinic.ledger.read { try $0.entry(at: newest) })
    }
  }

  @Test func `the next entry of a chart introduces a new data key, once, in the same append`()
    throws
  {
    let house = try TestClinic()
    let chart = try arrived(house)
    #expect(try newestKeyNumber(house, of: chart) == 1)
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    try house.actAs("drew")

    let recorded = try house.record(.visit(.weighed(.with { $0.weightKg = 72 })), on: chart)
    #expect(recorded.positions.count == 2)
    #expect(recorded.lines.map(\.position) == [recorded.positions.upperBound - 1])
    #expect(try newestKeyNumber(house, of: chart) == 2)
    let again = try house.record(.visit(.weighed(.with { $0.weightKg = 73 })), on: chart)
    #expect(again.positions.count == 1)
    #expect(try newestKeyNumber(house, of: chart) == 2)
    let timeline = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    #expect(timeline.rows.filter { $0.name == "weighed" }.count == 3)
    try house.checkEverything()
  }

  @Test func `a reason beside the first entry under a new key is about that entry`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast(solid: "05:00")
    try visit.prepare()
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    try house.actAs("drew")
    try house.move(to: "09:15")

    let recorded = try house.record(
      MoodVisit.start, on: visit.chart, reason: "discussed with the physician")

    #expect(recorded.positions.count == 3)
    #expect(recorded.explainedDepartures.map(\.rule) == [.S5])
    #expect(recorded.owedDepartures.isEmpty)
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let finding = try #require(report.visits[0].findings.first { $0.rule == .S5 })
    #expect(finding.explanations == [recorded.positions.upperBound - 1])
    try house.checkEverything()
  }

  @Test func `a reader whose keyring was renewed under their feet records and reads on`() throws {
    let house = try TestClinic()
    let chart = try arrived(house)
    try house.actAs("drew")
    let open = house.acting
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    house.acting = open

    try weigh(house, on: chart)

    #expect(
      try house.acting.timeline(of: chart, visit: nil, asOf: nil).rows.last?.name == "weighed")
    try house.checkEverything()
  }

  @Test func `whoever is reinstated reads and records again, also what came meanwhile`() throws {
    let house = try TestClinic()
    let chart = try arrived(house)
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    try house.actAs("drew")
    try weigh(house, on: chart)
    try house.actAs("ada")
    #expect(try house.acting.reinstate("nora") != nil)

    try house.actAs("nora")
    try weigh(house, on: chart)
    let rows = try house.acting.timeline(of: chart, visit: nil, asOf: nil).rows
    #expect(rows.filter { $0.name == "weighed" }.count == 3)
    try house.checkEverything()
  }

  @Test func `a suspension that was killed before the renewal is finished by the next reader`()
    throws
  {
    let house = try TestClinic()
    let chart = try arrived(house)
    try house.actAs("ada")
    let nora = try house.clinic.staffMember("nora").actor
    // The event alone, as a process that dies after its append leaves it.
    try house.record(
      .staff(
        .staffSuspended(
          .with {
            $0.actor = nora
            $0.cause = .leave
          })))
    let keyring = try house.clinic.keyring()
    #expect(try keyring.generation() == 1)
    #expect(try keyring.readers().contains(nora))

    try house.actAs("drew")

    #expect(try keyring.generation() == 2)
    #expect(try !keyring.readers().contains(nora))
    try weigh(house, on: chart)
    try house.actAs("fred")
    #expect(try keyring.generation() == 2)
    try house.checkEverything()
  }

  @Test func `a reinstatement that was killed before its wrap is finished by repeating it`() throws
  {
    let house = try TestClinic()
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    let nora = try house.clinic.staffMember("nora").actor
    try house.record(.staff(.staffReinstated(.with { $0.actor = nora })))
    #expect(try house.clinic.listing(of: "nora").holdsKeys == false)

    #expect(try house.acting.reinstate("nora") == nil)

    #expect(try house.clinic.listing(of: "nora").holdsKeys == true)
    expectError { try house.acting.reinstate("nora") }
  }

  @Test func `nobody but an administrator changes a standing, and nobody their own`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    let size = house.size
    expectError { try house.acting.suspend("ada", cause: .leave) }
    expectError { try house.acting.depart("ada") }
    for handle in ["drew", "nora", "fred", "audrey"] {
      try house.actAs(handle)
      expectError { try house.acting.suspend("abel", cause: .leave) }
      expectError { try house.acting.depart("abel") }
      expectError { try house.acting.reinstate("abel") }
    }
    try house.actAs("abel")
    try house.acting.suspend("ada", cause: .leave)
    expectError { try house.actAs("ada") }
    #expect(house.size == size + 1)
    try house.actAs("drew")
    try house.checkEverything()
  }

  @Test func `as of a day, the list says who was there and could read charts`() throws {
    let house = try TestClinic()
    let before = house.size
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    let suspended = house.size
    try house.acting.reinstate("nora")
    try house.acting.depart("fred")

    func line(_ handle: String, _ asOf: AsOf?) throws -> (Staff.Status, Bool?) {
      let listing = try #require(
        try house.clinic.staff(asOf: asOf).first { $0.label.handle == handle })
      return (listing.status, listing.holdsKeys)
    }
    #expect(try line("nora", .size(before)) == (.active, true))
    #expect(try line("nora", .size(suspended)) == (.suspended, false))
    #expect(try line("nora", nil) == (.active, true))
    #expect(try line("fred", .size(suspended)) == (.active, true))
    #expect(try line("fred", nil) == (.departed, false))
    #expect(try line("audrey", .size(before)) == (.active, false))
    expectError { try house.clinic.staff(asOf: .size(house.size + 1)) }
  }
}
