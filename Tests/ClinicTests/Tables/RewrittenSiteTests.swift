import ClinicalRecord
import Foundation
import LMDB
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic
@testable import Ledger

/// Somebody without keys rewrites who may do what, or by which rules, and fits leaf hash and tree
/// to it: what is not signed any more is not believed.
@Suite struct RewrittenSiteTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
  }

  private func entry(where isMeant: (Entry) throws -> Bool) throws -> Entry {
    var found: Entry?
    try house.clinic.ledger.forEachEntry { entry in
      if try isMeant(entry) { found = entry }
      return found == nil
    }
    return try #require(found)
  }

  /// Audrey's enrolment, with another role of hers.
  private func enrolment(as role: Role) throws -> (position: UInt64, body: [UInt8]) {
    let actor = try house.clinic.staffMember("audrey").actor
    let entry = try entry { $0.header.isOf(StaffEnrolled.kind) && $0.header.stream.number == actor }
    guard case .staff(.staffEnrolled(var enrolled))? = try entry.fact(body: entry.body)?.value
    else {
      throw LedgerError.missing(position: entry.position)
    }
    enrolled.role = role
    return (entry.position, try ClinicalEvent.staff(.staffEnrolled(enrolled)).serialized())
  }

  /// A policy that was adopted later, with another number of the same length.
  private func adoption() throws -> (position: UInt64, body: [UInt8]) {
    try house.actAs("ada")
    let position = try house.acting.adoptPolicy(
      try PolicyAdoptionTests.policy(version: 3, ["recoveryMinutes": 45])
    ).positions.lowerBound
    var body = try house.clinic.ledger.entry(at: position).body
    let minutes = try #require(body.firstRange(of: Array(#""recoveryMinutes":45"#.utf8)))
    body[minutes.upperBound - 2] = UInt8(ascii: "1")
    return (position, body)
  }

  /// A copy in which the body is another one, and the tree is made anew over it.
  private func copy(_ position: UInt64, _ body: [UInt8]) throws -> AttackedCopy {
    let directory = house.folder + "/rewritten"
    try FileManager.default.copyItem(atPath: house.folder + "/ledger", toPath: directory)
    let environment = try LMDB.Environment(directory: directory + "/log")
    defer { environment.close() }
    let entries = try #require(
      try environment.existingTable(named: "entries", keys: .integer))
    let meta = try #require(try environment.existingTable(named: "meta", keys: .bytes))
    let transaction = try environment.beginWrite()
    var stored = try #require(try transaction.value(entries, position))
    let first = Hash.byteCount + EntryHeader.byteCount
    try #require(stored.count >= first + body.count)
    stored.replaceSubrange(first..<first + body.count, with: body)
    let leaf = Hash.leaf(Array(stored[Hash.byteCount...]))
    stored.replaceSubrange(..<Hash.byteCount, with: leaf.bytes)
    try transaction.put(entries, position, stored)
    var frontier = Frontier()
    for position in 0..<house.size {
      let value = try #require(try transaction.value(entries, position))
      frontier.append(try #require(Hash(bytes: Array(value.prefix(Hash.byteCount)))))
    }
    try transaction.put(meta, MetaKey.frontier, frontier.bytes)
    try transaction.delete(meta, MetaKey.attestation)
    try transaction.commit()
    return AttackedCopy(of: house, charts: [visit.chart], in: directory)
  }

  /// Nothing of the append is believed, since all of it is signed together.
  private func expectUnbelieved(_ position: UInt64, _ copy: AttackedCopy) throws {
    let index = try house.clinic.ledger.entry(at: position).header.index
    let first = position - UInt64(index)
    let error = #expect(throws: LedgerError.self) { try copy.recordSomething() }
    guard case .unsigned(let found)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect((first...position).contains(found))
    // What is never held up goes on by what was signed.
    let oxygen = ClinicalEvent.visit(.oxygenGiven(.with { $0.flowLPerMin = 4 }))
    let recorded = try copy.person().record(
      RecordRequest(statements: [Statement(chart: visit.chart, event: oxygen)]))
    #expect(recorded.lines.first?.event == "oxygen given")
  }

  @Test func `an auditor is not made a physician by rewriting the enrolment`() throws {
    let (position, body) = try enrolment(as: .physician)
    let copy = try copy(position, body)
    defer { copy.close() }
    #expect((try? copy.person("audrey").role) != .physician)
    try expectUnbelieved(position, copy)
  }

  @Test func `the policy is not another one by rewriting its adoption`() throws {
    let (position, body) = try adoption()
    let copy = try copy(position, body)
    defer { copy.close() }
    try expectUnbelieved(position, copy)
  }
}
