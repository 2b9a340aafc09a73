import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// After the intent nothing is recorded about a chart: refused where it is recorded, named where it
/// was recorded all the same.
@Suite struct ErasedAppendTests {
  /// What a process does that has not heard of the intent: it holds all that it needs.
  enum Act: String, CaseIterable {
    case chartEvent, visitEvent, neverHeldUp, newVisit, look, coveredLook, listing, emergency
    case device, review, hold, secondErasure, request, spool, heldKey
  }

  private let site: ErasingClinic
  private var house: TestClinic { site.house }
  private var clinic: Clinic { site.clinic }
  private var acting: SignedIn { site.acting }

  init() throws {
    site = try ErasingClinic()
    try house.actAs("drew")
  }

  private func prepare(_ act: Act) throws -> () throws -> Void {
    let chart = site.chart
    switch act {
    case .chartEvent:
      return {
        try house.record(.chart(.historyFormReceived(.with { $0.formVersion = "9" })), on: chart)
      }
    case .visitEvent:
      return {
        try house.record(
          .visit(.sideEffectNoted(.with { $0.effect = .nausea })), on: chart, reasons: .owed)
      }
    case .neverHeldUp:
      return { try house.record(.visit(.emergencyCalled(.init())), on: chart, reasons: .owed) }
    case .newVisit:
      return {
        try house.record(.visit(.arrived(.with { $0.indication = .depression })), on: chart)
      }
    case .look: return { _ = try acting.timeline(of: chart, visit: nil, asOf: nil) }
    case .coveredLook:
      _ = try acting.timeline(of: chart, visit: nil, asOf: nil)
      return { _ = try acting.timeline(of: chart, visit: nil, asOf: nil) }
    case .listing:
      return {
        let line = [Disclosure(chart: chart, look: .rosterLine, listedCount: 1)]
        _ = try acting.disclosing(.readRoster) { _ in (true, disclosed: line) }
      }
    case .emergency:
      return {
        _ = try acting.timeline(
          of: chart, visit: nil, asOf: nil, emergency: BreakGlass(host: "d") { "Now." })
      }
    case .device: return { _ = try acting.assignDevice("monitor", to: chart, visit: 1) }
    case .review:
      return {
        let order = WriteOrder(
          signers: [try acting.signer(.reviewed)], now: clinic.clock.now())
        _ = try clinic.write(order) { draft, site in
          var entries = AccessEntries(
            charts: try #require(acting.charts), occurred: clinic.clock.now().occurred)
          try entries.add(
            .emergencyAccessReviewed(.with { $0.outcome = .justified }),
            to: .emergency(1, at: chart), site, in: draft)
          return Decided(entries.proposals)
        }
      }
    case .hold: return { _ = try acting.placeHold(on: chart) }
    case .secondErasure:
      return {
        _ = try acting.recordCustody(
          .chartErasureIntended(.with { $0.ground = .courtOrder }), of: chart,
          second: try house.identity("ada"))
      }
    case .heldKey:
      let key = try newestKey()
      return {
        let order = WriteOrder(
          signers: [try acting.signer(.recorded)], nowMicroseconds: now)
        _ = try clinic.write(order) { _, _ in Decided([try look(sealedWith: key)]) }
      }
    case .request, .spool:
      let prepared = try prepared()
      return { _ = try clinic.write(prepared, appendsSpooled: false, holding: { _, _ in }) }
    }
  }

  private var now: Int64 { clinic.clock.nowMicroseconds() }

  private func newestKey() throws -> DataKey {
    let charts = try #require(acting.charts)
    return try #require(try clinic.ledger.read { try charts.newestKey(of: site.chart, in: $0) })
  }

  private func look(sealedWith key: DataKey) throws -> Proposal {
    Proposal(
      stream: .looks(at: site.chart), kind: Viewed.kind.number,
      occurred: clinic.clock.now().occurred,
      body: try ClinicalEvent.access(.viewed(.with { $0.look = .chart(.timeline) })).serialized(),
      dataKey: key)
  }

  /// An entry of the chart, sealed and signed before the intent.
  private func prepared() throws -> PreparedAppend {
    let session = acting
    let charts = try #require(session.charts)
    var prepared = try clinic.ledger.prepare(
      PrepareRequest(
        id: .random(),
        signers: [
          .init(actor: session.label.actor, meaning: .recorded, signedAtMicroseconds: now)
        ])
    ) { snapshot in
      let key = try #require(try charts.newestKey(of: site.chart, in: snapshot))
      return [try look(sealedWith: key)]
    }
    try prepared.sign(try session.signer(.recorded))
    return prepared
  }

  @Test(arguments: Act.allCases, [false, true])
  func `nothing is recorded about the chart after the intent`(act: Act, isErased erased: Bool)
    throws
  {
    if act == .secondErasure { try house.actAs("cora") }
    let perform = try prepare(act)
    let before = acting
    if erased { try site.erase() } else { try site.intend() }
    house.acting = before
    let size = house.size
    #expect { try perform() } throws: { error in
      if isErased(error) { return true }
      // Custody has its own words for it.
      switch (act, error) {
      case (.hold, ClinicError.rejected(.outOfOrder)),
        (.secondErasure, ClinicError.rejected(.duplicate)):
        return true
      default: return false
      }
    }
    #expect(house.size == size)
    try house.actAs("drew")
    #expect(try site.custody() != .kept)
    try house.checkEverything()
  }

