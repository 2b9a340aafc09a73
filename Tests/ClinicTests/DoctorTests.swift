import ClinicalRecord
import Compliance
import Foundation
import Glibc
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

@Suite(.serialized) struct DoctorTests {
  /// What is wrong, and the line that must say so.
  enum Fault: CaseIterable {
    case sound, futureStamp, oldBackup, veryOldBackup, problems, oldVerification, openKeyring
    case linkedKeyring
    case noKeyring, emptyKeyring, auditorsCopy, otherKeyring, olderKeyring, noProgram,
      damagedReadModels, foreignReadModels
    case requestsLeft, rolledBack, otherCheckpoint, openEmergency, noSpool, strangeSpool

    var expected: (check: String, verdict: HealthFinding.Verdict)? {
      switch self {
      case .sound: nil
      case .futureStamp: ("clock", .act)
      case .oldBackup: ("backup", .look)
      case .veryOldBackup: ("backup", .act)
      case .problems: ("verification", .act)
      case .oldVerification: ("verification", .look)
      case .openKeyring: ("permissions", .act)
      case .linkedKeyring: ("permissions", .look)
      case .noKeyring, .emptyKeyring: ("keyring", .act)
      case .auditorsCopy: ("keyring", .look)
      case .otherKeyring: ("keyring", .act)
      case .olderKeyring: ("data keys", .act)
      case .noProgram: ("program identity", .look)
      case .damagedReadModels, .foreignReadModels: ("read models", .look)
      case .requestsLeft: ("requests", .look)
      case .rolledBack, .otherCheckpoint: ("checkpoint", .act)
      case .openEmergency: ("emergency access", .look)
      case .noSpool: ("access spool", .look)
      case .strangeSpool: ("access spool", .act)
      }
    }
  }

  @Test(arguments: Fault.allCases)
  func `each fault is told by its line, and by no other`(fault: Fault) throws {
    let house = try TestClinic()
    let chart = try house.intake()
    try house.backUp()
    _ = try house.acting.attest(
      try house.clinic.verify(signatures: true, since: nil) { _, _ in }, signatures: true)
    _ = try house.acting.checkpoint()
    _ = try house.acting.projectionsStatus()
    try happen(fault, in: house, chart: chart)
    let examined = house.folder + "/examined"
    try FileManager.default.copyItem(atPath: house.folder + "/ledger", toPath: examined)
    try plant(fault, at: examined, house)
    let size = try Self.size(of: examined)

    let findings = examine(examined, house)

    #expect(findings.map(\.check) == Doctor.checkNames)
    let told = findings.filter { $0.verdict != .ok && !fault.follows.contains($0.check) }
    #expect(told.map(\.check) == (fault.expected.map { [$0.check] } ?? []))
    #expect(told.first?.verdict == fault.expected?.verdict)
    #expect(told.allSatisfy { $0.advice != nil })
    #expect(try Self.size(of: examined) == size, "doctor appended something")
  }

  @Test func `a damaged log is told, and what needs it is unknown`() throws {
    let house = try TestClinic()
    let examined = house.folder + "/examined"
    try FileManager.default.copyItem(atPath: house.folder + "/ledger", toPath: examined)
    try Data(repeating: 7, count: 4_096).write(to: URL(filePath: examined + "/log/data.mdb"))
    let findings = examine(examined, house)
    #expect(findings.map(\.check) == Doctor.checkNames)
    #expect(findings.first { $0.check == "ledger" }?.verdict == .act)
    #expect(findings.filter { $0.found.hasPrefix("unknown: the ledger") }.count > 5)
  }

