import Bytes
import Crypto
import Testing
import TransparencyLog

@testable import Ledger

@Suite struct EntryGoldenTests {
  private let ledger = LedgerID(bytes: 0..<32)
  private let appendID = AppendID(bytes: 0xA0..<0xB0)
  private let subject = SubjectID(bytes: 0x50..<0x60)
  private let message: [UInt8] = [0x72, 0x02, 0x08, 0x48]
  private let anchor = TreeHead(size: 7, root: .sha256(Array("anchor".utf8)))

  private func sealedHeader() throws -> EntryHeader {
    EntryHeader(
      isTraining: true,
      stream: StreamKey(type: .visit, subject: try #require(subject), number: 2), kind: 14,
      actor: 7, appendID: try #require(appendID), index: 0, lastIndex: 1, dataKeyNumber: 9,
      bodyByteCount: 48,
      occurred: Occurred(
        unixMicroseconds: 1_700_000_000_123_456, utcOffsetMinutes: -360, precision: .second),
      nonceBytes: try #require(Nonce(0xC0..<0xCC)))
  }

  private func dataKey() throws -> DataKey {
    try DataKey(bytes: Array(0x20..<0x40), subject: try #require(subject), number: 9)
  }

  @Test func `a header is written and read as these 88 bytes`() throws {
    let header = try sealedHeader()
    #expect(header.bytes == GoldenEntries.sealedHeader)
    let bytes = GoldenEntries.sealedHeader
    let parsed = try EntryHeader(parsing: bytes.span.bytes)
    #expect(parsed == header)
  }

  @Test func `a body is padded and sealed as these bytes, and opens`() throws {
    let ledger = try #require(ledger)
    let header = try sealedHeader()
    let sealed = try dataKey().seal(
      Padding.pad(message), associated: ledger.bytes + header.bytes, nonce: header.nonce)
    #expect(sealed == Array(GoldenEntries.sealedEntry[88..<136]))
    let entry = try Entry(parsing: GoldenEntries.sealedEntry, position: 7)
    #expect(entry.body == sealed)
    #expect(try entry.open(with: dataKey(), in: ledger) == message)
    #expect(try dataKey().commitment(in: ledger) == GoldenEntries.commitment)
  }

  @Test func `every field of an entry lies at the offset of the byte table`() throws {
    let bytes = GoldenEntries.sealedEntry
    func number(_ offset: Int, _ count: Int) -> UInt64 {
      bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let entry = try Entry(parsing: bytes, position: 7)
    #expect(bytes.count == 168)
    #expect([bytes[0], bytes[1]] == [1, 1])
    #expect(number(2, 2) == 1 && entry.header.isTraining)
    #expect(number(4, 2) == UInt64(entry.header.stream.type.rawValue))
    #expect(number(6, 2) == UInt64(entry.header.kind))
    #expect(Array(bytes[8..<24]) == entry.header.stream.subject.bytes)
    #expect(number(24, 4) == UInt64(entry.header.stream.number))
    #expect(number(28, 4) == UInt64(entry.header.actor))
    #expect(Array(bytes[32..<48]) == entry.header.appendID.bytes)
    #expect(number(48, 2) == UInt64(entry.header.index))
    #expect(number(50, 2) == UInt64(entry.header.lastIndex))
    #expect(number(52, 4) == UInt64(entry.header.dataKeyNumber))
    #expect(number(56, 4) == UInt64(entry.header.bodyByteCount))
    #expect(Int16(truncatingIfNeeded: number(60, 2)) == entry.header.occurred.utcOffsetMinutes)
    #expect(number(62, 1) == UInt64(entry.header.occurred.precision.rawValue))
    #expect(Int64(number(64, 8)) == entry.header.occurred.unixMicroseconds)
    #expect(Array(bytes[72..<84]) == entry.header.nonce)
    #expect(Int64(number(136, 8)) == entry.stamp.recordedMicroseconds)
    #expect(Int32(number(144, 4)) == entry.stamp.clockLagMilliseconds)
    #expect(number(148, 4) == UInt64(entry.stamp.revision))
    #expect(number(152, 8) == entry.stamp.previous)
    #expect(number(160, 8) == entry.stamp.position)
    #expect(entry.leafHash.bytes == GoldenEntries.sealedLeaf)
    #expect(entry.signatures == nil)
  }

  @Test func `the last entry of an append carries these signatures over this message`() throws {
    let entry = try Entry(parsing: GoldenEntries.clearEntry, position: 8)
    let block = try #require(entry.signatures)
    #expect(block.anchor == anchor)
    #expect(block.signatures.map(\.actor) == [7, 8])
    #expect(block.signatures.map(\.enrolment) == [1, 4])
    #expect(block.signatures.map(\.meaning) == [.recorded, .secondSigner])
    #expect(block.signatures.allSatisfy { $0.signedAtMicroseconds == 1_700_000_000_500_000 })
    #expect(entry.stamp.previous == nil)
    #expect(entry.leafHash.bytes == GoldenEntries.clearLeaf)
    let first = try Entry(parsing: GoldenEntries.sealedEntry, position: 7)
    let message = SignedMessage.bytes(
      ledger: try #require(ledger), append: try #require(appendID),
      statements: [.sha256(first.statement), .sha256(entry.statement)], block: block)
    #expect(message == GoldenEntries.signedMessage)
    for (index, seed) in [UInt8(1), 2].enumerated() {
      let key = try Curve25519.Signing.PrivateKey(
        rawRepresentation: [UInt8](repeating: seed, count: 32))
      #expect(key.publicKey.isValidSignature(block.signatures[index].bytes, for: message))
    }
  }

  @Test func `an append is laid out as these stored values`() throws {
    let first = try Entry(parsing: GoldenEntries.sealedEntry, position: 7)
    let last = try Entry(parsing: GoldenEntries.clearEntry, position: 8)
    var batch = EntryBatch()
    batch.add(first.header, body: first.body)
    batch.add(last.header, body: last.body)
    batch.end(with: try #require(last.signatures))
    #expect(batch.stamp(0, first.stamp).bytes == GoldenEntries.sealedLeaf)
    #expect(batch.stamp(1, last.stamp).bytes == GoldenEntries.clearLeaf)
    #expect(
      Array(batch.bytes[batch.range(0)]) == GoldenEntries.sealedLeaf + GoldenEntries.sealedEntry)
    #expect(
      Array(batch.bytes[batch.range(1)]) == GoldenEntries.clearLeaf + GoldenEntries.clearEntry)
    #expect(batch.entriesByteCount == 168 + 342)
  }
}
