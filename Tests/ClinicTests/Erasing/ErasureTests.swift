import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

@Suite struct ErasureTests {
  private let site: ErasingClinic
  private var house: TestClinic { site.house }
  private var clinic: Clinic { site.clinic }
  private var acting: SignedIn { site.acting }

  init() throws { site = try ErasingClinic() }

  private func refused(
    _ act: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) -> ClinicError? {
    let size = house.size
    let error = expectError(sourceLocation: sourceLocation) { try act() }
    #expect(house.size == size, sourceLocation: sourceLocation)
    return error
  }

  @Test func `an erased chart opens no more, and every proof holds`() throws {
    let root = try clinic.ledger.head()
    let erasure = try site.erase()
    #expect(erasure.intendedPosition == root.size)
    #expect(erasure.completedPosition == root.size + 1)
    #expect(erasure.signatures.map(\.signer.handle) == ["cora", "ada"])
    #expect(!erasure.wasErasedBefore)
    #expect(try site.custody() == .erased(position: root.size))
    #expect(try clinic.ledger.treeHead(at: root.size) == root)
    #expect(try clinic.keyring().subjectsWithKeys() == [site.other])
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/ledger/erasing"))
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/ledger/keyring.next"))
    let last = try acting.show(try #require(erasure.intendedPosition))
    #expect(last.signatures.map(\.isValid) == [true, true])
    try house.checkEverything()
    try house.actAs("drew")
    try house.record(
      .chart(.historyFormReceived(.with { $0.formVersion = "2" })), on: site.other)
    try house.checkEverything()
  }

  @Test func `answers leave an erased chart out, and say what is still there`() throws {
    try house.actAs("drew")
    #expect(try acting.patients(matching: nil).count == 2)
    let sealed = try #require(
      try clinic.history(HistoryFilter()).last { $0.event == "transferred" }?.position)
    #expect(try acting.show(sealed).sentence != nil)
    let before = try acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(before.visits.count == 1 && before.erasedCharts == 0)
    let position = try #require(try site.erase().intendedPosition)

    try house.actAs("drew")
    #expect(try acting.patients(matching: nil).map(\.patient.chart) == [site.other])
    #expect(try clinic.erasedChartCount() == 1)
    for asOf in [nil, AsOf.size(before.treeSize)] {
      let report = try acting.complianceReport(from: nil, to: nil, asOf: asOf)
      #expect(report.visits.isEmpty && report.erasedCharts == 1)
    }
    let shown = try acting.show(sealed)
    #expect(shown.sentence == nil && shown.row.event == "transferred")
    #expect(shown.sealedFor?.contains("erased") == true)
    for act in [
      { _ = try acting.chart(named: site.chart.description, for: .readCharts) },
      { _ = try acting.timeline(of: site.chart, visit: nil, asOf: nil) },
      { _ = try acting.accessReport(of: site.chart, from: nil, to: nil) },
    ] as [() throws -> Void] {
      guard case .chartErased(site.chart, position)? = refused(act) else {
        Issue.record("expected chartErased")
        continue
      }
    }
    guard case .unknownPatient? = refused({ _ = try acting.chart(named: site.recordNumber) }) else {
      Issue.record("expected unknownPatient")
      return
    }
    #expect(try acting.anyChart(named: String(site.chart.description.prefix(8))) == site.chart)
    var filter = HistoryFilter()
    filter.charts = [site.chart]
    #expect(try clinic.history(filter).last?.event == "chart erasure completed")
  }

  @Test func `two people are needed, of the two roles`() throws {
    guard case .secondSignerNeeded(_, [.administrator])? = refused({ try site.erase(second: nil) })
    else {
      Issue.record("expected secondSignerNeeded")
      return
    }
    let other = refused { try site.erase(second: "drew") }
    guard case .secondSignerOfOtherRole? = other else {
      Issue.record("expected secondSignerOfOtherRole")
      return
    }
    #expect(other?.description.contains("has to be an administrator") == true)
    guard case .secondSignerIsActor? = refused({ try site.erase(second: "cora") }) else {
      Issue.record("expected secondSignerIsActor")
      return
    }
    for handle in ["ada", "drew", "nora", "fred"] {
      guard
        case .rejected(.notYourRole)? = refused({ try site.erase(by: handle, second: "cora") })
      else {
        Issue.record("expected notYourRole for \(handle)")
        continue
      }
    }
    expectError { try site.erase(by: "audrey") }
    #expect(try site.custody() == .kept)
  }