  @Test func `by a clock that was set, no ledger but one for training is called well`() throws {
    let house = try TestClinic()
    let real = house.folder + "/real"
    _ = try Clinic.create(
      ClinicCreation(
        directory: real, siteName: "clinic.test", isTraining: false, administratorHandle: "eve",
        administratorDisplayName: "Eve", passphrase: Array("four words of eve".utf8),
        identityPath: house.folder + "/eve.identity",
        policyDocument: ShippedPolicies.omahaMoodAndPain),
      clock: SystemClock())
    func doctor(_ directory: String, _ clock: SystemClock) -> Doctor {
      Doctor(directory: directory, clock: clock, stateFolder: house.folder + "/state")
    }
    let error = expectError {
      try doctor(real, house.clinic.clock).requireFittingClock()
    }
    guard case .clockSetOutsideTraining? = error else {
      Issue.record("expected clockSetOutsideTraining, got \(String(describing: error))")
      return
    }
    for line in ["clock", "time service", "backup", "verification"] {
      #expect(examine(real, house).first { $0.check == line }?.verdict != .ok, "\(line)")
    }
    try doctor(real, SystemClock()).requireFittingClock()
    let examined = house.folder + "/examined"
    try FileManager.default.copyItem(atPath: house.folder + "/ledger", toPath: examined)
    try doctor(examined, house.clinic.clock).requireFittingClock()
  }

  @Test func `a restored copy before the published checkpoint is told what it may become`() throws {
    let house = try TestClinic()
    try house.backUp()
    _ = try house.intake()
    _ = try house.acting.checkpoint()
    try house.restore(acceptsRollback: true)
    let line = examine(house.folder + "/restored", house).first { $0.check == "checkpoint" }
    #expect(line?.verdict == .act)
    #expect(line?.advice?.contains("candor checkpoint --accept-rollback") == true)
  }

  private func examine(_ directory: String, _ house: TestClinic) -> [HealthFinding] {
    var findings: [HealthFinding] = []
    Doctor(
      directory: directory, clock: house.clinic.clock, stateFolder: house.folder + "/state",
      identityFolder: house.folder + "/identities"
    ).examine { findings.append($0) }
    return findings
  }

  private static func size(of directory: String) throws -> UInt64 {
    let ledger = try Ledger.open(at: directory)
    defer { ledger.close() }
    return try ledger.head().size
  }

  /// What happened in the ledger, before it is examined.
  private func happen(_ fault: Fault, in house: TestClinic, chart: SubjectID) throws {
    switch fault {
    case .futureStamp: house.clinic.clock.move(to: try at("06:59"))
    case .oldBackup: house.clinic.clock.move(to: try day(4))
    case .veryOldBackup:
      house.clinic.clock.move(to: try day(10))
      _ = try house.acting.attest(
        try house.clinic.verify(signatures: true, since: nil) { _, _ in }, signatures: true)
    case .problems:
      _ = try house.acting.attest(
        try house.clinic.verify(signatures: false, since: nil) { _, _ in }, signatures: false,
        further: 1)
    case .oldVerification:
      house.clinic.clock.move(to: try day(10))
      try house.backUp("newer", keyring: nil)
    case .olderKeyring: _ = try house.intake()
    case .openEmergency: try openEmergency(of: chart, in: house)
    case .sound, .openKeyring, .linkedKeyring, .noKeyring, .emptyKeyring, .auditorsCopy,
      .otherKeyring, .noProgram,
      .damagedReadModels, .foreignReadModels, .requestsLeft, .rolledBack, .otherCheckpoint,
      .noSpool, .strangeSpool:
      break
    }
  }

