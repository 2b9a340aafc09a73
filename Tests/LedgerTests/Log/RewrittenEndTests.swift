import LMDB
import Testing
import TransparencyLog

@testable import Ledger

/// Someone rewrites the newest append and makes leaf hashes and tree fit: what is left are the
/// rules between entries, and each of them names the entry.
@Suite struct RewrittenEndTests {
  /// A change to one of the two entries of the append, and what must be said about which.
  struct Rewriting: CustomTestStringConvertible, Sendable {
    let what: String
    /// Of the entry changed; nil for both.
    let index: Int?
    let kind: VerificationProblem.Kind
    /// Of the entry named.
    let named: UInt64
    let change: @Sendable (inout [UInt8]) -> Void

    var testDescription: String { what }
  }

  private static func add(
    _ difference: UInt8, at offset: Int
  ) -> @Sendable (inout [UInt8]) -> Void {
    { $0[offset < 0 ? $0.count + offset : offset] &+= difference }
  }

  // Negative offsets count from the end: the stamp has 32 bytes, two signatures 88 each.
  private static let block = -32 - (41 + 2 * 88)

  static let rewritings = [
    Rewriting(
      what: "a revision too high", index: 1, kind: .order, named: 1, change: add(1, at: -20)),
    Rewriting(
      what: "a previous position of another stream", index: 1, kind: .order, named: 1,
      change: add(255, at: -16)),
    Rewriting(
      what: "recorded before the entry before", index: nil, kind: .order, named: 0,
      change: add(255, at: -29)),
    Rewriting(
      what: "recorded at another time than its append", index: 1, kind: .order, named: 1,
      change: add(1, at: -32)),
    Rewriting(
      what: "no training flag in a training ledger", index: 0, kind: .order, named: 0,
      change: add(255, at: 2)),
    Rewriting(what: "another actor", index: 0, kind: .order, named: 1, change: add(1, at: 28)),
    Rewriting(
      what: "another last index", index: 0, kind: .order, named: 1, change: add(3, at: 50)),
    Rewriting(
      what: "another append id in one", index: 0, kind: .order, named: 1, change: add(1, at: 32)),
    Rewriting(
      what: "another append id in both", index: nil, kind: .table, named: 0,
      change: add(1, at: 32)),
    Rewriting(
      what: "a data key never introduced", index: 0, kind: .key, named: 0, change: add(1, at: 52)),
    Rewriting(
      what: "another anchor root", index: 1, kind: .tree, named: 1,
      change: add(1, at: block + 9)),
    Rewriting(
      what: "an anchor of an older size with the newer root", index: 1, kind: .tree, named: 1,
      change: add(255, at: block + 1)),
    Rewriting(
      what: "another enrolment", index: 1, kind: .signature, named: 1,
      change: add(1, at: block + 41 + 4)),
    Rewriting(
      what: "a second signer never enrolled", index: 1, kind: .signature, named: 1,
      change: add(70, at: block + 41 + 88)),
    Rewriting(
      what: "another byte in a signature", index: 1, kind: .signature, named: 1,
      change: add(1, at: -33)),
    Rewriting(
      what: "another meaning of a signature", index: 1, kind: .signature, named: 1,
      change: add(1, at: block + 41 + 13)),
    Rewriting(
      what: "another time of signing", index: 1, kind: .signature, named: 1,
      change: add(1, at: block + 41 + 14)),
    Rewriting(
      what: "another body", index: 0, kind: .signature, named: 1, change: add(1, at: 95)),
    Rewriting(
      what: "another occurred time", index: 0, kind: .signature, named: 1,
      change: add(1, at: 64)),
  ]

