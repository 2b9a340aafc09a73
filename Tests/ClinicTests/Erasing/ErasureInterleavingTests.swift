import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// An erasure against whatever else goes on: each lies between the other's beginning and its end.
@Suite struct ErasureInterleavingTests {
  private let site: ErasingClinic
  private var house: TestClinic { site.house }
  private var clinic: Clinic { site.clinic }
  private var acting: SignedIn { site.acting }

  init() throws { site = try ErasingClinic() }

  private func readers() throws -> Set<UInt32> { Set(try clinic.keyring().readers()) }

  @Test func `a look that is recorded before the intent stands`() throws {
    try house.actAs("nora")
    _ = try acting.timeline(of: site.chart, visit: nil, asOf: nil)
    let look = house.size - 1
    let erasure = try site.erase()
    #expect(try #require(erasure.intendedPosition) > look)
    #expect(try site.problem(at: look) == nil)
  }

  @Test func `an answer that was computed before the intent is not given after it`() throws {
    try house.actAs("nora")
    let disclosure = Disclosure(chart: site.chart, look: .chart(.timeline))
    var wasComputed = false
    #expect {
      _ = try acting.disclosing(.readCharts) { looker in
        let file = try clinic.ledger.read {
          try ChartFile.load(
            site.chart, keys: looker.charts, clock: .unnamed, from: $0)
        }
        wasComputed = file.label != nil
        try site.intend()
        return (file.label, disclosed: [disclosure])
      }
    } throws: { isErased($0) }
    #expect(wasComputed)
    try house.actAs("nora")
    try house.checkEverything()
  }

  @Test func `an answer whose keys vanish while it is computed is told as the erasure`() throws {
    try house.actAs("nora")
    #expect {
      _ = try acting.disclosing(.readCharts) { looker in
        let charts = try #require(looker.charts.keyring).generation
        try site.erase()
        #expect(try #require(acting.keyring).generation == charts + 1)
        let file = try clinic.ledger.read {
          try ChartFile.load(
            site.chart, keys: looker.charts, clock: .unnamed, from: $0)
        }
        return (file.label, disclosed: [])
      }
    } throws: { isErased($0) }
  }

  @Test func `a listing is made again without the chart that is erased meanwhile`() throws {
    try house.actAs("nora")
    let nora = acting
    var isFirst = true
    let shown = try acting.leavingErasedOut {
      try acting.disclosing(.readRoster) { _ in
        let charts = try clinic.openCharts()
        if isFirst {
          try site.erase()
          house.acting = nora
        }
        isFirst = false
        return (
          charts, charts.map { Disclosure(chart: $0, look: .rosterLine, listedCount: 1) }
        )
      }
    }
    #expect(shown == [site.other])
    try house.actAs("nora")
    try house.checkEverything()
  }

  @Test func `what was decided before the intent is recorded before it or not at all`() throws {
    try house.actAs("drew")
    let before = acting
    try site.erase()
    house.acting = before
    #expect { try house.record(.visit(.emergencyCalled(.init())), on: site.chart) } throws: {
      isErased($0)
    }
    // The same keys go on for everybody else's chart.
    try house.record(
      .chart(.historyFormReceived(.with { $0.formVersion = "2" })), on: site.other)
    try house.checkEverything()
  }

  @Test func `a suspension whose keyring was not renewed yet gives no wrap to the erased one`()
    throws
  {
    try house.actAs("ada")
    try house.enroll("newt", .nurse)
    let newt = try house.identity("newt").actor
    #expect(try readers().contains(newt))
    _ = try acting.record(
      RecordRequest(statements: [
        Statement(
          chart: nil,
          event: .staff(
            .staffSuspended(
              .with {
                $0.actor = newt
                $0.cause = .leave
              })))
      ]))
    #expect(try readers().contains(newt))
    try site.erase()
    #expect(try !readers().contains(newt))
    try house.actAs("drew")
    try house.record(
      .chart(.historyFormReceived(.with { $0.formVersion = "2" })), on: site.other)
    try house.checkEverything()
  }

  @Test func `a renewal by keys that were unlocked before the erasure brings nothing back`() throws
  {
    try house.actAs("ada")
    try house.enroll("newt", .nurse)
    let before = acting
    try site.erase()
    house.acting = before
    try acting.suspend("newt", cause: .leave)
    #expect(try clinic.keyring().subjectsWithKeys() == [site.other])
    try house.actAs("drew")
    try house.checkEverything()
  }

  @Test func `two erasures, the second with keys unlocked before the first`() throws {
    try house.actAs("cora")
    let before = acting
    try site.erase()
    house.acting = before
    let second = try acting.erase(
      site.other, ground: .courtOrder, second: try house.identity("ada"))
    #expect(!second.wasErasedBefore)
    #expect(try clinic.keyring().subjectsWithKeys().isEmpty)
    #expect(try clinic.erasedChartCount() == 2)
    try house.actAs("drew")
    #expect(try acting.patients(matching: nil).isEmpty)
    #expect(try acting.complianceReport(from: nil, to: nil, asOf: nil).erasedCharts == 2)
    let fresh = try house.intake()
    #expect(try acting.patients(matching: nil).map(\.patient.chart) == [fresh])
    try house.checkEverything()
  }

  @Test func `read models that another process has folded are folded anew`() throws {
    try house.actAs("drew")
    _ = try acting.patients(matching: nil)
    let path = house.folder + "/ledger/projections"
    let file = house.clinic.recordNumberFiles.file(
      of: try #require(acting.keyring).lookupDigest(of: site.recordNumber))
    #expect(FileManager.default.fileExists(atPath: file))
    try FileManager.default.copyItem(atPath: path, toPath: house.folder + "/kept")
    try site.erase()
    #expect(!FileManager.default.fileExists(atPath: path))
    // As a process leaves it that made the folder again from what it had read before.
    try FileManager.default.copyItem(atPath: house.folder + "/kept", toPath: path)
    try house.actAs("drew")
    let leads = expectError { try acting.patient(site.recordNumber) }
    guard case .unknownPatient? = leads else {
      Issue.record("expected unknownPatient, got \(String(describing: leads))")
      return
    }
    #expect(try acting.patients(matching: nil).map(\.patient.chart) == [site.other])
    #expect(!FileManager.default.fileExists(atPath: file))
    try house.checkEverything()
  }
}