  @Test func `a hold keeps the chart until two people release it`() throws {
    try house.actAs("drew")
    _ = try acting.placeHold(on: site.chart)
    guard case .rejected(.outOfOrder)? = refused({ try site.erase() }) else {
      Issue.record("expected outOfOrder")
      return
    }
    guard
      case .secondSignerNeeded? = refused({
        _ = try acting.releaseHold(on: site.chart, second: nil)
      })
    else {
      Issue.record("expected secondSignerNeeded")
      return
    }
    let released = try acting.releaseHold(on: site.chart, second: try house.identity("ada"))
    #expect(released.signatures.map(\.meaning) == ["recorded", "second signer"])
    try site.erase()
    try house.checkEverything()
  }

  @Test func `an open visit, a device, an unreviewed emergency stand in the way`() throws {
    try house.actAs("drew")
    try house.record(.visit(.arrived(.with { $0.indication = .depression })), on: site.chart)
    func isOutOfOrder() -> Bool {
      if case .rejected(.outOfOrder)? = refused({ try site.erase() }) { true } else { false }
    }
    #expect(isOutOfOrder())
    try house.actAs("drew")
    _ = try acting.assignDevice("monitor", to: site.chart, visit: nil)
    // A device serves an open visit, which is named first: so it is looked for by itself.
    let hindrances = try clinic.ledger.read {
      try $0.hindrances(of: site.chart, staff: try SiteState.load(from: $0).staff)
    }
    #expect(hindrances.openVisit == 2)
    #expect(try hindrances.servingDevice == house.identity("monitor").actor)
    #expect(isOutOfOrder())
    try house.actAs("drew")
    try house.record(
      .visit(.transferred(.with { $0.destination = "County Hospital" })), on: site.chart,
      reasons: .owed)
    try house.actAs("ada")
    _ = try acting.timeline(
      of: site.chart, visit: nil, asOf: nil,
      emergency: BreakGlass(host: "desk-1") { "Ambulance at the door." })
    let emergency = house.size - 1
    #expect(isOutOfOrder())
    try house.actAs("drew")
    _ = try acting.review(emergency, outcome: .justified, note: "")
    try site.erase()
    try house.checkEverything()
  }

  @Test func `an erasure that is done is told, and adds nothing`() throws {
    let first = try site.erase()
    let size = house.size
    let again = try site.erase(second: nil)
    #expect(again.wasErasedBefore && again.intendedPosition == first.intendedPosition)
    #expect(again.signatures.map(\.signer.handle) == ["cora", "ada"])
    #expect(house.size == size)
    guard case .rejected(.notYourRole)? = refused({ try site.erase(by: "nora") }) else {
      Issue.record("expected notYourRole")
      return
    }
  }

  @Test func `a chart that is not there is not erased`() throws {
    try house.actAs("cora")
    guard
      case .unknownPatient? = refused({
        _ = try acting.erase(
          .random(), ground: .courtOrder, second: try house.identity("ada"))
      })
    else {
      Issue.record("expected unknownPatient")
      return
    }
  }

  @Test func `the whole directory knows the record number no more`() throws {
    try house.actAs("drew")
    let number = try #require(
      try acting.patients(matching: nil).first { $0.patient.chart == site.chart }
    ).patient
      .recordNumber
    let file = house.clinic.recordNumberFiles.file(
      of: try #require(acting.keyring).lookupDigest(of: number))
    func holds(_ needle: [UInt8]) throws -> [String] {
      let root = house.folder + "/ledger"
      return try #require(FileManager.default.enumerator(atPath: root)).compactMap { name in
        let path = root + "/\(name)"
        guard let data = FileManager.default.contents(atPath: path),
          data.range(of: Data(needle)) != nil
        else { return nil }
        return "\(name)"
      }
    }
    #expect(FileManager.default.fileExists(atPath: file))
    try site.erase()
    try house.actAs("drew")
    _ = try acting.patients(matching: nil)
    #expect(!FileManager.default.fileExists(atPath: file))
    let leads = expectError { try acting.patient(number) }
    guard case .unknownPatient? = leads else {
      Issue.record("expected unknownPatient, got \(String(describing: leads))")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: file))
    #expect(try holds(Array(number.utf8 + [0])).isEmpty)
  }

  @Test func `an erasure is a line of the security report`() throws {
    try site.erase()
    let report = try acting.securityReport(from: nil, to: nil)
    #expect(
      report.operations.suffix(2).map(\.event) == [
        "chart erasure intended", "chart erasure completed",
      ])
    #expect(
      report.operations.last?.sentence.contains(site.chart.description.prefix(16)) == true)
  }
}
