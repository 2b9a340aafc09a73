import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// What somebody was shown in an emergency never goes in silence, whatever becomes of the spool.
@Suite struct SpoolDamageTests {
  /// What happens to a spool in which three looks wait.
  enum Harm: String, CaseIterable {
    case firstMark, secondBody, secondHeaderBlank, thirdBody, cutShort, blank, noise
    case bothHeads, ofCandor020

    /// Looks that can still be read.
    var leftCount: Int {
      switch self {
      case .firstMark, .secondBody, .secondHeaderBlank, .thirdBody, .ofCandor020: 2
      case .cutShort, .blank, .noise: 0
      case .bothHeads: 3
      }
    }

    /// Looks that are told as lost; 0: nothing counts them.
    var lostCount: UInt32 {
      switch self {
      case .firstMark, .secondBody, .secondHeaderBlank, .thirdBody: 1
      case .cutShort: 3
      case .blank, .noise, .bothHeads, .ofCandor020: 0
      }
    }

    func done(to file: [UInt8], _ records: [SpoolRecord]) -> [UInt8] {
      var file = file
      func blank(_ range: Range<Int>) {
        file.replaceSubrange(range, with: [UInt8](repeating: 0, count: range.count))
      }
      switch self {
      case .firstMark: file[records[0].offset + 3] ^= 1
      case .secondBody: file[records[1].end - 20] ^= 1
      case .secondHeaderBlank:
        blank(records[1].offset..<records[1].offset + SpoolRecord.headerByteCount)
      case .thirdBody: file[records[2].end - 1] ^= 0x80
      case .cutShort: file.removeSubrange(500...)
      case .blank: blank(file.indices)
      case .noise: for index in file.indices { file[index] = UInt8(truncatingIfNeeded: index * 7) }
      case .bothHeads: for offset in AccessSpool.headOffsets { file[offset + 3] ^= 1 }
      case .ofCandor020:
        file = [UInt8](repeating: 0, count: AccessSpool.firstFormatByteCount)
        var offset = 0
        for record in records {
          let old = SpoolRecord(at: offset, number: nil, payload: record.payload)
          file.replaceSubrange(old.offset..<old.end, with: old.bytes)
          offset = old.end
        }
        file[3] ^= 1
      }
      return file
    }
  }

  private let told = Told()
  private let house: TestClinic
  private var spool: AccessSpool { house.clinic.accessSpool }

  init() throws { house = try TestClinic(observer: told.observer()) }

