import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// An entry belongs to the visit in which it happened.
struct VisitChoiceTests {
  /// Two visits of one patient: one of Monday from 09:00 to 11:00, which has ended, and one of
  /// Thursday since 09:00.
  private struct TwoVisits {
    let clinic: TestClinic
    let chart: SubjectID

    init() throws {
      clinic = try TestClinic()
      try clinic.move(to: "08:00")
      chart = try clinic.intake()
      try arrive("2026-11-02T09:00-06:00")
      try go("2026-11-02T11:00-06:00")
      try record(.discharged(.with { $0.destination = .alone }), reason: "nobody came")
      try arrive("2026-11-05T09:00-06:00")
      try go("2026-11-05T09:30-06:00")
    }

    func go(_ time: String) throws { clinic.clinic.clock.move(to: try time.clinicalTime) }

    func arrive(_ time: String) throws {
      try go(time)
      try record(.arrived(.with { $0.indication = .depression }))
    }

    @discardableResult
    func record(
      _ event: VisitEvent.OneOf_Event, visit: UInt32? = nil, at time: String? = nil,
      reason: String? = nil
    ) throws -> Recorded {
      var request = RecordRequest(
        statements: [
          Statement(
            chart: chart, visitNumber: visit, event: .visit(event),
            occurred: try time.map { try $0.clinicalTime })
        ], reason: reason)
      if let reason { request.reasonsByRule = [.S26: reason, .S27: reason] }
      return try clinic.acting.record(request)
    }
  }

  private static let weighed = VisitEvent.OneOf_Event.weighed(.with { $0.weightKg = 72 })
  private static let oxygen = VisitEvent.OneOf_Event.oxygenGiven(.with { $0.flowLPerMin = 2 })

  private func rejection(_ act: () throws -> Recorded) -> String {
    let error = expectError { try act() }
    guard case .rejected(let reason)? = error else { return "none" }
    return "\(reason)"
  }

  @Test(arguments: [
    ("2026-11-02T09:00-06:00", 1), ("2026-11-02T10:00-06:00", 1), ("2026-11-02T11:00-06:00", 1),
    ("2026-11-05T09:00-06:00", 2), ("2026-11-05T09:20-06:00", 2),
  ])
  func `a late entry goes to the visit of its time`(time: String, number: UInt32) throws {
    let visits = try TwoVisits()
    #expect(try visits.record(Self.weighed, at: time).visitNumber == number)
  }

  @Test func `what happened between two visits needs the visit to be named`() throws {
    let visits = try TwoVisits()
    let between = "2026-11-03T09:00-06:00"
    let refused = rejection { try visits.record(Self.weighed, at: between) }
    #expect(refused.contains("visit 1 has ended: it ended at 2026-11-02T11:00-06:00"), "\(refused)")
    #expect(refused.contains("record \"arrived\" first, or give --visit 1"), "\(refused)")
    #expect(try visits.record(Self.weighed, visit: 1, at: between).visitNumber == 1)
  }

  @Test func `what is never held up goes to the visit before, or to the first`() throws {
    let visits = try TwoVisits()
    #expect(try visits.record(Self.oxygen, at: "2026-11-03T09:00-06:00").visitNumber == 1)
    #expect(try visits.record(Self.oxygen, at: "2026-11-02T08:30-06:00").visitNumber == 1)
    #expect(try visits.record(Self.oxygen).visitNumber == 2)
  }

  @Test(arguments: [nil, 1] as [UInt32?])
  func `nothing happened in a visit before the patient came`(number: UInt32?) throws {
    let visits = try TwoVisits()
    for time in ["2026-11-02T08:59-06:00", "2016-11-02T09:00-06:00"] {
      let refused = rejection { try visits.record(Self.weighed, visit: number, at: time) }
      #expect(refused.contains("lies before"), "\(refused)")
    }
  }

