import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Who may look at what: every role by every way of looking.
@Suite struct LookPermissionTests {
  /// Written out so that the table in the program can be wrong.
  private func readers(of subject: LookSubject) -> Set<Role> {
    let readers: Set<Role> = [
      .physician, .prescriber, .nurse, .medicalAssistant, .pharmacist, .complianceOfficer,
    ]
    return switch subject {
    // The act that is checked is an infusion's start, which nobody else records.
    case .chartTimeline, .visitTimeline, .entry, .check, .findings: readers
    case .roster: readers.union([.frontDesk])
    case .accessLog: [.physician, .complianceOfficer]
    }
  }

  @Test(arguments: Role.stateable.filter { $0 != .program })
  func `whoever may looks, and whoever may not is told who may`(role: Role) throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.actAs("ada")
    try house.enroll("sam", role)
    try house.actAs("sam")

    for (hour, subject) in LookSubject.allCases.enumerated() {
      try house.move(to: "\(10 + hour):00")  // past the window of the look before
      let size = house.size
      if readers(of: subject).contains(role) {
        try subject.look(at: visit.chart, in: house.acting)
        #expect(house.size == size + 1, "\(subject)")
      } else {
        try expectRefusal(of: subject, at: visit.chart, as: role, in: house)
        #expect(house.size == size, "\(subject)")
      }
    }
    try house.actAs("drew")
    try house.checkEverything()
  }

  /// An entry's header is for everybody; its body stays sealed.
  private func expectRefusal(
    of subject: LookSubject, at chart: SubjectID, as role: Role, in house: TestClinic
  ) throws {
    if subject == .entry {
      let detail = try house.acting.show(try LookSubject.weighing(of: chart, in: house.acting))
      #expect(detail.sentence == nil && detail.json == nil)
      #expect(detail.sealedFor?.contains("physician") == true)
      return
    }
    let error = expectError {
      try subject.look(at: chart, in: house.acting)
    }
    guard case .notPermitted(_, role, let allowed)? = error else {
      Issue.record("\(subject): expected notPermitted, got \(String(describing: error))")
      return
    }
    #expect(allowed.contains("physician"))
  }

  @Test func `the front desk checks what it records, and is shown no other finding`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try house.actAs("fred")
    let size = house.size
    let time = try at("09:30").stated

    let preflight = try house.acting.check(
      Statement(
        chart: visit.chart,
        event: .chart(
          .infusionScheduled(
            .with {
              $0.scheduledFor = time
              $0.indication = .depression
            }))))

    #expect(!preflight.departures.isEmpty)
    #expect(preflight.findings.isEmpty)
    #expect(house.size == size + 1)
    expectError {
      _ = try house.acting.check(Statement(chart: visit.chart, event: MoodVisit.start))
    }
  }

  @Test func `an entry of the access log is opened for those who read the log`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    _ = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil)
    let trace = house.size - 1

    #expect(try house.acting.show(trace).sentence == "Viewed: timeline")
    #expect(house.size == trace + 2)
    try house.actAs("nora")
    let detail = try house.acting.show(trace)
    #expect(detail.sentence == nil)
    #expect(detail.sealedFor == "the body is sealed; physician or compliance officer may open it")
    #expect(house.size == trace + 2)
  }

  @Test func `whoever was suspended since signing in is shown nothing`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try house.actAs("nora")
    let signedIn = house.acting
    _ = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil)
    try house.actAs("ada")
    try house.record(
      .staff(
        .staffSuspended(
          .with {
            $0.actor = 4
            $0.cause = .leave
          })))
    house.acting = signedIn
    let size = house.size

    expectError {
      _ = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil)
    }
    #expect(house.size == size)
  }
}
