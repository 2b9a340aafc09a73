import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// Killed after each of its steps, an erasure is finished by whoever signs in next.
@Suite struct ErasureResumeTests {
  /// What had been done when the process was killed.
  enum Step: String, CaseIterable {
    case marked, intended, keysRemoved, readModelsRemoved, noted, completed
  }

  private let site: ErasingClinic
  private var house: TestClinic { site.house }
  private var clinic: Clinic { site.clinic }
  private var acting: SignedIn { site.acting }
  private var mark: String { house.folder + "/ledger/erasing" }

  private let told = Told()

  init() throws { site = try ErasingClinic(observer: told.observer()) }

  private func go(to last: Step) throws {
    for step in Step.allCases {
      switch step {
      case .marked: FileManager.default.createFile(atPath: mark, contents: nil)
      case .intended: try site.intend()
      case .keysRemoved:
        try clinic.removeKeys(of: [site.chart], with: try #require(acting.charts))
      case .readModelsRemoved: try clinic.removeReadModels()
      case .noted: try clinic.note(try clinic.ledger.read { try $0.closedCharts() })
      case .completed:
        _ = try clinic.complete(
          site.chart, isReplayed: false, by: try #require(clinic.asProgram()))
      }
      if step == last { return }
    }
  }

  @Test(arguments: Step.allCases)
  func `the next who signs in finishes it`(step: Step) throws {
    let size = house.size
    try go(to: step)
    #expect(FileManager.default.fileExists(atPath: mark))
    // Who holds no keys leaves it to others.
    try house.actAs("audrey")
    #expect(FileManager.default.fileExists(atPath: mark))

    try house.actAs("nora")
    #expect(!FileManager.default.fileExists(atPath: mark))
    if step == .marked {
      #expect(try site.custody() == .kept)
      #expect(house.size == size)
    } else {
      #expect(try site.custody() == .erased(position: size))
      #expect(house.size == size + 2)
      #expect(try clinic.keyring().subjectsWithKeys() == [site.other])
      #expect(try clinic.erasureNotes.charts == [site.chart: size])
      #expect(
        told.notices
          == (step == .completed
            ? []
            : [.erasureFinished(FinishedErasure(chart: site.chart, intendedPosition: size))]))
      let completion = try clinic.ledger.entry(at: size + 1)
      #expect(completion.header.isOf(ChartErasureCompleted.kind))
      #expect(completion.header.actor == clinic.asProgram()?.actor)
    }
    try house.checkEverything()
    let again = house.size
    try house.actAs("drew")
    #expect(house.size == again)
  }

  @Test func `where the program's identity is missing, whoever finishes it signs`() throws {
    try site.intend()
    try FileManager.default.removeItem(atPath: house.folder + "/ledger/program.identity")
    try house.actAs("nora")
    let last = try clinic.ledger.entry(at: house.size - 1)
    #expect(last.header.isOf(ChartErasureCompleted.kind))
    #expect(last.header.actor == (try house.identity("nora").actor))
    try house.checkEverything()
  }

  @Test func `keys that cannot be removed are not told as removed`() throws {
    try site.intend()
    let none = ChartKeys(handed: [], ledger: clinic.ledger.id)
    expectError { try clinic.removeKeys(of: [site.chart], with: none) }
    #expect(try clinic.keyring().subjectsWithKeys().contains(site.chart))
  }

  @Test func `read models that a killed process has put aside are removed`() throws {
    let ledger = house.folder + "/ledger"
    try house.actAs("drew")
    _ = try acting.patients(matching: nil)
    try site.intend()
    try FileManager.default.copyItem(
      atPath: ledger + "/projections", toPath: ledger + "/projections.erased-1")
    try house.actAs("nora")
    #expect(try site.custody() != .kept)
    let names = try FileManager.default.contentsOfDirectory(atPath: ledger)
    #expect(names.filter { $0.hasPrefix("projections") }.isEmpty)
    #expect(!names.contains("erasing"))
  }

  @Test func `nobody waits at signing in for whoever is erasing`() throws {
    let turn = try ErasureLock(waitingIn: house.folder + "/ledger")
    try house.actAs("nora")
    #expect(FileManager.default.fileExists(atPath: mark))
    #expect(ErasureLock(leftIn: house.folder + "/ledger") == nil)
    turn.finish()
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  private func finding(_ check: any HealthCheck) throws -> HealthFinding {
    // A copy: an environment is never opened twice in one process.
    let examined = house.folder + "/examined-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: house.folder + "/ledger", toPath: examined)
    return try check.examine(
      ExaminedSite(
        directory: examined, clock: clinic.clock, stateFolder: house.folder + "/state",
        identityFolder: nil))
  }

  private func backUpAnew() throws {
    try FileManager.default.removeItem(atPath: house.folder + "/backup")
    try FileManager.default.removeItem(atPath: house.folder + "/keys")
    try house.backUp()
  }

  @Test func `doctor tells an unfinished erasure, and every backup that still holds the keys`()
    throws
  {
    try house.actAs("drew")
    let first = house.size
    try house.backUp()
    #expect(try finding(ErasureCheck()).verdict == .ok)
    #expect(try finding(ErasedBackupCheck()).verdict == .ok)
    try site.intend()
    let pending = try finding(ErasureCheck())
    #expect(pending.verdict == .act)
    #expect(pending.advice?.contains(site.chart.description) == true)
    #expect(try finding(ErasedBackupCheck()).verdict == .look)
    // It knows the intent, and holds the keys all the same.
    let second = house.size
    try backUpAnew()
    try house.actAs("drew")
    #expect(try finding(ErasureCheck()).verdict == .ok)
    #expect(try finding(DataKeysCheck()).verdict == .ok)
    try backUpAnew()
    // A newer one does not make the older ones go away.
    let older = try finding(ErasedBackupCheck())
    #expect(older.verdict == .look)
    #expect(older.found.contains("2 backups"))
    #expect(older.found.contains("#\(first) of") && older.found.contains("#\(second) of"))
  }
}
