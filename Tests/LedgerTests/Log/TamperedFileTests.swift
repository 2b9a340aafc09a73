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
      let offsets = offsets(of: value, in: pristine)
      #expect(!offsets.isEmpty)
      // The leaf hash, the header, the body or the signatures, the stamp.
      let indices = [Int(entry.position % 32), 32 + Int(entry.position % 88)]
      for index in indices + [32 + (value.count - 32) / 2, value.count - 1] {
        var tampered = pristine
        for offset in offsets { tampered[offset + index] ^= 0x10 }
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

  /// LMDB leaves older copies of a page in the file, before and after the live one.
  private func offsets(of value: [UInt8], in file: [UInt8]) -> [Int] {
    let (file, value) = (Data(file), Data(value))
    var offsets: [Int] = []
    var rest = file.startIndex..<file.endIndex
    while let found = file.range(of: value, in: rest) {
      offsets.append(found.lowerBound)
      rest = found.upperBound..<file.endIndex
    }
    return offsets
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