  @Test func `a visit that nobody has ended takes nothing of another day`() throws {
    let visits = try TwoVisits()
    try visits.go("2026-11-06T08:00-06:00")
    let refused = rejection { try visits.record(Self.weighed) }
    #expect(refused.contains("visit 2 is open since 2026-11-05T09:00-06:00"), "\(refused)")
    #expect(refused.contains("record how it ended"), "\(refused)")
    // It can still be ended, at its own time, and then the patient arrives again.
    try visits.record(
      .discharged(.with { $0.destination = .alone }), at: "2026-11-05T10:00-06:00", reason: "late")
    try visits.arrive("2026-11-06T08:00-06:00")
    #expect(try visits.record(Self.weighed).visitNumber == 3)
  }

  @Test func `a visit goes on over midnight`() throws {
    let visits = try TwoVisits()
    try visits.go("2026-11-05T12:00-06:00")
    try visits.record(.discharged(.with { $0.destination = .alone }), reason: "nobody came")
    try visits.arrive("2026-11-05T23:40-06:00")
    try visits.go("2026-11-06T00:30-06:00")
    #expect(try visits.record(Self.weighed).visitNumber == 3)
    let refused = rejection { try visits.record(.arrived(.with { $0.indication = .depression })) }
    #expect(refused.contains("visit 3 of this day is still open"), "\(refused)")
  }

  @Test func `nobody leaves before the infusion was stopped, nor is infused after they left`()
    throws
  {
    let visits = try TwoVisits()
    try visits.record(
      .infusionStarted(
        .with {
          $0.doseMg = 36
          $0.plannedMinutes = 45
          $0.route = .intravenous
        }), reason: "a test of times, and of nothing else")
    try visits.go("2026-11-05T11:00-06:00")
    try visits.record(
      .infusionStopped(.with { $0.cause = .completed }), at: "2026-11-05T10:15-06:00")
    let early = rejection {
      try visits.record(
        .discharged(.with { $0.destination = .alone }), at: "2026-11-05T10:00-06:00", reason: "x")
    }
    #expect(early.contains("lies before the infusion was stopped at"), "\(early)")
    #expect(early.contains("candor amend"), "\(early)")
    let late = rejection {
      try visits.record(
        .infusionStarted(
          .with {
            $0.doseMg = 36
            $0.plannedMinutes = 45
            $0.route = .intravenous
          }), visit: 1, at: "2026-11-04T10:00-06:00", reason: "a test of times alone")
    }
    #expect(late.contains("after the patient left at 2026-11-02T11:00-06:00"), "\(late)")
  }

  @Test func `an arrival in the time of another visit is refused`() throws {
    let visits = try TwoVisits()
    let refused = rejection {
      try visits.record(
        .arrived(.with { $0.indication = .depression }), at: "2026-11-02T10:00-06:00")
    }
    #expect(refused.contains("that lies in the time of visit 1"), "\(refused)")
  }

  @Test func `an arrival earlier on the day of a visit that goes on is refused`() throws {
    let visits = try TwoVisits()
    let refused = rejection {
      try visits.record(
        .arrived(.with { $0.indication = .depression }), at: "2026-11-05T08:00-06:00")
    }
    #expect(refused.contains("visit 2 of this day is still open"), "\(refused)")
  }

  @Test func `what explains an entry goes to that entry's visit, whenever it is said`() throws {
    let visits = try TwoVisits()
    let weighed = try visits.record(Self.weighed, at: "2026-11-02T10:00-06:00")
    let explained = try visits.record(
      .deviationExplained(
        .with {
          $0.aboutPosition = weighed.positions.lowerBound
          $0.reason = "weighed twice"
        }))
    #expect(explained.visitNumber == 1)
  }

  @Test func `an older ledger's entries in the wrong visit are read as they are`() throws {
    // Decided when recording alone: what the record holds is taken as it was said.
    var visit = Visit()
    visit.evolve(
      Fact(
        .arrived(.with { $0.indication = .depression }), position: 1,
        occurred: try "2026-11-02T09:00-06:00".clinicalTime, recordedMicroseconds: 0, actor: 1))
    let early = try "2016-11-02T09:00-06:00".clinicalTime
    #expect(try visit.decide(Self.weighed, occurred: early, by: .nurse) == [Self.weighed])
  }
}

extension String {
  fileprivate var clinicalTime: ClinicalTime {
    get throws { try ClinicalTime(iso8601: self) }
  }
}
