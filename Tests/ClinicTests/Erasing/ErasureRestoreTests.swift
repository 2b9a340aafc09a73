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

  init() throws {
    site = try ErasingClinic()
    try house.actAs("drew")
  }

  private func openCopy(_ name: String = "restored") throws -> Clinic {
    let copy = try house.open(name)
    try copy.signIn(try IdentityFile.read(house.folder + "/drew.identity") { [] })
    return copy
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
    #expect(try copy.patients(matching: nil).map(\.patient.chart) == [site.other])
    #expect { _ = try copy.chart(named: site.chart.description) } throws: { isErased($0) }
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

  @Test func `an account that was never told of the erasure cannot repeat it`() throws {
    try house.backUp()
    try site.erase()
    try FileManager.default.removeItem(atPath: house.folder + "/state")
    let answer = try house.restore()
    #expect(answer.erasedCharts == 0)
    #expect(try openCopy().patients(matching: nil).count == 2)
  }

  @Test func `a note of a chart that the backup does not hold is no matter`() throws {
    try house.backUp()
    let late = try house.intake(recordNumber: "MH-LATE")
    try house.actAs("cora")
    _ = try clinic.erase(late, ground: .recordedInError, second: try house.identity("ada"))
    let answer = try house.restore()
    #expect(answer.erasedCharts == 0)
    #expect(try openCopy().patients(matching: nil).count == 2)
    #expect(try openCopy().ledger.read { try $0.streams(of: late) }.isEmpty)
  }

  @Test func `a backup starts over when a chart is erased under its hands`() throws {
    let drew = clinic.session
    var isFirst = true
    let answer = try clinic.backUp(
      to: house.folder + "/backup", keyring: house.folder + "/keys"
    ) { _, _ in
      guard isFirst else { return }
      isFirst = false
      #expect(throws: Never.self) { try site.erase() }
      clinic.session = drew
    }
    #expect(!isFirst)
    #expect(answer.taken.missingKeys.isEmpty && answer.recordedPosition != nil)
    let restored = try house.restore()
    #expect(restored.erasedCharts == 0 && restored.restored.missingKeys.isEmpty)
    try check(try openCopy(), isReplayed: false)
  }

  @Test func `the notes keep every erasure, and unreadable lines harm nothing`() throws {
    try site.erase()
    let path = clinic.erasureNotes.path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasSuffix(" \(site.chart)\n") && path.hasSuffix(".erasures"))
    try Data("nonsense\n12 zz\n\(text)".utf8).write(to: URL(filePath: path))
    #expect(clinic.erasureNotes.charts.keys.contains(site.chart))
    try clinic.note([ClosedChart(chart: site.other, position: 900, isPending: false)])
    #expect(Set(clinic.erasureNotes.charts.keys) == [site.chart, site.other])
  }
}
