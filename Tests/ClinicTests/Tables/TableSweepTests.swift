import ClinicalRecord
import Foundation
import LMDB
import Testing

@testable import Clinic
@testable import Ledger

/// Every row of every table beside the entries is attacked, alone and two together; then the
/// questions of the program are asked and something is recorded.
@Suite(.serialized) struct TableSweepTests {
  nonisolated(unsafe) private static let base = Result { try AttackedLedger() }

  private var base: AttackedLedger { get throws { try Self.base.get() } }

  struct Sweep: CustomTestStringConvertible {
    var table: AttackedTable
    var attack: RowAttack

    var testDescription: String { "\(table), \(attack)" }
  }

  static let sweeps = AttackedTable.allCases.flatMap { table in
    RowAttack.allCases.map { Sweep(table: table, attack: $0) }
  }

  /// Of a table with many rows of one kind, so many are attacked.
  private static let mostRows = 9

  @Test(arguments: sweeps)
  func `whoever attacks a row gets the right answer from nobody wrong, and no append to fork`(
    sweep: Sweep
  ) throws {
    let base = try base
    let rows = try #require(base.tables[sweep.table])
    let step = max(1, rows.count / Self.mostRows)
    for index in stride(from: 0, to: rows.count, by: step) {
      guard let changed = base.change(sweep.attack, to: index, of: sweep.table) else { continue }
      try expectHonesty(
        changed.map { (sweep.table, $0) }, "\(sweep.testDescription) row \(index)",
        isMendable: Self.isMendable(changed, of: sweep.table))
    }
  }

  @Test func `two rows set back together change no answer either`() throws {
    let base = try base
    let attestation = try #require(base.earlier[.meta]?.first { $0.key == MetaKey.attestation })
    var heads: [TableRow] = []
    for index in try #require(base.tables[.heads]).indices {
      if let row = base.change(.setBack, to: index, of: .heads)?.first { heads.append(row) }
    }
    #expect(heads.count > 4)
    for (index, head) in heads.enumerated().prefix(6) {
      let other = heads[(index + 1) % heads.count]
      try expectHonesty([(.heads, head), (.heads, other)], "heads \(index) and the next")
      try expectHonesty(
        [(.heads, head), (.meta, attestation)], "head \(index) and the attestation")
    }
    try expectHonesty(
      heads.map { (.heads, $0) } + [(.meta, attestation)], "all heads and the attestation")
  }

  /// What says which ledger this is cannot be made anew from the entries.
  private static func isMendable(_ rows: [TableRow], of table: AttackedTable) -> Bool {
    table != .meta || !rows.contains { [MetaKey.format, MetaKey.ledgerID].contains($0.key) }
  }

  private func expectHonesty(
    _ changes: [(table: AttackedTable, row: TableRow)], _ what: String, isMendable: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let base = try base
    let copy = try base.attacked(changes)
    defer { copy.close() }
    try expect(copy.answers(), base.expected, what, sourceLocation)
    do {
      _ = try copy.recordSomething()
      try expect(copy.answers(), base.expectedAfterwards, what + ", afterwards", sourceLocation)
    } catch {
      #expect(Self.namesTables(error), "\(what): \(error)", sourceLocation: sourceLocation)
    }
    guard isMendable else { return }
    let line = copy.doctorsLine()
    let mended = try copy.mend()
    if changes.contains(where: { $0.table == .heads }), mended?.mending.heads ?? 0 > 0 {
      #expect(
        line?.verdict == .act, "\(what): \(line?.found ?? "")", sourceLocation: sourceLocation)
      #expect(!copy.defects.isEmpty, "\(what): nothing was told", sourceLocation: sourceLocation)
    }
    let verification = try copy.open().verify(signatures: true, since: nil) { _, _ in }
    #expect(
      verification.isSound, "\(what): \(verification.problems)", sourceLocation: sourceLocation)
  }

  private func expect(
    _ answers: [String: String], _ expected: [String: String], _ what: String,
    _ sourceLocation: SourceLocation
  ) throws {
    for (question, answer) in expected where answers[question] != answer {
      let found = answers[question] ?? ""
      #expect(
        found.hasPrefix("refused: ") && Self.namesTables(found),
        "\(what): \(question): \(found)\n\ninstead of\n\n\(answer)", sourceLocation: sourceLocation)
    }
  }

  private static func namesTables(_ error: any Error) -> Bool {
    namesTables(AttackedCopy.refusal(error))
  }

  private static func namesTables(_ refusal: String) -> Bool {
    ["The ledger contradicts itself", "has format", "it does not say its", "lacks its tables"]
      .contains { refusal.contains($0) }
  }
}
