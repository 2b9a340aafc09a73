import Foundation
import LMDB
import Testing
import TransparencyLog

@testable import Ledger

/// One byte of the data file is flipped, and verification names the entry.
@Suite struct TamperedFileTests {
  @Test func `a flipped byte of any entry in the file is named, and nothing else`() throws {
    let fixture = try LedgerFixture()
    try fixture.fillWithSixtyEntries()
    var entries: [Entry] = []
    try fixture.ledger.forEachEntry {
      entries.append($0)
      return true
    }
    #expect(entries.count >= 60)
    let pristine = try [UInt8](Data(contentsOf: URL(fileURLWithPath: fixture.directory.dataFile)))
    let copy = try fixture.directory.copy()
    for entry in entries {
      let value = entry.leafHash.bytes + entry.bytes
      let offset = try #require(lastOffset(of: value, in: pristine))
      // The leaf hash, the header, the body or the signatures, the stamp.
      let indices = [Int(entry.position % 32), 32 + Int(entry.position % 88)]
      for index in indices + [32 + (value.count - 32) / 2, value.count - 1] {
        var tampered = pristine
        tampered[offset + index] ^= 0x10
        try Data(tampered).write(to: URL(fileURLWithPath: copy.dataFile))
        try checkNames(entry.position, flipped: index, in: copy)
      }
    }
  }

  private func checkNames(_ position: UInt64, flipped index: Int, in copy: LedgerDirectory) throws {
    let ledger = try Ledger.open(at: copy.path, examining: true, mapByteCount: 1 << 28)
    defer { ledger.close() }
    let verification = try ledger.verify(VerifyOptions(signatures: true))
    #expect(
      verification.problems.map(\.position) == [position]
        && verification.problems.map(\.kind) == [.damagedEntry],
      "byte \(index) of the stored value of entry \(position)")
    #expect(verification.damagedPositions == [position])
    #expect(throws: LedgerError.damaged(position: position)) { try ledger.entry(at: position) }
  }

  /// LMDB leaves older copies of a page in the file; the live one was written last.
  private func lastOffset(of value: [UInt8], in file: [UInt8]) -> Int? {
    let file = Data(file)
    return file.range(of: Data(value), options: .backwards)?.lowerBound
  }

  @Test func `several damaged entries are each named`() throws {
    let fixture = try LedgerFixture()
    try fixture.fillWithSixtyEntries()
    let positions: [UInt64] = [0, 1, 6, 20, 21, 22, 40, try fixture.ledger.head().size - 1]
    for (index, position) in positions.enumerated() {
      try fixture.ledger.rewrite { transaction, tables in
        var value = try #require(try transaction.value(tables.entries, position))
        // Leaf hashes and bodies in turn.
        value[index % 2 == 0 ? 5 : 130] ^= 1
        try transaction.put(tables.entries, position, value)
      }
    }
    let verification = try fixture.ledger.verify(VerifyOptions(signatures: true))
    #expect(verification.problems.map(\.position) == positions)
    #expect(verification.problems.allSatisfy { $0.kind == .damagedEntry })
  }
}
