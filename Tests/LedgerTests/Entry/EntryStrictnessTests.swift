import Testing

@testable import Ledger

@Suite struct EntryStrictnessTests {
  /// A golden entry with other bytes at an offset, and what is wrong with it then.
  struct Violation: CustomTestStringConvertible, Sendable {
    let what: String
    var isSealed = true
    let offset: Int
    let bytes: [UInt8]
    let defect: EntryDefect

    var testDescription: String { what }
    var entry: [UInt8] { isSealed ? GoldenEntries.sealedEntry : GoldenEntries.clearEntry }
    var position: UInt64 { isSealed ? 7 : 8 }
  }

  private static let ones = [UInt8](repeating: 0xFF, count: 8)

  static let headerViolations = [
    Violation(what: "format 0", offset: 0, bytes: [0], defect: .format(0)),
    Violation(what: "format 2", offset: 0, bytes: [2], defect: .format(2)),
    Violation(what: "suite 2", offset: 1, bytes: [2], defect: .suite(2)),
    Violation(what: "flag bit 1", offset: 2, bytes: [3], defect: .flags(3)),
    Violation(what: "flag bit 15", offset: 3, bytes: [0x80], defect: .flags(0x8001)),
    Violation(what: "stream type 0", offset: 4, bytes: [0, 0], defect: .streamType(0)),
    Violation(
      what: "stream type 65535", offset: 4, bytes: [255, 255], defect: .streamType(65_535)),
    Violation(what: "kind 0", offset: 6, bytes: [0, 0], defect: .kind(0)),
    Violation(what: "kind 65535", offset: 6, bytes: [255, 255], defect: .kind(65_535)),
    Violation(
      what: "an append id of zeros", offset: 32, bytes: [UInt8](repeating: 0, count: 16),
      defect: .appendIDZero),
    Violation(
      what: "an index past the last", offset: 48, bytes: [2, 0],
      defect: .index(2, lastIndex: 1)),
    Violation(
      what: "no data key", offset: 52, bytes: [0, 0, 0, 0], defect: .nonceWithoutSeal),
    Violation(
      what: "a body length that is no seal's", offset: 56, bytes: [47, 0, 0, 0],
      defect: .sealedLength(47)),
    Violation(
      what: "a body of a tag alone", offset: 56, bytes: [16, 0, 0, 0],
      defect: .sealedLength(16)),
    Violation(
      what: "a body that runs past the end", offset: 56, bytes: [80, 0, 0, 0],
      defect: .length(expected: 200, found: 168)),
    Violation(
      what: "a UTC offset too far east", offset: 60, bytes: [0x39, 0x04],
      defect: .utcOffset(1_081)),
    Violation(
      what: "a UTC offset too far west", offset: 60, bytes: [0xC7, 0xFB],
      defect: .utcOffset(-1_081)),
    Violation(what: "precision 0", offset: 62, bytes: [0], defect: .precision(0)),
    Violation(what: "precision 6", offset: 62, bytes: [6], defect: .precision(6)),
    Violation(what: "the reserved byte", offset: 63, bytes: [1], defect: .notZero(offset: 63)),
    Violation(what: "the padding", offset: 87, bytes: [1], defect: .notZero(offset: 84)),
  ]

  static let tailViolations = [
    Violation(
      what: "signatures where none belong", isSealed: false, offset: 50, bytes: [2],
      defect: .length(expected: 125, found: 342)),
    Violation(
      what: "no signatures where they belong", offset: 50, bytes: [0],
      defect: .length(expected: 297, found: 168)),
    Violation(
      what: "a negative clock lag", offset: 144, bytes: [0, 0, 0, 0x80],
      defect: .clockLag(.min)),
    Violation(
      what: "a revision 0 with a previous entry", offset: 148, bytes: [0],
      defect: .link(previous: 5, revision: 0)),
    Violation(
      what: "a revision 3 without a previous entry", offset: 152, bytes: ones,
      defect: .link(previous: nil, revision: 3)),
    Violation(
      what: "a previous entry that is not before", offset: 152, bytes: [7],
      defect: .link(previous: 7, revision: 3)),
    Violation(what: "another position", offset: 160, bytes: [6], defect: .position(stamped: 6)),
    Violation(
      what: "no signer", isSealed: false, offset: 93, bytes: [0], defect: .signatureCount(0)),
    Violation(
      what: "five signers", isSealed: false, offset: 93, bytes: [5], defect: .signatureCount(5)),
    Violation(
      what: "one signer fewer than there are", isSealed: false, offset: 93, bytes: [1],
      defect: .length(expected: 129, found: 217)),
    Violation(
      what: "an anchor past the append", isSealed: false, offset: 94, bytes: [8],
      defect: .anchorSize(8)),
    Violation(
      what: "an empty anchor with a root", isSealed: false, offset: 94, bytes: [0],
      defect: .anchorRoot),
    Violation(
      what: "a first signer who is not the actor", isSealed: false, offset: 134, bytes: [9],
      defect: .firstSigner(9, actor: 7)),
    Violation(
      what: "one signer twice", isSealed: false, offset: 222, bytes: [7], defect: .signerTwice),
    Violation(
      what: "algorithm 2", isSealed: false, offset: 146, bytes: [2], defect: .algorithm(2)),
    Violation(what: "meaning 0", isSealed: false, offset: 147, bytes: [0], defect: .meaning(0)),
    Violation(what: "meaning 5", isSealed: false, offset: 147, bytes: [5], defect: .meaning(5)),
    Violation(
      what: "a signature of 63 bytes", isSealed: false, offset: 156, bytes: [63],
      defect: .signatureLength(63)),
    Violation(
      what: "a body of another kind", isSealed: false, offset: 6, bytes: [2],
      defect: .bodyKind(2)),
    Violation(
      what: "a body that is no message", isSealed: false, offset: 89, bytes: [9],
      defect: .bodyKind(1)),
  ]