  @Test func `an entry recorded all the same is named, sealed or not`() throws {
    try house.actAs("drew")
    let key = try newestKey()
    let intent = try site.intend()
    let occurred = clinic.clock.now().occurred
    let rows: [Proposal] = [
      Proposal(
        stream: StreamKey(type: .chart, subject: site.chart, number: 0),
        kind: ConsentWithdrawn.kind.number, occurred: occurred,
        body: try ClinicalEvent.chart(.consentWithdrawn(.init())).serialized(), dataKey: key),
      try look(sealedWith: key),
      try .introduction(
        of: try DataKey(bytes: Array(repeating: 7, count: 32), subject: site.chart, number: 9),
        in: clinic.ledger.id, occurred: occurred),
    ]
    for row in rows {
      let position = try site.forge([row], by: ["drew"])
      #expect(
        try site.problem(at: position)?.contains("erasure was intended at \(intent)") == true)
    }
    let late = try site.forge([try site.custodyProposal(.legalHoldPlaced(.init()))], by: ["drew"])
    #expect(try site.problem(at: late)?.contains("cannot be recorded while") == true)
  }

  @Test func `an intent that recording would refuse is named`() throws {
    let intent = OperationsEvent.OneOf_Event.chartErasureIntended(
      .with { $0.ground = .retentionEnded })
    try house.actAs("drew")
    _ = try acting.placeHold(on: site.chart)
    let held = try site.forge([try site.custodyProposal(intent)], by: ["cora", "ada"])
    #expect(try site.problem(at: held)?.contains("under a legal hold") == true)
  }

  @Test(arguments: [
    (["cora"], "needs a second signer"), (["cora", "drew"], "is not for a second signer"),
    (["ada", "cora"], "to record"), (["nora", "ada"], "to record"),
  ])
  func `an intent by the wrong people is named`(signers: [String], problem: String) throws {
    let intent = OperationsEvent.OneOf_Event.chartErasureIntended(
      .with { $0.ground = .retentionEnded })
    let position = try site.forge([try site.custodyProposal(intent)], by: signers)
    #expect(try site.problem(at: position)?.contains(problem) == true)
  }

  @Test func `an intent while a visit is open, and a completion of nothing, are named`() throws {
    let complete = OperationsEvent.OneOf_Event.chartErasureCompleted(.init())
    let nothing = try site.forge([try site.custodyProposal(complete)], by: ["cora"])
    #expect(try site.problem(at: nothing)?.contains("no erasure of the chart") == true)

    let other = try ErasingClinic()
    try other.house.actAs("drew")
    try other.house.record(
      .visit(.arrived(.with { $0.indication = .depression })), on: other.chart)
    let intent = OperationsEvent.OneOf_Event.chartErasureIntended(
      .with { $0.ground = .retentionEnded })
    let open = try other.forge([try other.custodyProposal(intent)], by: ["cora", "ada"])
    #expect(try other.problem(at: open)?.contains("visit 2 is open") == true)
  }

  @Test func `a request that is left after the erasure goes, with the key made for it`() throws {
    let prepared = try prepared()
    try site.erase()
    try house.actAs("drew")
    _ = try #require(acting.charts).makeKey(for: site.chart)
    #expect(try clinic.keyring().subjectsWithKeys().contains(site.chart))
    let file = RequestFile(expiresMicroseconds: now + 60_000_000, prepared: prepared)
    #expect { try acting.leave(file, nowMicroseconds: now) } throws: { isErased($0) }
    #expect(RequestFolder(ledger: clinic.directory).all().isEmpty)
    #expect(try clinic.keyring().subjectsWithKeys() == [site.other])
    #expect(!ErasureLock.isMarked(in: clinic.directory))
  }

  @Test func `a replayed erasure without a restore is named`() throws {
    let program = try #require(clinic.asProgram())
    let replayed = try #require(
      try clinic.complete(site.chart, isReplayed: true, by: program))
    #expect(try !clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
    try house.record(
      .chart(.historyFormReceived(.with { $0.formVersion = "2" })), on: site.other)
    #expect(
      try site.problem(at: replayed + 1)?.contains("no restore follows") == true)
  }

  @Test func `nothing appends but through the one write`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Clinic")
    let names = try #require(FileManager.default.enumerator(atPath: sources.path))
    for case let name as String in names where name.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
      if name.hasSuffix("Writing.swift") { continue }
      #expect(!text.contains("ledger.append("), "\(name)")
    }
  }
}
