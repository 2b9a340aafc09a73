import Testing
import TransparencyLog

@Suite struct HashTests {
  // FIPS 180-2, appendix B.1.
  @Test func `SHA-256 of abc is what the standard says`() {
    let hash = Hash.sha256([0x61, 0x62, 0x63])
    #expect(hash.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `leaves, nodes and the empty root are those of the reference tree`() throws {
    #expect(Hash.emptyRoot.hex == ReferenceVectors.roots[0])
    for (leaf, expected) in zip(ReferenceVectors.leaves, ReferenceVectors.nodes[0]) {
      #expect(Hash.leaf(leaf).hex == expected)
    }
    for (below, level) in zip(ReferenceVectors.nodes, ReferenceVectors.nodes.dropFirst()) {
      for (index, expected) in level.enumerated() {
        let left = try ReferenceVectors.hash(below[2 * index])
        let right = try ReferenceVectors.hash(below[2 * index + 1])
        #expect(Hash.node(left, right).hex == expected)
      }
    }
  }

  // golang.org/x/mod sumdb/tlog note_test.go, the root of TestFormatTree.
  @Test func `a leaf hash in base64 is the one that Go's tlog writes`() {
    #expect(
      Hash.leaf(Array("hello world".utf8)).base64 == "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=")
  }

  @Test(arguments: [0, 1, 54, 55, 63, 64, 65, 200, 65_535])
  func `a leaf is SHA-256 of a zero byte and the entry, from an array, a span or a buffer`(
    count: Int
  ) {
    let entry = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let expected = Hash.sha256([0x00] + entry)
    #expect(Hash.leaf(entry) == expected)
    #expect(Hash.leaf(entry.span.bytes) == expected)
    #expect(entry.withUnsafeBytes { Hash.leaf($0) } == expected)
    #expect(Hash.sha256(entry.span.bytes) == Hash.sha256(entry))
  }

  @Test func `a node is SHA-256 of a one byte and both children in order`() {
    let (left, right) = (Hash.sha256([1]), Hash.sha256([2]))
    #expect(Hash.node(left, right) == Hash.sha256([0x01] + left.bytes + right.bytes))
    #expect(Hash.node(left, right) != Hash.node(right, left))
  }

  @Test func `bytes, hexadecimal and base64 are read back`() {
    let hash = Hash.sha256([7])
    #expect(Hash(bytes: hash.bytes) == hash)
    #expect(Hash(bytes: ([9] + hash.bytes)[1...]) == hash)
    #expect(Hash(reading: hash.bytes.span.bytes) == hash)
    #expect(Hash(hex: hash.hex) == hash)
    #expect(Hash(hex: hash.hex.uppercased()) == hash)
    #expect(Hash(base64: hash.base64) == hash)
    #expect(hash.withUnsafeBytes { Array($0) } == hash.bytes)
    #expect("\(hash)" == hash.hex)
    #expect(MemoryLayout<Hash>.size == 32)
  }

  @Test(arguments: [0, 1, 31, 33, 64])
  func `only 32 bytes are a hash`(count: Int) {
    let bytes = [UInt8](repeating: 0, count: count)
    #expect(Hash(bytes: bytes) == nil)
    #expect(Hash(reading: bytes.span.bytes) == nil)
    #expect(Hash(hex: String(repeating: "00", count: count)) == nil)
  }

  @Test(arguments: [
    "", "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0",
    "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb1=",
    "TszzRgjTG6xce-z2AG31kAXYKBgQVtCSCE40HmuwBb0=",
    "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
    " TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=",
    "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0==",
    "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBTOOBIG=",
  ])
  func `base64 that is not canonical or not of 32 bytes is no hash`(text: String) {
    #expect(Hash(base64: text) == nil)
  }

  @Test func `hexadecimal with another character or an odd count is no hash`() {
    let hex = Hash.emptyRoot.hex
    #expect(Hash(hex: String(hex.dropLast())) == nil)
    #expect(Hash(hex: hex.dropLast() + "g") == nil)
    #expect(Hash(hex: "0x" + hex.dropFirst(2)) == nil)
    #expect(Hash(hex: hex.dropLast() + "٣") == nil)
  }

  @Test func `hashes are ordered as their bytes are`() throws {
    let hashes = (0..<200 as Range<UInt8>).map { Hash.sha256([$0]) }
    let expected = hashes.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
    #expect(hashes.sorted().map(\.bytes) == expected)
    // Neighbouring bytes, so that a word compared with its bytes in the wrong order shows.
    for position in 0..<31 {
      var bytes = [UInt8](repeating: 0x7F, count: 32)
      bytes[position + 1] = 0xFF
      let low = try #require(Hash(bytes: bytes))
      bytes[position] = 0x80
      bytes[position + 1] = 0x00
      let high = try #require(Hash(bytes: bytes))
      #expect(low < high)
      #expect(!(high < low))
    }
  }
}