  /// A finished emergency look, as a full disk leaves it.
  private func look(at chart: SubjectID) throws -> PreparedAppend {
    let session = house.acting
    let now = house.clinic.clock.now()
    var prepared = try house.clinic.ledger.prepare(
      PrepareRequest(
        id: .random(),
        signers: [
          PrepareRequest.Signer(
            actor: session.label.actor, meaning: .recorded,
            signedAtMicroseconds: now.unixMicroseconds)
        ])
    ) { snapshot in
      var entries = AccessEntries(charts: try #require(session.charts), occurred: now.occurred)
      try entries.open(
        Disclosure(chart: chart, look: .chart(.timeline)), reason: "a full disk", host: "desk-1",
        isSpooled: true, try SiteState.load(from: snapshot), in: snapshot)
      return entries.proposals
    }
    try prepared.sign(try session.signer(.recorded))
    return prepared
  }

  /// Three looks wait, and then that happens.
  private func harm(_ harm: Harm) throws {
    let charts = try (0..<3).map { _ in try house.intake() }
    let looks = try charts.map { try look(at: $0) }
    let held = try HeldSpool(spool)
    for look in looks { try held.add(look) }
    let file = harm.done(to: try spool.bytes(), held.records)
    try Data(file).write(to: URL(filePath: spool.path))
  }

  private var damages: [SpoolDamage] {
    told.notices.compactMap { if case .spoolDamaged(let damage) = $0 { damage } else { nil } }
  }

  @Test(arguments: Harm.allCases)
  func `what does not read is kept, told and recorded, and what does is appended`(
    harm: Harm
  ) throws {
    try self.harm(harm)
    let state = try house.clinic.spoolState()
    #expect(state.damage?.lookCount == harm.lostCount)
    #expect(state.unreviewedCount == harm.leftCount)

    _ = try house.intake()

    let damage = try #require(damages.first)
    #expect(damages.count == 1)
    #expect(damage.lookCount == harm.lostCount)
    let position = try #require(damage.position)
    let entry = try house.clinic.ledger.entry(at: position)
    guard
      case .operations(.accessSpoolDamaged(let recorded))? = try entry.fact(body: entry.body)?
        .value
    else {
      Issue.record("entry \(position) is no such record")
      return
    }
    let kept = try Data(contentsOf: URL(filePath: try #require(damage.keptPath)))
    #expect(kept.count == damage.byteCount)
    #expect(Data(Hash.sha256([UInt8](kept)).bytes) == recorded.digest)
    #expect(entry.header.actor == house.clinic.asProgram()?.actor)
    #expect(try house.clinic.waitingEmergencies().count == harm.leftCount)
    #expect(try spool.bytes().count == AccessSpool.byteCount)
    #expect(spool.isSettled)

    // Told once; doctor goes on, until a person has taken the file away.
    let size = house.size
    _ = try house.intake()
    #expect(damages.count == 1)
    #expect(house.size == size + 2)
    #expect(try house.clinic.spoolState().keptFiles.count == 1)
    try house.checkEverything()
  }

  @Test
  func
    `until the ledger says so, the bytes stay, are told, and a look that comes stands behind them`()
    throws
  {
    try harm(.secondBody)
    let before = try spool.bytes()
    let damage = try #require(DamagedSpool(SpoolContents(of: before), of: before, at: spool.path))
    // Without the program's identity, nothing can be said of it in the ledger either.
    let identity = Clinic.programIdentityPath(in: house.folder + "/ledger")
    try FileManager.default.moveItem(atPath: identity, toPath: identity + ".away")

    _ = try house.intake()

    #expect(damages.map(\.position) == [nil])
    #expect(try house.clinic.waitingEmergencies().count == 2)
    let contents = try spool.peek()
    #expect(contents.isDamaged && contents.waiting.isEmpty)
    // A look that comes now stands behind it.
    let chart = try house.intake()
    try HeldSpool(spool).add(try look(at: chart))
    #expect(try spool.peek().waiting.count == 1)
    #expect(
      try #require(DamagedSpool(spool.peek(), of: spool.bytes(), at: spool.path)).bytes
        == damage.bytes)

    try FileManager.default.moveItem(atPath: identity + ".away", toPath: identity)
    _ = try house.intake()
    #expect(damages.last?.position != nil)
    #expect(spool.isSettled)
    #expect(try house.clinic.waitingEmergencies().count == 3)
    try house.checkEverything()
  }

  @Test func `doctor and review count what waits in the spool, and name its damage`() throws {
    try harm(.thirdBody)
    func finding(_ check: any HealthCheck) throws -> HealthFinding {
      let examined = house.folder + "/examined-\(UUID().uuidString)"
      try FileManager.default.copyItem(atPath: house.folder + "/ledger", toPath: examined)
      return try check.examine(
        ExaminedSite(
          directory: examined, clock: house.clinic.clock, stateFolder: house.folder + "/state",
          identityFolder: nil))
    }
    let unreviewed = try finding(EmergencyCheck())
    #expect(unreviewed.verdict == .look && unreviewed.found.contains("2 not reviewed yet"))
    #expect(try finding(SpoolCheck()).verdict == .act)
    _ = try house.intake()
    let kept = try finding(SpoolCheck())
    #expect(kept.verdict == .act && kept.found.contains("access-spool.damaged-"))
    let waiting = try finding(EmergencyCheck())
    #expect(waiting.found.hasPrefix("2 not reviewed yet, the oldest"))
  }
}