  @Test(arguments: headerViolations + tailViolations)
  func `a reader refuses with the position`(_ violation: Violation) throws {
    var bytes = violation.entry
    bytes.replaceSubrange(
      violation.offset..<violation.offset + violation.bytes.count, with: violation.bytes)
    #expect(throws: LedgerError.refused(position: violation.position, violation.defect)) {
      try Entry(parsing: bytes, position: violation.position)
    }
  }

  @Test(arguments: [0, 1, 87, 88, 119, 167])
  func `a reader refuses an entry cut short`(count: Int) throws {
    #expect(throws: LedgerError.self) {
      try Entry(parsing: Array(GoldenEntries.sealedEntry.prefix(count)), position: 7)
    }
    #expect(throws: LedgerError.self) {
      try Entry(parsing: Array(GoldenEntries.clearEntry.prefix(count)), position: 8)
    }
  }

  @Test func `a reader refuses an entry with a byte too many, and one too large`() throws {
    #expect(throws: LedgerError.refused(position: 7, .length(expected: 168, found: 169))) {
      try Entry(parsing: GoldenEntries.sealedEntry + [0], position: 7)
    }
    let large = GoldenEntries.sealedEntry + [UInt8](repeating: 0, count: 65_535 - 167)
    #expect(throws: LedgerError.refused(position: 7, .length(expected: 65_535, found: 65_536))) {
      try Entry(parsing: large, position: 7)
    }
  }

  @Test func `a stream type and kind never heard of are read`() throws {
    var bytes = GoldenEntries.sealedEntry
    bytes.replaceSubrange(4..<8, with: [0x34, 0x12, 0x78, 0x56])
    let entry = try Entry(parsing: bytes, position: 7)
    #expect(entry.header.stream.type.rawValue == 0x1234)
    #expect(entry.header.kind == 0x5678)
  }

  @Test(arguments: [0, 1, 30, 31, 32, 33, 63, 64])
  func `padding comes off again whatever the length`(count: Int) {
    let message = [UInt8](repeating: 0x80, count: count)
    let padded = Padding.pad(message)
    #expect(padded.count.isMultiple(of: 32) && padded.count > count)
    #expect(padded.count == Padding.paddedByteCount(count))
    #expect(unpadded(padded) == message)
  }

  private func unpadded(_ padded: [UInt8]) -> [UInt8]? {
    var message = padded
    return Padding.unpad(&message) ? message : nil
  }

  @Test func `a body ends where its last field does`() {
    func isWhole(_ body: [UInt8]) -> Bool { BodyKind.holds(7, body.span.bytes) }
    let event = message(7, [1, 2, 3])
    #expect(isWhole(event))
    // A number of 8 and one of 4 bytes that are not all there.
    for cut in [[0x09, 0, 0], [0x0D, 0]] as [[UInt8]] { #expect(!isWhole(event + cut)) }
  }

  @Test func `padding that is not ours does not come off`() {
    let zeros = [UInt8](repeating: 0, count: 32)
    #expect(unpadded([]) == nil)
    #expect(unpadded(zeros) == nil)
    #expect(unpadded(zeros.dropLast() + [1]) == nil)
    #expect(unpadded([0x80] + zeros) == nil)
    // A block of padding more than is needed.
    #expect(unpadded([1, 0x80] + zeros + [UInt8](repeating: 0, count: 30)) == nil)
  }
}