  /// What happened to the files that are examined, or beside them.
  private func plant(_ fault: Fault, at ledger: String, _ house: TestClinic) throws {
    let files = FileManager.default
    let published = Clinic.publishedPath(of: house.clinic.ledger.id, in: house.folder + "/state")
    func replace(_ part: String, by source: String) throws {
      try files.removeItem(atPath: ledger + part)
      try files.copyItem(atPath: source, toPath: ledger + part)
    }
    switch fault {
    case .openKeyring: #expect(chmod(ledger + "/keyring/data.mdb", 0o644) == 0)
    case .linkedKeyring:
      try files.moveItem(atPath: ledger + "/keyring", toPath: house.folder + "/elsewhere")
      try files.createSymbolicLink(
        atPath: ledger + "/keyring", withDestinationPath: house.folder + "/elsewhere")
    case .noKeyring: try files.removeItem(atPath: ledger + "/keyring")
    case .emptyKeyring: try files.removeItem(atPath: ledger + "/keyring/data.mdb")
    case .auditorsCopy:
      try files.removeItem(atPath: ledger + "/keyring")
      try files.removeItem(atPath: ledger + "/program.identity")
    case .otherKeyring: try replace("/keyring", by: try TestClinic().leave("/ledger/keyring"))
    case .olderKeyring: try replace("/keyring", by: house.folder + "/keys/keyring")
    case .noProgram: try files.removeItem(atPath: ledger + "/program.identity")
    case .damagedReadModels:
      try Data(repeating: 7, count: 8_192)
        .write(to: URL(filePath: ledger + "/projections/data.mdb"))
    case .foreignReadModels:
      let other = try TestClinic()
      _ = try other.intake()
      _ = try other.acting.projectionsStatus()
      try replace("/projections", by: try other.leave("/ledger/projections"))
    case .requestsLeft:
      try files.createDirectory(
        atPath: ledger + "/requests", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try Data().write(to: URL(filePath: ledger + "/requests/0001"))
    case .rolledBack:
      _ = try house.intake()
      _ = try house.acting.checkpoint()
    case .otherCheckpoint: try Data("no note".utf8).write(to: URL(filePath: published))
    case .noSpool: try files.removeItem(atPath: ledger + "/access-spool")
    case .strangeSpool:
      let spool = try FileHandle(forWritingTo: URL(filePath: ledger + "/access-spool"))
      let record = SpoolRecord(at: AccessSpool.begin, number: 1, payload: [7])
      try spool.seek(toOffset: UInt64(record.offset))
      try spool.write(contentsOf: record.bytes)
      try spool.close()
    case .sound, .futureStamp, .oldBackup, .veryOldBackup, .problems, .oldVerification,
      .openEmergency:
      break
    }
  }

  /// An emergency access that was opened and not reviewed, appended as a program would.
  private func openEmergency(of chart: SubjectID, in house: TestClinic) throws {
    let event = ClinicalEvent.access(
      .emergencyAccessOpened(
        .with {
          $0.look = .with {
            $0.scope = .chart
            $0.answer = .timeline
          }
          $0.reason = "unconscious"
          $0.host = "desk"
        }))
    let session = house.acting
    let keyring = try #require(session.keyring)
    let key = try #require(try keyring.newestDataKey(of: chart))
    let now = house.clinic.clock.now()
    _ = try house.clinic.ledger.append(
      AppendRequest(
        id: .random(), signers: [try session.signer(.recorded)],
        nowMicroseconds: now.unixMicroseconds),
      isSame: { _ in false },
      decide: { _ in
        [
          Proposal(
            stream: StreamKey(type: .access, subject: chart, number: 1), kind: event.kind.number,
            occurred: now.occurred, body: try event.serialized(), dataKey: key)
        ]
      })
  }

  private func day(_ day: Int) throws -> ClinicalTime {
    try ClinicalTime(iso8601: "2026-11-\(day < 10 ? "0" : "")\(day)T07:00-06:00")
  }
}

extension DoctorTests.Fault {
  /// Lines that cannot be well where this fault is: without a keyring there are no data keys.
  var follows: Set<String> {
    switch self {
    case .noKeyring, .emptyKeyring, .otherKeyring: ["data keys", "keyring renewal"]
    case .auditorsCopy: ["data keys", "keyring renewal", "program identity"]
    default: []
    }
  }
}

extension TestClinic {
  /// A copy of a part of it that outlives it.
  fileprivate func leave(_ part: String) throws -> String {
    let kept = NSTemporaryDirectory() + "candor-kept-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: folder + part, toPath: kept)
    return kept
  }
}
