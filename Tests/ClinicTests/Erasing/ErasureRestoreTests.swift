import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// An erasure against copies: a backup from before it does not bring the chart back.
@Suite(.serialized) struct ErasureRestoreTests {
  private let site: ErasingClinic
  private var house: TestClinic { site.house }
  private var clinic: Clinic { site.clinic }
  private var acting: SignedIn { site.acting }

  init() throws {
    site = try ErasingClinic()
    try house.actAs("drew")
  }

  private func openCopy(_ name: String = "restored") throws -> Clinic { try house.open(name) }

  private func open(_ name: String = "restored", as handle: String) throws -> SignedIn {
    try openCopy(name).signIn(try house.identity(handle))
  }

  private func check(_ copy: Clinic, isReplayed: Bool) throws {
    #expect(try copy.keyring().subjectsWithKeys() == [site.other])
    let custody = try copy.ledger.read { try $0.stream(.custody(of: site.chart)) }
    let last = try #require(custody.last)
    #expect(last.header.isOf(ChartErasureCompleted.kind))
    #expect(last.header.actor == copy.asProgram()?.actor)
    guard
      case .operations(.chartErasureCompleted(let said))? = try last.fact(body: last.body)?.value
    else {
      Issue.record("no completion")
      return
    }
    #expect(said.isReplayed == isReplayed)
    let drew = try copy.signIn(try house.identity("drew"))
    #expect(try drew.patients(matching: nil).map(\.patient.chart) == [site.other])
    #expect { _ = try drew.chart(named: site.chart.description) } throws: { isErased($0) }
    #expect(try copy.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }

  @Test func `a backup from before the erasure is restored without the chart`() throws {
    try house.backUp()
    try site.erase()
    let answer = try house.restore()
    #expect(answer.erasedCharts == 1)
    #expect(answer.restored.missingKeys.isEmpty)
    try check(try openCopy(), isReplayed: true)
    // What the copy was made of is as it was.
    #expect(try clinic.keyring().subjectsWithKeys() == [site.other])
  }

  @Test func `a backup between intent and completion, too`() throws {
    try site.intend()
    // A process that had signed in before, and holds the keys still.
    try house.backUp()
    let answer = try house.restore()
    #expect(answer.erasedCharts == 1)
    try check(try openCopy(), isReplayed: true)
  }

  @Test func `a backup that knows the erasure has nothing to be erased again`() throws {
    try site.erase()
    try house.actAs("drew")
    let backup = try house.backUp()
    #expect(backup.taken.missingKeys.isEmpty)
    let answer = try house.restore()
    #expect(answer.erasedCharts == 0 && answer.restored.missingKeys.isEmpty)
    try check(try openCopy(), isReplayed: false)
  }

  @Test func `emergency accesses of other charts are reviewed after a restore has erased one`()
    throws
  {
    try house.actAs("ada")
    let first = house.size
    _ = try acting.patients(
      matching: nil, emergency: BreakGlass(host: "desk-1") { "Ambulance at the door." })
    let charts = try clinic.waitingEmergencies().compactMap(\.chart)
    let erased = first + UInt64(try #require(charts.firstIndex(of: site.chart.description)))
    let other = first + UInt64(try #require(charts.firstIndex(of: site.other.description)))
    try house.actAs("drew")
    try house.backUp()
    _ = try acting.review(other, outcome: .justified, note: "")
    try site.erase()
    #expect(try house.restore().erasedCharts == 1)
    let copy = try openCopy()
    #expect(try copy.waitingEmergencies().map(\.position) == [other])
    #expect(try copy.unreviewedEmergencies().erased == 1)
    let drew = try copy.signIn(try house.identity("drew"))
    #expect { try drew.requireReviewable(erased) } throws: { isErased($0) }
    let reviewed = try drew.review(other, outcome: .justified, note: "")
    #expect(reviewed.emergencies == [other])
    #expect(try copy.waitingEmergencies().isEmpty)
    #expect(try copy.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }

  @Test func `an account that was never told of the erasure cannot repeat it`() throws {
    try house.backUp()
    try site.erase()
    try FileManager.default.removeItem(atPath: house.folder + "/state")
    let answer = try house.restore()
    #expect(answer.erasedCharts == 0 && !answer.hasErasureNotes)
    #expect(try open(as: "drew").patients(matching: nil).count == 2)
  }

  @Test func `a note of a chart that the backup does not hold is no matter`() throws {
    try house.backUp()
    let late = try house.intake(recordNumber: "MH-LATE")
    try house.actAs("cora")
    _ = try acting.erase(late, ground: .recordedInError, second: try house.identity("ada"))
    let answer = try house.restore()
    #expect(answer.erasedCharts == 0)
    #expect(try open(as: "drew").patients(matching: nil).count == 2)
    #expect(try openCopy().ledger.read { try $0.streams(of: late) }.isEmpty)
  }

  @Test func `a backup starts over when a chart is erased under its hands`() throws {
    let drew = acting
    var isFirst = true
    let answer = try acting.backUp(
      to: house.folder + "/backup", keyring: house.folder + "/keys"
    ) { _, _ in
      guard isFirst else { return }
      isFirst = false
      #expect(throws: Never.self) { try site.erase() }
      house.acting = drew
    }
    #expect(!isFirst)
    #expect(answer.taken.missingKeys.isEmpty && answer.recordedPosition != nil)
    let restored = try house.restore()
    #expect(restored.erasedCharts == 0 && restored.restored.missingKeys.isEmpty)
    try check(try openCopy(), isReplayed: false)
  }

  @Test func `the notes keep every erasure, and the later one of a chart's`() throws {
    let path = clinic.erasureNotes.path
    #expect(try clinic.erasureNotes.charts.isEmpty)
    try site.erase()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasSuffix(" \(site.chart)\n") && path.hasSuffix(".erasures"))
    for position in [900, 3] as [UInt64] {
      try clinic.note([ClosedChart(chart: site.other, position: position, isPending: false)])
    }
    let charts = try clinic.erasureNotes.charts
    #expect(Set(charts.keys) == [site.chart, site.other] && charts[site.other] == 900)
  }

  @Test(arguments: ["nonsense\n", "12 zz\n", "12 3fa9c2d1", "folder"])
  func `with notes that cannot be read in full nothing is restored or erased`(text: String) throws {
    try house.backUp()
    try site.erase()
    let path = clinic.erasureNotes.path
    try FileManager.default.removeItem(atPath: path)
    if text == "folder" {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    } else {
      try Data(text.utf8).write(to: URL(filePath: path))
    }
    for act in [
      { _ = try house.restore() },
      {
        let ada = try house.identity("ada")
        _ = try acting.erase(site.other, ground: .courtOrder, second: ada)
      },
    ] as [() throws -> Void] {
      let size = house.size
      let error = expectError { try act() }
      guard case .file(path, _)? = error else {
        Issue.record("expected file, got \(String(describing: error))")
        continue
      }
      #expect(house.size == size)
    }
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/restored"))
  }

  @Test func `what cannot be recorded as erased again is not restored`() throws {
    let program = house.folder + "/ledger/program.identity"
    try FileManager.default.moveItem(atPath: program, toPath: house.folder + "/aside")
    try house.backUp()
    try FileManager.default.moveItem(atPath: house.folder + "/aside", toPath: program)
    try house.actAs("drew")
    try house.backUp("backup2", keyring: "keys2")
    try site.erase()
    let error = expectError { try house.restore() }
    #expect(error?.description.contains("no program identity") == true)
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/restored"))
    // As it says.
    try house.restore(keyring: "keys2", acceptsRollback: true)
    try check(try openCopy(), isReplayed: true)
  }

  @Test func `an erasure in a drill's copy takes no chart of the ledger in use`() throws {
    try house.backUp()
    try house.restore(to: "drill")
    let drill = try open("drill", as: "cora")
    let ada = try house.identity("ada")
    let noted = try drill.erase(site.chart, ground: .retentionEnded, second: ada).intendedPosition
    #expect(try clinic.erasureNotes.charts == [site.chart: try #require(noted)])

    try house.actAs("drew")
    while house.size <= (noted ?? 0) {
      _ = try acting.timeline(of: site.chart, visit: nil, asOf: nil)
      try house.record(
        .chart(.historyFormReceived(.with { $0.formVersion = "\(house.size)" })), on: site.chart)
    }
    _ = try acting.placeHold(on: site.chart)
    try house.backUp("backup2", keyring: "keys2")
    let answer = try house.restore("backup2", keyring: "keys2")
    #expect(answer.erasedCharts == 0 && answer.replayed.isEmpty && answer.hasErasureNotes)
    #expect(answer.notedElsewhere.map(\.chart) == [site.chart])
    let copy = try openCopy()
    #expect(try copy.keyring().subjectsWithKeys() == [site.chart, site.other])
    #expect(try copy.ledger.read { try $0.custody(of: site.chart) }.closedAt == nil)
    _ = try copy.signIn(try house.identity("drew"))
      .timeline(of: site.chart, visit: nil, asOf: nil)
    #expect(try copy.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }

  @Test func `in a copy that lies before the published checkpoint nothing is erased`() throws {
    try house.backUp()
    _ = try house.intake(recordNumber: "MH-LATE")
    _ = try acting.checkpoint()
    try house.restore(acceptsRollback: true)
    let copy = try open(as: "cora")
    let size = try copy.ledger.head().size
    let ada = try house.identity("ada")
    let error = expectError {
      _ = try copy.erase(site.chart, ground: .retentionEnded, second: ada)
    }
    guard case .restoredBefore? = error else {
      Issue.record("expected restoredBefore, got \(String(describing: error))")
      return
    }
    #expect(try copy.ledger.head().size == size && clinic.erasureNotes.charts.isEmpty)
  }

  @Test func `where erasures cannot be noted none is intended`() throws {
    let blocked = house.folder + "/blocked"
    try Data().write(to: URL(filePath: blocked))
    house.clinic.stateFolder = blocked
    let size = house.size
    let error = expectError { try site.erase() }
    guard case .file? = error else {
      Issue.record("expected file, got \(String(describing: error))")
      return
    }
    #expect(house.size == size)
    // Only the end of the name is the notes' own.
    house.clinic.stateFolder = house.folder + "/my.checkpoints"
    try site.erase()
    #expect(clinic.erasureNotes.path.hasPrefix(clinic.stateFolder + "/"))
    #expect(try clinic.erasureNotes.charts.keys.contains(site.chart))
  }

  @Test func `what a restore erased again is told without an intent`() throws {
    try house.backUp()
    let noted = try site.erase().intendedPosition
    let answer = try house.restore()
    #expect(answer.replayed.map(\.chart) == [site.chart])
    #expect(answer.replayed.map(\.position) == [try #require(noted)])
    #expect(answer.notedElsewhere.isEmpty && answer.hasErasureNotes)
    let copy = try open(as: "cora")
    let told = try copy.erase(site.chart, ground: .retentionEnded, second: nil)
    #expect(told.wasErasedBefore && told.intendedPosition == nil)
    #expect(told.completedPosition == answer.restored.manifest.size)
  }
}
