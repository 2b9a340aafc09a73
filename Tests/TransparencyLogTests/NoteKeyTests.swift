import Testing
import TransparencyLog

@Suite struct NoteKeyTests {
  @Test(arguments: [
    KnownNotes.peterKey, KnownNotes.enochKey, KnownNotes.goKey, KnownNotes.firmwareKey,
  ])
  func `a published verifier key is read and written back`(vkey: String) throws {
    let verifier = try NoteVerifier(vkey: vkey)
    #expect(verifier.vkey == vkey)
    #expect(vkey.hasPrefix("\(verifier)+"))
    #expect(try NoteVerifier(name: verifier.name, publicKey: verifier.publicKey) == verifier)
  }

  @Test func `name and id are read from the key`() throws {
    let verifier = try NoteVerifier(vkey: KnownNotes.goKey)
    #expect(verifier.name == "sum.golang.org")
    #expect(verifier.keyID == 0x033d_e0ae)
    #expect(verifier.publicKey.count == 32)
  }

  // As golang.org/x/mod sumdb/note's TestNewVerifier mangles it.
  @Test func `no part of a key and no key with a changed character is a key`() {
    let bytes = Array(KnownNotes.peterKey.utf8)
    for start in bytes.indices {
      for end in start + 1...bytes.count where end - start < bytes.count {
        #expect(throws: TransparencyLogError.self) {
          try NoteVerifier(vkey: String(decoding: bytes[start..<end], as: UTF8.self))
        }
      }
    }
    for position in bytes.indices {
      var mangled = bytes
      mangled[position] += 1
      #expect(throws: TransparencyLogError.self) {
        try NoteVerifier(vkey: String(decoding: mangled, as: UTF8.self))
      }
    }
  }

  @Test(
    arguments: [
      ("", .shape), ("PeterNeumann", .shape), ("PeterNeumann+c74f20a3", .shape),
      ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
      ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
      ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idNotHexadecimal),
      ("PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idNotHexadecimal),
      ("PeterNeumann+c74f20a3c7+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idNotHexadecimal),
      ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idDiffers),
      ("PaulNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idDiffers),
      ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", .encoding),
      ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n", .encoding),
      ("PeterNeumann+c74f20a3+", .algorithm),
      // Ids adjusted to fit, as in golang.org/x/mod sumdb/note's TestNewVerifier.
      (
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", .encoding
      ),
      ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .algorithm),
      ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAAAA", .publicKeyLength),
    ] as [(String, KeyDefect)])
  func `a malformed verifier key is refused with what is wrong`(
    vkey: String, defect: KeyDefect
  ) {
    #expect(throws: TransparencyLogError.malformedKey(defect)) { try NoteVerifier(vkey: vkey) }
  }

  @Test(arguments: [
    "", "a b", "a+b", "a+\u{301}b", "a\nb", "a\tb", "a\u{0}", "a\u{A0}b", "a\u{85}b", "a\u{2003}b",
    "a\u{3000}", "\u{2028}",
  ])
  func `a name with a space, a plus sign or a control character is refused`(name: String) {
    let key = [UInt8](repeating: 3, count: 32)
    #expect(throws: TransparencyLogError.malformedKey(.name)) {
      try NoteVerifier(name: name, publicKey: key)
    }
    #expect(throws: TransparencyLogError.malformedKey(.name)) {
      try NoteSigner(name: name, privateKey: key)
    }
  }

  @Test(arguments: [0, 31, 33, 64])
  func `a key that is not 32 bytes is refused`(count: Int) {
    let key = [UInt8](repeating: 3, count: count)
    #expect(throws: TransparencyLogError.malformedKey(.publicKeyLength)) {
      try NoteVerifier(name: "a", publicKey: key)
    }
    #expect(throws: TransparencyLogError.malformedKey(.privateKeyLength)) {
      try NoteSigner(name: "a", privateKey: key)
    }
  }

  @Test func `a signer has the public key that Go derives from its seed, and never shows the seed`()
    throws
  {
    let seed = try ReferenceVectors.hash(KnownNotes.peterSeed)
    let signer = try NoteSigner(name: "PeterNeumann", privateKey: seed.bytes)
    #expect(signer.vkey == KnownNotes.peterKey)
    #expect(signer.verifier == (try NoteVerifier(vkey: KnownNotes.peterKey)))
    #expect("\(signer)" == "PeterNeumann+c74f20a3")
    #expect(String(reflecting: signer) == "PeterNeumann+c74f20a3")
  }
}
