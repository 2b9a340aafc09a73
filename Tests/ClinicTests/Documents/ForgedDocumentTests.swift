import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Documents as a program may write them that keeps none of the rules.
@Suite struct ForgedDocumentTests {
  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    chart = try house.intake(recordNumber: "MH-1")
  }

  private func pdf(_ count: Int, filledWith byte: UInt8 = 7) -> [UInt8] {
    ClinicDocumentTests.pdf(count, filledWith: byte)
  }

  private func piece(_ bytes: [UInt8]) -> ClinicalEvent {
    .document(.documentPiece(.with { $0.content = Data(bytes) }))
  }

  private func forge(_ events: [(ClinicalEvent, StreamKey)]) throws {
    let key = try house.newestKey(of: chart)
    try house.appendHeedlessly(
      try events.map { try house.sealedProposal($0.0, to: $0.1, with: key) }, signedBy: ["drew"])
  }

  private func documents(_ number: UInt32) -> StreamKey {
    StreamKey(type: .document, subject: chart, number: number)
  }

  private var papers: StreamKey { StreamKey(type: .chart, subject: chart, number: 0) }

  private func said(_ bytes: [UInt8], number: UInt32) throws -> ClinicalEvent {
    var said = try AttachedFile(bytes, kind: .consent).attached
    said.documentNumber = number
    return .chart(.documentAttached(said))
  }

  private func expectNamed(_ words: String) throws {
    for signatures in [true, false] {
      let found = try house.clinic.verify(signatures: signatures, since: nil) { _, _ in }
      #expect(found.problems.map(\.position) == [house.size - 1])
      #expect(found.problems.first?.text.contains(words) == true, "\(found.problems)")
    }
  }

  @Test func `a piece without the event that names it is named by headers alone`() throws {
    try forge([(piece([1]), documents(1))])
    try expectNamed("does not hold a document with the chart's event")
  }

  @Test func `a document without pieces is named by headers alone`() throws {
    try forge([(try said(pdf(9), number: 1), papers)])
    try expectNamed("does not hold a document with the chart's event")
  }

  @Test func `a piece that is added later is named, and the document stays what it was`() throws {
    _ = try house.acting.record(
      RecordRequest(
        statements: [try AttachedFile(pdf(70_000), kind: .consent).statement(in: chart)]))
    try forge([(piece([1]), documents(1))])
    try expectNamed("holds a part of a document that was attached before")
    #expect(try house.acting.document(1, of: chart).bytes == pdf(70_000))
  }

  @Test func `other bytes than the digest's are named to whoever opens them`() throws {
    try forge([
      (try said(pdf(9), number: 1), papers), (piece(pdf(9, filledWith: 8)), documents(1)),
    ])
    #expect(try house.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
    let found = try house.acting.checkedDocuments()
    #expect(found.count == 1 && found.problems.map(\.position) == [house.size - 2])
    guard case .damagedEntry? = expectError("", { try house.acting.document(1, of: chart) }) else {
      Issue.record("shown")
      return
    }
  }

  @Test func `pieces in another order are not the document`() throws {
    let bytes = pdf(64_000) + [UInt8](repeating: 9, count: 10)
    let pieces = DocumentAttached.pieces(of: bytes).map {
      ClinicalEvent.document(.documentPiece($0))
    }
    try forge(
      [(try said(bytes, number: 1), papers)] + pieces.reversed().map { ($0, documents(1)) })
    #expect(try house.acting.checkedDocuments().problems.count == 1)
  }
}
