import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Synchronization
import Testing
import TransparencyLog

@testable import Clinic

/// Papers attached to a chart: kept in pieces beside one event, in one append.
@Suite struct ClinicDocumentTests {
  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    chart = try house.intake(recordNumber: "MH-1")
  }

  static func pdf(_ count: Int, filledWith byte: UInt8 = 7) -> [UInt8] {
    Array("%PDF-".utf8) + [UInt8](repeating: byte, count: count - 5)
  }

  @discardableResult
  private func attach(
    _ bytes: [UInt8], _ kind: DocumentAttached.Kind = .consent, visit: UInt32? = nil,
    id: AppendID? = nil
  ) throws -> Recorded {
    let file = try AttachedFile(bytes, kind: kind, visit: visit)
    return try house.acting.record(
      RecordRequest(appendID: id, statements: [file.statement(in: chart)]))
  }

  private func listed() throws -> [AttachedDocument] {
    try house.acting.documents(of: chart).documents
  }

  private func correct(
    _ position: UInt64, _ change: Correction.Change, _ reason: String = "wrong patient"
  ) throws -> Recorded {
    let entry = try #require(try house.acting.correctable([position]).first)
    return try house.acting.record(
      RecordRequest(statements: [try entry.statement(change, reason: reason)]))
  }

  @Test(arguments: [6, 64_000, 64_001, 200_000])
  func `a document is shown byte for byte as it was attached`(count: Int) throws {
    let bytes = Self.pdf(count)
    let recorded = try attach(bytes)
    #expect(recorded.documentNumber == 1)
    // One line for it, however many pieces it has.
    #expect(recorded.lines.map(\.event) == ["document attached"])
    #expect(recorded.positions.count == 1 + (count + 63_999) / 64_000)
    let shown = try house.acting.document(1, of: chart)
    #expect(shown.bytes == bytes)
    #expect(shown.document.attached.kind == .consent && shown.document.attached.mediaType == .pdf)
    let found = try house.acting.checkedDocuments()
    #expect(found.count == 1 && found.problems.isEmpty)
    try house.checkEverything()
  }

  @Test func `the list says what each is, who attached it and what became of it`() throws {
    try attach(Self.pdf(9))
    try house.actAs("fred")
    try attach([0xFF, 0xD8, 0xFF, 1], .identification)
    try house.actAs("drew")
    let second = try #require(try listed().last)
    #expect(second.name == "2" && second.attached.kind == .identification)
    #expect(second.attached.mediaType == .jpeg && second.attached.byteCount == 4)
    #expect(second.recordedBy?.handle == "fred" && second.outcome == nil)
    #expect(second.sha256 == Hash.sha256([0xFF, 0xD8, 0xFF, 1]).hex)
  }

  @Test func `the same file twice adds nothing, and as something else is refused`() throws {
    let bytes = Self.pdf(70_000)
    let first = try attach(bytes)
    let size = house.size
    let again = try attach(bytes)
    #expect(again.wasAlreadyRecorded && again.leftOut == [first.positions.lowerBound])
    let error = expectError { try attach(bytes, .referral) }
    guard case .rejected(.duplicate(_, let of, _, _))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(of.contains("entry \(first.positions.lowerBound): document 1, consent"))
    #expect(house.size == size + 1)  // that they were told of the document is a look
    // In another chart it is another document.
    let other = try house.intake(recordNumber: "MH-2")
    let file = try AttachedFile(bytes, kind: .consent)
    let elsewhere = try house.acting.record(RecordRequest(statements: [file.statement(in: other)]))
    #expect(elsewhere.documentNumber == 1 && !elsewhere.wasAlreadyRecorded)
  }

  @Test func `the same append id adds nothing, and refuses another file`() throws {
    let id = AppendID.random()
    let first = try attach(Self.pdf(70_000), id: id)
    let size = house.size
    let again = try attach(Self.pdf(70_000), id: id)
    #expect(again.wasAlreadyRecorded && again.positions == first.positions)
    #expect(again.documentNumber == 1 && again.lines.map(\.event) == ["document attached"])
    #expect(throws: (any Error).self) { try attach(Self.pdf(70_001), id: id) }
    #expect(throws: (any Error).self) { try attach(Self.pdf(70_000), .referral, id: id) }
    #expect(house.size == size)
  }

  @Test func `who receives papers attaches them, and nobody else`() throws {
    for handle in ["drew", "nora", "fred"] {
      try house.actAs(handle)
      try attach(Self.pdf(9, filledWith: UInt8(handle.count)), .referral)
    }
    for handle in ["ada", "audrey"] {
      try house.actAs(handle)
      let size = house.size
      let error = expectError("by \(handle)") { try attach(Self.pdf(9, filledWith: 99)) }
      switch error {
      case .rejected(.notYourRole), .notPermitted: break
      default: Issue.record("\(handle): \(String(describing: error))")
      }
      #expect(house.size == size)
    }
  }

  @Test func `who reads no charts is shown no document, but in an emergency`() throws {
    try attach(Self.pdf(9))
    try house.actAs("fred")
    for act in [
      { _ = try house.acting.documents(of: chart) },
      { _ = try house.acting.document(1, of: chart) },
    ] {
      guard case .notPermitted? = expectError("", { try act() }) else {
        Issue.record("shown")
        return
      }
    }
    let shown = try house.acting.document(
      1, of: chart, emergency: BreakGlass(reason: { "fire in the archive" }))
    #expect(shown.bytes == Self.pdf(9))
    #expect(try house.clinic.waitingEmergencies().count == 1)
  }

  @Test func `each showing is a look of its own, before the first byte`() throws {
    try attach(Self.pdf(9))
    try attach(Self.pdf(10), .referral)
    _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    let size = house.size
    // A timeline says that it is there; what it shows is another look.
    _ = try house.acting.documents(of: chart)
    #expect(house.size == size)
    _ = try house.acting.document(1, of: chart)
    #expect(house.size == size + 1)
    _ = try house.acting.document(1, of: chart)
    #expect(house.size == size + 1)
    _ = try house.acting.document(2, of: chart)
    #expect(house.size == size + 2)
    #expect(try looks().filter { $0 == .document }.count == 2)
  }

  @Test func `a number that no document has is told`() throws {
    guard case .unknownDocument(7)? = expectError("", { try house.acting.document(7, of: chart) })
    else {
      Issue.record("expected unknownDocument")
      return
    }
    // Nobody has looked at anything.
    #expect(try looks().isEmpty)
  }

  /// What of the chart was shown.
  private func looks() throws -> [Look.Answer] {
    try house.acting.accessReport(of: chart, from: nil, to: nil).lines.map(\.answer)
  }

  // MARK: Corrections

  @Test func `a document that was attached in error is listed as that, and still shown`() throws {
    let position = try attach(Self.pdf(9)).positions.lowerBound
    let error = try correct(position, .enteredInError)
    let document = try #require(try listed().first)
    #expect(document.outcome?.enteredInErrorBy == error.positions.lowerBound)
    #expect(document.outcome?.reason == "wrong patient")
    #expect(try house.acting.document(1, of: chart).bytes == Self.pdf(9))
    // Its number is not given again, and the same file may be attached anew.
    #expect(try attach(Self.pdf(9)).documentNumber == 2)
    _ = try correct(position, .reinstated)
    #expect(try listed().allSatisfy { $0.outcome?.enteredInErrorBy == nil })
    try house.checkEverything()
  }

  @Test func `what was attached is never amended into another document`() throws {
    let position = try attach(Self.pdf(9)).positions.lowerBound
    let entry = try #require(try house.acting.correctable([position]).first)
    guard case .chart(.documentAttached(var said)) = entry.event else { return }
    said.kind = .referral
    let amended = try house.acting.record(
      RecordRequest(
        statements: [
          try entry.statement(.amended(.chart(.documentAttached(said))), reason: "it is one")
        ]))
    #expect(!amended.wasAlreadyRecorded)
    #expect(try listed().first?.attached.kind == .referral)
    #expect(try house.acting.document(1, of: chart).bytes == Self.pdf(9))
    for change: (inout DocumentAttached) -> Void in [
      { $0.sha256 = Data(repeating: 9, count: 32) }, { $0.documentNumber = 2 },
      { $0.mediaType = .png }, { $0.byteCount = 10 },
    ] {
      var other = said
      change(&other)
      guard
        case .rejected? = expectError(
          "",
          {
            try house.acting.record(
              RecordRequest(
                statements: [
                  try entry.statement(.amended(.chart(.documentAttached(other))), reason: "no")
                ]))
          })
      else {
        Issue.record("amended to \(other)")
        return
      }
    }
  }

  @Test func `a consent names the document that it rests on, which is not taken away`() throws {
    func sign(_ number: UInt32) throws -> Recorded {
      try house.record(
        .chart(
          .consentSigned(
            .with {
              $0.formVersion = "3"
              $0.formSha256 = Data(repeating: 7, count: 32)
              $0.signer = .patient
              $0.documentNumber = number
            })), on: chart)
    }
    guard case .rejected(.malformed("document_number", "1", _))? = expectError("", { try sign(1) })
    else {
      Issue.record("a document that is not there")
      return
    }
    let attached = try attach(Self.pdf(9)).positions.lowerBound
    let beyond = expectError { try sign(2) }
    guard case .rejected(.malformed("document_number", "2", _))? = beyond else {
      Issue.record("beside a document that is there: \(String(describing: beyond))")
      return
    }
    let signed = try sign(1)
    #expect(signed.lines.first?.sentence.contains("document 1") == true)
    guard
      case .rejected(.supports(_, _, let dependents))? = expectError(
        "",
        {
          try correct(attached, .enteredInError)
        })
    else {
      Issue.record("taken away")
      return
    }
    #expect(dependents.map(\.event) == [ConsentSigned.kind])
  }

  // MARK: Charts

  @Test func `with an erased chart its documents are gone`() throws {
    let clinic = try ErasingClinic()
    let file = try AttachedFile(Self.pdf(130_000), kind: .referral)
    let positions = try clinic.acting.record(
      RecordRequest(statements: [file.statement(in: clinic.chart)])
    ).positions
    try clinic.erase()
    try clinic.house.actAs("drew")
    let reader = clinic.acting
    for position in positions {
      let entry = try clinic.clinic.ledger.read { try $0.entry(at: position) }
      #expect(throws: (any Error).self) { try reader.fact(of: entry) }
    }
    #expect(throws: (any Error).self) { try reader.document(1, of: clinic.chart) }
    #expect(try clinic.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
    try clinic.house.actAs("ada")
    let found = try clinic.acting.checkedDocuments()
    #expect(found.count == 0 && found.problems.isEmpty)
  }

  @Test func `documents of merged charts are listed by their letters`() throws {
    let clinic = try MergingClinic(hasVisit: false)
    for (chart, byte) in [(clinic.survivor, UInt8(1)), (clinic.merged, 2)] {
      let file = try AttachedFile(Self.pdf(9, filledWith: byte), kind: .referral)
      _ = try clinic.acting.record(RecordRequest(statements: [file.statement(in: chart)]))
    }
    try clinic.merge()
    let list = try clinic.acting.documents(of: clinic.merged)
    #expect(list.documents.map(\.name) == ["A/1", "B/1"])
    for (letter, byte) in [(nil, UInt8(1)), ("A", 1), ("B", 2)] {
      let shown = try clinic.acting.document(1, inChart: letter, of: clinic.survivor)
      #expect(shown.bytes == Self.pdf(9, filledWith: byte))
    }
    // What comes now goes to the survivor.
    let file = try AttachedFile(Self.pdf(9, filledWith: 3), kind: .referral)
    let later = try clinic.acting.record(
      RecordRequest(statements: [file.statement(in: clinic.merged)]))
    #expect(later.documentNumber == 2)
    #expect(
      try clinic.acting.documents(of: clinic.survivor).documents.map(\.name)
        == ["A/1", "A/2", "B/1"])
    try clinic.house.checkEverything()
  }

  // MARK: What it costs

  @Test func `no other act opens a piece`() throws {
    let keys = try #require(house.acting.charts)
    func opened(_ act: () throws -> Void) throws -> Int {
      let before = keys.openedCount.load(ordering: .relaxed)
      try act()
      return keys.openedCount.load(ordering: .relaxed) - before
    }
    try attach(Self.pdf(9))
    let acts: [() throws -> Void] = [
      { try house.record(.chart(.historyFormReceived(.with { $0.formVersion = "2" })), on: chart) },
      { _ = try house.acting.documents(of: chart) },
      { _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil) },
      { _ = try house.acting.patients(matching: nil) },
    ]
    try acts.forEach { try $0() }
    let small = try acts.map { act in try opened(act) }
    // Sixty pieces more.
    try attach(Self.pdf(60 * 64_000))
    let large = try acts.map { act in try opened(act) }
    // Each opens the entries that came since, among them one for the document and none of its
    // pieces.
    for (small, large) in zip(small, large) { #expect(large <= small + 3) }
  }

  // MARK: Copies

  @Test func `a backup carries the documents`() throws {
    let bytes = Self.pdf(200_000)
    try attach(bytes)
    try house.actAs("ada")
    _ = try house.backUp()
    _ = try house.restore()
    let copy = try house.open("restored")
    let drew = try copy.signIn(try house.identity("drew"))
    #expect(try drew.document(1, of: chart).bytes == bytes)
    #expect(try copy.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }
}

extension SignedIn {
  func checkedDocuments() throws -> CheckedDocuments {
    try checkDocuments { _, _ in }
  }
}
