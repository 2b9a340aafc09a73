import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// A policy's next version: who adopts it, what it changes from when on, and by which clock the
/// clinic goes then.
@Suite struct PolicyAdoptionTests {
  /// The shipped policy with other values; nil takes a key out.
  static func policy(version: Int, _ changes: [String: Any?] = [:]) throws -> [UInt8] {
    var document = try #require(
      try JSONSerialization.jsonObject(with: Data(ShippedPolicies.omahaMoodAndPain))
        as? [String: Any])
    document["version"] = version
    for (key, value) in changes { document[key] = value }
    return [UInt8](try JSONSerialization.data(withJSONObject: document, options: .sortedKeys))
  }

  @Test func `an administrator adopts the next version, and it is in force`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    let document = try Self.policy(version: 3, ["drivingHours": 12])
    let check = try house.clinic.checkPolicy(document)
    #expect(check.obstacle == nil)
    #expect(
      check.differences == [PolicyDifference(name: "drivingHours", before: "24", after: "12")])
    let recorded = try house.acting.adoptPolicy(document)
    let inForce = try house.clinic.policyInForce()
    #expect(inForce.position == recorded.positions.lowerBound)
    #expect(inForce.document == document && inForce.policy.drivingHours == 12)
    #expect(inForce.by?.handle == "ada")
    try house.checkEverything()
  }

  @Test(arguments: ["drew", "nora", "fred", "audrey"])
  func `nobody else adopts one`(handle: String) throws {
    let house = try TestClinic()
    try house.actAs(handle)
    let size = house.size
    let error = expectError { try house.acting.adoptPolicy(try Self.policy(version: 3)) }
    guard case .rejected(.notYourRole)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(house.size == size)
    #expect(try house.clinic.policyInForce().policy.version == 2)
  }

  @Test func `the same name needs a higher version, another name does not`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    for version in [1, 2] {
      let document = try Self.policy(version: version, ["drivingHours": 12])
      #expect(try house.clinic.checkPolicy(document).obstacle != nil)
      let error = expectError { try house.acting.adoptPolicy(document) }
      guard case .rejected(.malformed(field: "version", _, let expected))? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(expected.hasPrefix("more than 2"))
    }
    _ = try house.acting.adoptPolicy(try Self.policy(version: 1, ["name": "another"]))
    _ = try house.acting.adoptPolicy(try Self.policy(version: 3))
    expectError { try house.acting.adoptPolicy(try Self.policy(version: 3)) }
    #expect(try house.clinic.policyInForce().policy.version == 3)
    try house.checkEverything()
  }

  @Test(arguments: [
    ("timeZone", "America/Omaha"), ("timeZone", "../../etc/passwd"), ("timeZone", "/etc/localtime"),
    ("drivingHours", "24"), ("drivingTime", "24"),
  ])
  func `what is no policy, or of no known zone, is refused before it is recorded`(
    key: String, value: String
  ) throws {
    let house = try TestClinic()
    try house.actAs("ada")
    let size = house.size
    let document = try Self.policy(version: 3, [key: value])
    for act in [
      { _ = try house.acting.adoptPolicy(document) },
      { _ = try house.clinic.checkPolicy(document) },
    ] {
      guard case .malformedPolicy(let what)? = expectError("", act) else {
        Issue.record("\(key) \(value)")
        continue
      }
      #expect(what.contains(key))
    }
    #expect(house.size == size)
  }

  @Test func `a visit is judged by the policy that was recorded when it began`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive(.depression)
    // More than the six hours of that morning's policy, less than the eight of the next.
    try visit.fast(solid: "02:00")
    try visit.prepare()
    try visit.infuse()
    let before = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(before.visits[0].findings.allSatisfy { $0.policyVersion == 2 })
    #expect(before.visits[0].findings.first { $0.rule == .S5 }?.verdict == .met)
    try house.actAs("ada")
    try house.move(to: "12:00")
    _ = try house.acting.adoptPolicy(try Self.policy(version: 3, ["solidFastingHours": 8]))
    try house.actAs("drew")
    // Yesterday's rules for this morning's visit; a later one goes by the new.
    let after = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(after.policyVersion == 3)
    #expect(after.visits[0].findings.allSatisfy { $0.policyVersion == 2 })
    #expect(after.visits[0].findings.first { $0.rule == .S5 }?.verdict == .met)
    let other = try house.intake()
    try house.move(to: "13:00")
    // Of a visit before noon that is only taken down now, too.
    try house.record(
      .visit(.arrived(.with { $0.indication = .depression })), on: other, occurred: "11:00",
      reasons: .owed)
    let late = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let section = try #require(late.visits.first { $0.patient.chart == other })
    #expect(section.findings.allSatisfy { $0.policyVersion == 2 })
    let third = try house.intake()
    try house.record(
      .visit(.arrived(.with { $0.indication = .depression })), on: third, reasons: .owed)
    let new = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let newest = try #require(new.visits.first { $0.patient.chart == third })
    #expect(newest.findings.allSatisfy { $0.policyVersion == 3 })
  }

  // MARK: The clinic's clock

  @Test func `from the first policy with a zone on every view and header goes by it`() throws {
    let house = try TestClinic(policy: try Self.policy(version: 2, ["timeZone": nil]))
    #expect(try house.clinic.policyInForce().timeZone == nil)
    let chart = try house.intake()
    // Half past midnight in Greenwich, the evening before in Omaha.
    let stated = try ClinicalTime(iso8601: "2026-11-02T12:30Z")
    _ = try house.acting.record(
      RecordRequest(
        statements: [
          Statement(
            chart: chart, event: .visit(.arrived(.with { $0.indication = .depression })),
            occurred: stated)
        ], reasons: .owed))
    func arrival() throws -> ClinicalTime {
      let rows = try house.acting.timeline(of: chart, visit: 1, asOf: nil).rows
      return try #require(rows.first).occurred
    }
    // As it was stated, as long as no policy says otherwise.
    #expect(try arrival().iso8601 == "2026-11-02T12:30Z")
    try house.actAs("ada")
    _ = try house.acting.adoptPolicy(try Self.policy(version: 3, ["timeZone": "Asia/Tokyo"]))
    try house.reopen()
    try house.actAs("drew")
    #expect(try arrival().iso8601 == "2026-11-02T21:30+09:00")
    #expect(try house.acting.patients(matching: nil).first?.newestVisitDate == "2026-11-02")
    let recorded = try house.record(
      .visit(.weighed(.with { $0.weightKg = 70 })), on: chart, occurred: "07:00")
    #expect(recorded.lines[0].occurred.iso8601 == "2026-11-02T22:00+09:00")
    let header = try house.clinic.ledger.entry(at: recorded.positions.lowerBound).header
    #expect(header.occurred.utcOffsetMinutes == 540)
    // What was stored stays what it was.
    let old = try #require(
      try house.clinic.history(HistoryFilter()).first { $0.event == "arrived" })
    #expect(try house.clinic.ledger.entry(at: old.position).header.occurred.utcOffsetMinutes == 0)
    #expect(old.utcOffsetMinutes == 540)
    try house.checkEverything()
  }

  @Test func `a later policy without a zone keeps it`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    _ = try house.acting.adoptPolicy(try Self.policy(version: 3, ["timeZone": nil]))
    try house.reopen()
    #expect(try house.clinic.policyInForce().timeZone == "America/Chicago")
    #expect(house.clinic.clock.clinicClock.zone?.name == "America/Chicago")
  }

  @Test func `doctor says what to adopt where no policy names a zone`() throws {
    func line(_ house: TestClinic) throws -> HealthFinding {
      var found: HealthFinding?
      Doctor(directory: house.folder + "/ledger", clock: house.clinic.clock).examine { finding in
        if finding.check == "time zone" { found = finding }
      }
      return try #require(found)
    }
    let named = try TestClinic()
    named.clinic.ledger.close()
    #expect(try line(named).verdict == .ok)
    let unnamed = try TestClinic(policy: try Self.policy(version: 2, ["timeZone": nil]))
    unnamed.clinic.ledger.close()
    let finding = try line(unnamed)
    #expect(finding.verdict == .look)
    #expect(finding.advice?.contains("candor policy adopt") == true)
  }
}
