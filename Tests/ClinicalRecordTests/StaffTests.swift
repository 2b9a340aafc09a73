import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct StaffTests {
  let ada = given(Staff.self, [Statements.enrolment(1, "ada", .administrator)])

  @Test func `numbers are gapless and handles unique`() {
    #expect(Staff().nextActorNumber == 1)
    #expect(ada.state.nextActorNumber == 2)
    let bob = Statements.enrolment(2, "bob", .nurse)
    ada.when(bob, by: .administrator).then(bob)
    let outcome = { (actor: UInt32, handle: String) in
      ada.when(Statements.enrolment(actor, handle, .nurse), by: .administrator).verdict
    }
    #expect(outcome(1, "bob") == "actor")
    #expect(outcome(3, "bob") == "actor")
    #expect(outcome(2, "ada") == "duplicate")
  }

  @Test func `members are found by number and handle`() {
    let staff = ada.and(Statements.enrolment(2, "bob", .nurse), at: 5).state
    #expect(staff.role(of: 1) == .administrator)
    #expect(staff.role(of: 2) == .nurse)
    #expect(staff.role(of: 3) == nil)
    #expect(staff.member(handle: "bob")?.actor == 2)
    #expect(staff.member(handle: "Bob") == nil)
    #expect(staff.everyone.map(\.handle) == ["ada", "bob"])
  }

  @Test func `a credential belongs to somebody`() {
    #expect(
      given(Staff.self, []).when(Statements.staff[1], by: .administrator).verdict
        == "out of order")
    ada.when(Statements.staff[1], by: .administrator).then(Statements.staff[1])
  }

  static let suspend = StaffEvent.OneOf_Event.staffSuspended(
    .with {
      $0.actor = 2
      $0.cause = .leave
    })
  static let reinstate = StaffEvent.OneOf_Event.staffReinstated(.with { $0.actor = 2 })
  static let depart = StaffEvent.OneOf_Event.staffDeparted(.with { $0.actor = 2 })

  @Test func `a suspension holds until it is taken back, a departure for good`() {
    let two = ada.and(Statements.enrolment(2, "bob", .nurse), at: 1)
    #expect(two.state.members[2]?.status == .active)
    let suspended = two.and(Self.suspend, at: 2)
    #expect(suspended.state.members[2]?.status == .suspended)
    #expect(suspended.when(Self.suspend, by: .administrator).verdict == "duplicate")
    let back = suspended.and(Self.reinstate, at: 3)
    #expect(back.state.members[2]?.status == .active)
    #expect(back.when(Self.reinstate, by: .administrator).verdict == "out of order")
    let gone = back.and(Self.depart, at: 4)
    #expect(gone.state.members[2]?.status == .departed)
    for event in [Self.suspend, Self.reinstate, Self.depart] {
      #expect(!gone.when(event, by: .administrator).isRecorded)
    }
  }

  @Test func `one active administrator stays`() {
    let suspendAda = StaffEvent.OneOf_Event.staffSuspended(
      .with {
        $0.actor = 1
        $0.cause = .review
      })
    #expect(ada.when(suspendAda, by: .administrator).verdict == "out of order")
    let two = ada.and(Statements.enrolment(2, "bob", .administrator), at: 1)
    two.when(suspendAda, by: .administrator).then(suspendAda)
    #expect(
      two.and(Self.suspend, at: 2).when(suspendAda, by: .administrator).verdict == "out of order")
  }

  @Test func `whoever held a key and goes calls for new keys from there on`() {
    let two = ada.and(Statements.enrolment(2, "bob", .nurse), at: 1)
    #expect(two.state.renewalPosition == nil)
    let position = two.and(Self.suspend, at: 2).state.renewalPosition
    #expect(position != nil)
    #expect(
      two.and(Self.suspend, at: 2).and(Self.reinstate, at: 3).state.renewalPosition == position)
  }

  @Test func `a device serves one visit, and its release calls for a new key of that chart`() {
    let device = ada.and(Statements.enrolment(2, "monitor.1", .device), at: 1)
    let release = StaffEvent.OneOf_Event.deviceReleased(.with { $0.actor = 2 })
    #expect(device.when(release, by: .nurse).verdict == "out of order")
    #expect(device.when(Statements.assignment(1), by: .nurse).verdict == "actor")
    let serving = device.and(Statements.assignment(2), at: 2)
    #expect(serving.state.members[2]?.assignment?.value.visitNumber == 2)
    #expect(serving.when(Statements.assignment(2), by: .nurse).verdict == "duplicate")
    let chart = [UInt8](repeating: 0xab, count: 16)
    #expect(serving.state.chartRenewalPositions[chart] == nil)
    for end in [release, Self.suspend] {
      let free = serving.and(end, at: 3).state
      #expect(free.members[2]?.assignment == nil)
      #expect(free.chartRenewalPositions[chart] != nil)
    }
  }

  @Test(arguments: [
    ("2025-12-31T23:59-06:00", false), ("2026-01-01T00:00-06:00", true),
    ("2026-11-02T23:59-06:00", true), ("2026-11-03T00:00-06:00", false),
    // The local day counts: in UTC this is still the last day.
    ("2026-11-03T00:30+14:00", false), ("2026-11-02T23:30-12:00", true),
  ])
  func `a credential holds from its first to its last local day`(time: String, holds: Bool) throws {
    let member = try #require(given(Staff.self, Statements.staff).state.members[1])
    let found = member.credentials(validAt: try ClinicalTime(iso8601: time))
    #expect(found.count == (holds ? 1 : 0))
  }
}

@Suite struct PolicyHistoryTests {
  let first = given(PolicyHistory.self, [Statements.policy(1, "{}")])

  @Test func `a name and a version stand for one document`() {
    first.when(Statements.policy(2, "{}"), by: .administrator).then(Statements.policy(2, "{}"))
    #expect(first.when(Statements.policy(1, "{ }"), by: .administrator).verdict == "duplicate")
    #expect(first.when(Statements.policy(1, "{}"), by: .administrator).verdict == "duplicate")
  }

  @Test func `an earlier policy may be adopted again`() {
    let back = first.and(Statements.policy(2, "[]"), at: 60)
    back.when(Statements.policy(1, "{}"), by: .administrator).then(Statements.policy(1, "{}"))
  }

  @Test func `the policy in force is the last one adopted before the entry`() {
    let two = first.and(Statements.policy(2, "[]"), at: 60).state
    #expect(two.stage == .adopted)
    #expect(two.current?.value.version == 2)
    #expect(PolicyHistory().inForce(at: 100) == nil)
    // The first one also for what came before it: positions begin at 100.
    #expect([99, 100, 101, 102].map { two.inForce(at: $0)?.value.version } == [1, 1, 2, 2])
  }
}
