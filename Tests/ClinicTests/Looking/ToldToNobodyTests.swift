import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Whether there is something is not told to whom the role, or the standing, does not tell it.
@Suite struct ToldToNobodyTests {
  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    chart = try house.intake(recordNumber: "MH-1")
    try house.actAs("ada")
    try house.enroll("cora", .complianceOfficer)
    try house.actAs("drew")
  }

  private func rejection(_ act: () throws -> Void) throws -> Rejection? {
    let error = expectError { try act() }
    guard case .rejected(let rejection)? = error else { return nil }
    return rejection
  }

  private func explanation(of position: UInt64) -> ClinicalEvent {
    .chart(
      .deviationExplained(
        .with {
          $0.about = .aboutPosition(position)
          $0.rules = ["S1"]
          $0.reason = "the form came late"
        }))
  }

  @Test func `an explanation is refused by role before its position is looked for`() throws {
    try house.actAs("ada")
    for position in [UInt64(9_999), house.size - 1] {
      guard
        case .notYourRole? = try rejection({
          try house.record(explanation(of: position), on: chart)
        })
      else {
        Issue.record("position \(position)")
        return
      }
    }
  }

  @Test func `an intake is refused by role before its record number is looked for`() throws {
    try house.actAs("cora")
    let keys = try house.clinic.keyring().subjectsWithKeys()
    for number in ["MH-1", "MH-2"] {
      guard case .notYourRole? = try rejection({ _ = try house.intake(recordNumber: number) })
      else {
        Issue.record("\(number)")
        return
      }
    }
    // Nor is a key made for a chart that will not be.
    #expect(try house.clinic.keyring().subjectsWithKeys() == keys)
  }

  @Test func `a chart that a role may not read is refused whether or not it is there`() throws {
    try house.actAs("ada")
    for who in ["MH-1", "MH-9", "0123456789abcdef"] {
      let error = expectError {
        _ = try house.acting.timeline(
          of: try house.acting.chart(named: who, for: .readCharts), visit: nil, asOf: nil)
      }
      guard case .notPermitted? = error else {
        Issue.record("\(who): \(String(describing: error))")
        return
      }
      #expect(error?.description.contains("--break-glass") == true)
    }
    // In an emergency the same person is told that nobody is known by it.
    let error = expectError { try house.acting.chart(named: "MH-9", for: .openInEmergency) }
    #expect(error?.code == .unknownPatient)
  }

  @Test func `an erasure asks for standing and role before it says that a chart is erased`() throws
  {
    let site = try ErasingClinic()
    let second = try site.house.identity("ada")
    try site.house.actAs("nora")
    let nurse = site.house.acting
    for isErased in [false, true] {
      if isErased {
        try site.intend()
        try site.house.actAs("drew")
      }
      let error = expectError {
        try nurse.erase(site.chart, ground: .courtOrder, second: second)
      }
      guard case .rejected(.notYourRole)? = error else {
        Issue.record("expected the role's refusal, got \(String(describing: error))")
        return
      }
    }
    try site.house.actAs("cora")
    let officer = site.house.acting
    try site.house.actAs("ada")
    try site.house.acting.suspend("cora", cause: .leave)
    let refused = #expect(throws: RefusedAct.self) {
      try officer.erase(site.chart, ground: .courtOrder, second: second)
    }
    #expect(refused?.reason.code == .notActive)
  }
}

/// Who was suspended, or whose key was replaced, while signed in: the refusal says so, and is
/// recorded.
@Suite struct SuspendedSessionTests {
  @Test(arguments: ["suspended", "departed"])
  func `an act of somebody who lost their keys meanwhile is refused as not active`(
    how: String
  ) throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let sealed = house.size - 1
    try house.actAs("nora")
    let nora = house.acting
    try house.actAs("ada")
    if how == "suspended" {
      try house.acting.suspend("nora", cause: .leave)
    } else {
      try house.acting.depart("nora")
    }
    house.acting = nora
    let acts: [(String, () throws -> Void)] = [
      ("intake", { _ = try house.intake() }),
      (
        "record",
        { try house.record(.visit(.weighed(.with { $0.weightKg = 71 })), on: visit.chart) }
      ),
      ("timeline", { _ = try nora.timeline(of: visit.chart, visit: nil, asOf: nil) }),
      ("patients", { _ = try nora.patients(matching: nil) }),
      ("entry", { _ = try nora.show(sealed) }),
    ]
    for (name, act) in acts {
      let size = house.size
      let refused = #expect(throws: RefusedAct.self, "\(name)") { try act() }
      #expect(refused?.reason.code == .notActive, "\(name)")
      refused?.record(as: name)
      #expect(house.size == size + 1, "\(name)")
    }
    try house.actAs("drew")
    try house.checkEverything()
  }
}
