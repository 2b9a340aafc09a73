import ClinicalRecord
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// The security report, from headers and never-sealed bodies.
struct SecurityReportTests {
  @Test(arguments: ["ada", "drew", "audrey"])
  func `it tells what was refused, and appends nothing`(handle: String) throws {
    let house = try TestClinic()
    let nora = try house.clinic.staffMember("nora").actor
    house.clinic.recordRefusedSignIn(as: nora, cause: .wrongPin)
    try house.actAs("fred")
    house.clinic.recordRefusedAct(
      "timeline", of: house.acting.actor, cause: .role, concerning: nil)
    try house.actAs(handle)
    let size = house.size
    let report = try house.acting.securityReport(from: nil, to: nil)
    #expect(house.size == size)
    #expect(report.treeSize == size)
    #expect(report.refusedSignIns.map(\.handle) == ["nora"])
    #expect(report.refusedSignIns.map(\.cause) == ["wrong PIN"])
    #expect(report.refusedSignIns.map(\.mark.handle) == ["candor"])
    #expect(report.refusedActs.map(\.handle) == ["fred"])
    #expect(report.refusedActs.map(\.act) == ["timeline"])
    #expect(report.clockLag == nil)
    #expect(report.emergencies.isEmpty)
  }

  @Test(arguments: ["nora", "fred"])
  func `others may not read it`(handle: String) throws {
    let house = try TestClinic()
    try house.actAs(handle)
    let error = expectError {
      _ = try house.acting.securityReport(from: nil, to: nil)
    }
    guard case .notPermitted? = error else {
      Issue.record("expected notPermitted, got \(String(describing: error))")
      return
    }
    #expect(error.flatMap(ActRefused.Cause.init(of:)) == .role)
  }

  @Test func `days are those of recording`() throws {
    let house = try TestClinic()
    let nora = try house.clinic.staffMember("nora").actor
    house.clinic.recordRefusedSignIn(as: nora, cause: .wrongPassphrase)
    for (from, to, count) in [
      ("2026-11-02", "2026-11-02", 1), ("2026-11-03", nil, 0), (nil, "2026-11-01", 0),
      (nil, "2026-11-02", 1), ("2026-11-02", nil, 1),
    ] as [(String?, String?, Int)] {
      let report = try house.acting.securityReport(from: from, to: to)
      #expect(report.refusedSignIns.count == count, "\(from ?? "–") to \(to ?? "–")")
    }
    expectError {
      _ = try house.acting.securityReport(from: "2026-11-31", to: nil)
    }
  }

  @Test func `an entry moved past the clock by more than a second is counted`() throws {
    let house = try TestClinic()
    let nora = try house.clinic.staffMember("nora").actor
    for clock in ["07:10", "07:09:59", "07:09:58", "07:05"] {
      try house.move(to: clock)
      house.clinic.recordRefusedSignIn(as: nora, cause: .wrongPin)
    }
    let lag = try #require(try house.acting.securityReport(from: nil, to: nil).clockLag)
    #expect(lag.count == 2)
    #expect(lag.largestMilliseconds == 300_000)
    #expect(lag.position == house.size - 1)
  }

  @Test func `an emergency look stands open until it is reviewed`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    let drew = house.acting
    // By their headers alone: nobody has to open what the bodies say.
    func append(_ event: AccessEvent.OneOf_Event, number: UInt32) throws {
      let event = ClinicalEvent.access(event)
      let key = try house.clinic.ledger.read {
        try #require(try drew.charts).newestKey(of: visit.chart, in: $0)
      }
      _ = try house.clinic.ledger.append(
        AppendRequest(
          id: .random(), signers: [try drew.signer(.recorded)],
          nowMicroseconds: house.clinic.clock.nowMicroseconds()),
        isSame: { _ in false },
        decide: { _ in
          [
            Proposal(
              stream: StreamKey(type: .access, subject: visit.chart, number: number),
              kind: event.kind.number, occurred: house.clinic.clock.now().occurred,
              body: try event.serialized(),
              dataKey: key)
          ]
        })
    }
    try append(.viewed(Viewed()), number: 0)
    try append(.emergencyAccessOpened(.with { $0.reason = "no pulse" }), number: 1)
    try append(.emergencyAccessOpened(.with { $0.reason = "no pulse" }), number: 2)
    try append(.emergencyAccessReviewed(.with { $0.outcome = .justified }), number: 1)
    try house.actAs("audrey")
    let report = try house.acting.securityReport(from: nil, to: nil)
    #expect(report.emergencies.map(\.number) == [1, 2])
    #expect(report.emergencies.map { $0.reviewed == nil } == [false, true])
    #expect(
      report.emergencies.map(\.chart) == [String](repeating: visit.chart.description, count: 2))
    #expect(report.emergencies.map(\.opened.handle) == ["drew", "drew"])
    #expect(report.unreviewedCount == 1)
  }
}
