import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// An erasure against looks that a full disk could not take.
@Suite struct ErasureSpoolTests {
  private static func breakGlass() -> BreakGlass {
    BreakGlass(host: "bedside-2") { "the disk is full" }
  }

  @Test func `a look that waits in the spool is recorded and reviewed first`() async {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      try house.actAs("ada")
      try house.enroll("cora", .complianceOfficer)
      try house.actAs("drew")
      try house.record(
        .visit(.transferred(.with { $0.destination = "County Hospital" })), on: chart,
        reasons: .owed)
      try withDiskFull {
        _ = try house.acting.timeline(
          of: chart, visit: nil, asOf: nil, emergency: Self.breakGlass())
      }
      let look = house.size
      #expect(try house.clinic.spoolState().waiting.count == 1)
      let second = try house.identity("ada")
      try house.actAs("cora")
      let error = expectError {
        _ = try house.acting.erase(chart, ground: .courtOrder, second: second)
      }
      #expect(error?.description.contains("emergency access \(look) awaits its review") == true)
      #expect(try house.clinic.spoolState().waiting.isEmpty)
      _ = try house.acting.review(look, outcome: .justified, note: "")
      _ = try house.acting.erase(chart, ground: .courtOrder, second: second)
      try house.checkEverything()
    }
  }

  @Test func `one that cannot be recorded any more stands in the way`() async {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      try house.actAs("ada")
      try house.enroll("cora", .complianceOfficer)
      try house.actAs("drew")
      try house.record(
        .visit(.transferred(.with { $0.destination = "County Hospital" })), on: chart,
        reasons: .owed)
      try house.actAs("nora")
      try withDiskFull {
        _ = try house.acting.timeline(
          of: chart, visit: nil, asOf: nil, emergency: Self.breakGlass())
      }
      // Suspended by a process that does not know the spool.
      let nora = try house.identity("nora").actor
      let ada = try house.identity("ada")
      let enrolment = try #require(
        try house.clinic.ledger.read { try $0.enrolment(of: ada.actor)?.position })
      let suspension = ClinicalEvent.staff(
        .staffSuspended(
          .with {
            $0.actor = nora
            $0.cause = .leave
          }))
      _ = try house.clinic.ledger.append(
        AppendRequest(
          id: .random(),
          signers: [
            Signer(
              actor: ada.actor, enrolment: enrolment, privateKey: ada.signing, meaning: .recorded)
          ], nowMicroseconds: house.clinic.clock.nowMicroseconds()),
        isSame: { _ in false },
        decide: { _ in
          [
            try .inTheClear(
              suspension, number: nora, occurred: house.clinic.clock.now().occurred)
          ]
        })
      try house.actAs("cora")
      let error = expectError {
        _ = try house.acting.erase(chart, ground: .courtOrder, second: ada)
      }
      #expect(error?.description.contains("waits in the spool") == true)
      #expect(try house.clinic.ledger.read { try $0.custody(of: chart) }.state == .kept)
    }
  }

  @Test func `after the intent nothing is shown into the spool either`() async {
    await #expect(processExitsWith: .success) {
      let site = try ErasingClinic()
      try site.house.actAs("drew")
      let before = site.acting
      try site.intend()
      site.house.acting = before
      try withDiskFull {
        #expect {
          _ = try site.acting.timeline(
            of: site.chart, visit: nil, asOf: nil, emergency: Self.breakGlass())
        } throws: { isErased($0) }
      }
      #expect(try site.clinic.spoolState().waiting.isEmpty)
    }
  }
}
