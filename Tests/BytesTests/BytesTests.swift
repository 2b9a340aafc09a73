import Bytes
import Testing

struct HexTests {
  @Test func `every byte is written as two lower-case digits and read back in either case`() {
    for byte in UInt8.min ... .max {
      let text = Hex.string([byte])
      #expect(text == String(byte >> 4, radix: 16) + String(byte & 15, radix: 16))
      #expect(Hex.bytes(text) == [byte])
      #expect(Hex.bytes(text.uppercased()) == [byte])
    }
    #expect(Hex.string([]) == "")
    #expect(Hex.bytes("") == [])
  }

  @Test(arguments: ["0", "abc", "0g", "0x", " 00", "0０", "é0", "-1"])
  func `anything else is refused`(text: String) {
    #expect(Hex.bytes(text) == nil)
  }
}

struct NumberTests {
  @Test func `numbers are read and written least significant byte first, wherever they lie`() {
    var bytes: [UInt8] = [0xFF]
    bytes.appendLittleEndian(UInt32(0x0102_0304))
    bytes.appendLittleEndian(Int64(-2))
    #expect(bytes == [0xFF, 4, 3, 2, 1, 0xFE] + [UInt8](repeating: 0xFF, count: 7))
    let number: UInt32 = bytes.span.bytes.number(at: 1)
    #expect(number == 0x0102_0304)
    #expect(bytes.span.bytes.number(at: 5, as: Int64.self) == -2)
    bytes.withUnsafeMutableBytes { $0.storeNumber(UInt16(0x0506), at: 2) }
    #expect(bytes.span.bytes.array(1..<5) == [4, 6, 5, 1])
  }

  @Test func `big-endian numbers sort as their bytes do`() {
    let numbers: [UInt32] = [0, 1, 255, 256, 65_535, 1 << 24, .max]
    let keys = numbers.map { number in
      var key: [UInt8] = []
      key.appendBigEndian(number)
      return key
    }
    for (key, next) in zip(keys, keys.dropFirst()) { #expect(key.lexicographicallyPrecedes(next)) }
    #expect(keys.map { UInt32(bigEndianBytes: $0) } == numbers)
    #expect(keys.map { UInt32(littleEndianBytes: $0.reversed()) } == numbers)
    #expect(UInt32(bigEndianBytes: [1, 2, 3]) == nil)
    #expect(UInt32(littleEndianBytes: [1, 2, 3, 4, 5]) == nil)
  }
}

struct VarintTests {
  /// Of the Protocol Buffers encoding guide, and the edges.
  @Test(
    arguments: [
      ([0x00], 0), ([0x01], 1), ([0x96, 0x01], 150), ([0x80, 0x00], 0), ([0xFF, 0x7F], 16_383),
      ([UInt8](repeating: 0xFF, count: 9) + [0x01], .max),
    ] as [([UInt8], UInt64)])
  func `a number is read and the offset stands behind it`(bytes: [UInt8], number: UInt64) {
    var offset = 1
    #expect(([0xAA] + bytes + [0xAA]).span.bytes.varint(at: &offset) == number)
    #expect(offset == 1 + bytes.count)
  }

  @Test(arguments: [[], [0x80], [0xFF, 0xFF], [UInt8](repeating: 0x80, count: 11)] as [[UInt8]])
  func `a number that does not end is none`(bytes: [UInt8]) {
    var offset = 0
    #expect(bytes.span.bytes.varint(at: &offset) == nil)
  }
}

struct FixedBytesTests {
  private let bytes = Array(UInt8(1)...12)

  @Test func `bytes come back as they went in`() throws {
    let fixed = try #require(FixedBytes<12>(bytes))
    #expect(fixed.bytes == bytes)
    #expect(FixedBytes<12>(reading: ([0, 0] + bytes).span.bytes, at: 2) == fixed)
    var stored = [UInt8](repeating: 0, count: 14)
    stored.withUnsafeMutableBytes { fixed.store(to: $0, at: 1) }
    #expect(stored == [0] + bytes + [0])
    #expect(FixedBytes<12>(bytes.dropLast()) == nil)
    #expect(FixedBytes<12>(bytes + [0]) == nil)
  }

  @Test func `two are equal when every byte is`() throws {
    let fixed = try #require(FixedBytes<12>(bytes))
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 1
      let altered = try #require(FixedBytes<12>(other))
      #expect(altered != fixed)
      #expect(Set([fixed, altered, fixed]).count == 2)
    }
    #expect(FixedBytes<12>.zero.isZero)
    #expect(!fixed.isZero)
    #expect(FixedBytes<16>.random() != .random())
  }
}