  @Test(arguments: rewritings)
  func `a rewritten end of the log is named`(_ rewriting: Rewriting) throws {
    let fixture = try LedgerFixture()
    try fixture.append([fixture.sealed(1), fixture.clear()])
    let appended = try fixture.append(
      [fixture.sealed(0), fixture.clear()], by: [fixture.nurse, fixture.witness],
      now: LedgerFixture.now + 1_000_000)
    let first = appended.positions.lowerBound
    for index in rewriting.index.map({ $0...$0 }) ?? 0...1 {
      try fixture.ledger.rewriteEntry(first + UInt64(index), rewriting.change)
    }
    try fixture.ledger.fitFrontier()
    let verification = try fixture.ledger.verify(VerifyOptions(signatures: true))
    #expect(
      verification.problems.contains {
        $0.kind == rewriting.kind && $0.position == first + rewriting.named
      }, "\(verification.problems)")
    #expect(verification.problems.allSatisfy { $0.kind != .damagedEntry })
  }

  @Test func `a signer who names another key than theirs is named, signatures checked or not`()
    throws
  {
    let fixture = try LedgerFixture()
    let position = try fixture.append([fixture.clear()]).positions.lowerBound
    // Their enrolment's position, in the one signature before the stamp.
    try fixture.ledger.rewriteEntry(position) { $0[$0.count - 32 - 88 + 4] += 1 }
    try fixture.ledger.fitFrontier()
    for signatures in [false, true] {
      let found = try fixture.ledger.verify(VerifyOptions(signatures: signatures)).problems
      #expect(found.contains { $0.kind == .signature && $0.position == position })
    }
  }

  @Test func `a key that one person alone has replaced is named`() throws {
    let fixture = try LedgerFixture()
    let new = try Identity.generate(
      ledger: fixture.ledger.id, actor: fixture.nurse.actor, handle: "new", enrolment: 0)
    let position = try fixture.append(
      [.enrolment(of: new, occurred: LedgerFixture.occurred)],
      by: [fixture.witness, fixture.physician]
    ).positions.lowerBound
    #expect(try fixture.ledger.verify().isSound)
    // As the first of the two would have written it alone.
    try fixture.ledger.rewriteEntry(position) { bytes in
      let end = bytes.count - 32
      bytes[end - 2 * 88 - 41] = 1
      bytes.removeSubrange(end - 88..<end)
    }
    try fixture.ledger.fitFrontier()
    let found = try fixture.ledger.verify().problems
    #expect(found.contains { $0.kind == .key && $0.position == position })
  }

  @Test func `an enrolment without a proof is named`() throws {
    let fixture = try LedgerFixture()
    let new = try Identity.generate(
      ledger: fixture.ledger.id, actor: 5, handle: "new", enrolment: 0)
    let position = try fixture.append(
      [.enrolment(of: new, occurred: LedgerFixture.occurred)], by: [fixture.administrator]
    ).positions.lowerBound
    // The proof's last byte is the body's last, before one signature and the stamp.
    try fixture.ledger.rewriteEntry(position) { $0[$0.count - 32 - 129 - 1] ^= 1 }
    try fixture.ledger.fitFrontier()
    let found = try fixture.ledger.verify().problems
    #expect(found.contains { $0.kind == .key && $0.position == position })
  }

  @Test func `a data key introduced twice is named`() throws {
    let fixture = try LedgerFixture()
    let key = try DataKey(
      bytes: [UInt8](repeating: 9, count: 32), subject: fixture.charts[0].subject, number: 2)
    let position = try fixture.append(
      [.introduction(of: key, in: fixture.ledger.id, occurred: LedgerFixture.occurred)],
      by: [fixture.administrator]
    ).positions.lowerBound
    try fixture.ledger.rewriteEntry(position) { $0[24] = 1 }
    try fixture.ledger.fitFrontier()
    let found = try fixture.ledger.verify().problems
    #expect(found.contains { $0.kind == .key && $0.position == position })
  }

  @Test func `what is appended while a verification runs does not confuse it`() throws {
    let fixture = try LedgerFixture()
    try fixture.fillWithSixtyEntries()
    let size = try fixture.ledger.head().size
    let verification = try fixture.ledger.verify(
      VerifyOptions(signatures: true),
      observing: { entry in
        guard entry.position < 3 else { return nil }
        _ = try fixture.ledger.append(
          fixture.request(), isSame: { _ in false },
          decide: { _ in
            [
              fixture.sealed(0), fixture.sealed(0),
              fixture.sealed(1, visit: 500 + UInt32(entry.position)),
            ] + (0..<100).map { _ in fixture.clear() }
          })
        return nil
      })
    #expect(verification.problems.isEmpty)
    #expect(verification.head.size == size)
    try checkLedger(fixture.ledger)
  }
}

extension Ledger {
  /// Stores the frontier that the leaf hashes give.
  fileprivate func fitFrontier() throws {
    var frontier = Frontier()
    try read { snapshot in
      for position in 0..<snapshot.head.size {
        frontier.append(try snapshot.node(level: 0, index: position))
      }
    }
    try rewrite { try $0.put($1.meta, MetaKey.frontier, frontier.bytes) }
  }
}
