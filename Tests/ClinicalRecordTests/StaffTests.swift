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

  @Test func `the policy in force is the last one adopted by then`() {
    let two = first.and(Statements.policy(2, "[]"), at: 60).state
    #expect(two.stage == .adopted)
    #expect(two.current?.value.version == 2)
    #expect(two.inForce(at: minute(-1).unixMicroseconds) == nil)
    #expect(two.inForce(at: minute(0).unixMicroseconds)?.value.version == 1)
    #expect(two.inForce(at: minute(59).unixMicroseconds)?.value.version == 1)
    #expect(two.inForce(at: minute(60).unixMicroseconds)?.value.version == 2)
  }
}
