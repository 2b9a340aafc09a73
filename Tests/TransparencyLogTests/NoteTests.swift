import Testing
import TransparencyLog

@Suite struct NoteTests {
  private static let good = KnownNotes.text + "\n" + KnownNotes.peterLine
  private let peter: NoteVerifier
  private let enoch: NoteVerifier
  private let signer: NoteSigner

  init() throws {
    peter = try NoteVerifier(vkey: KnownNotes.peterKey)
    enoch = try NoteVerifier(vkey: KnownNotes.enochKey)
    signer = try NoteSigner(
      name: "PeterNeumann", privateKey: ReferenceVectors.hash(KnownNotes.peterSeed).bytes)
  }

  @Test func `signing gives the very bytes that Go's note gives`() throws {
    let note = try Note(text: KnownNotes.text).signed(by: signer)
    #expect(note.encoded == NoteTests.good)
    #expect(note.bytes == Array(NoteTests.good.utf8))
    #expect(try Note(parsing: note.bytes) == note)
  }

  @Test func `signing again replaces the same key's signature and keeps the others`() throws {
    let both = try Note(
      parsing: KnownNotes.text + "\n" + KnownNotes.peterLine + KnownNotes.enochLine)
    let again = try both.signed(by: signer)
    #expect(
      again.encoded == KnownNotes.text + "\n" + KnownNotes.enochLine + KnownNotes.peterLine)
  }

  @Test func `a signature is known by its name and id together, others are ignored`() throws {
    let note = try Note(
      parsing: KnownNotes.text + "\n" + KnownNotes.peterLine + KnownNotes.enochLine)
    #expect(try note.verified(by: [peter]).map(\.name) == ["PeterNeumann"])
    #expect(try note.verified(by: [enoch]).map(\.keyID) == [0xaf0c_fe78])
    #expect(try note.verified(by: [enoch, peter, enoch]).count == 2)
    #expect(throws: TransparencyLogError.noKnownSignature) { try note.verified(by: []) }
    let sameName = try NoteVerifier(name: "PeterNeumann", publicKey: enoch.publicKey)
    #expect(throws: TransparencyLogError.noKnownSignature) { try note.verified(by: [sameName]) }
  }

  @Test func `a signature under another name or id is not the known key's`() throws {
    for line in [
      KnownNotes.peterLine.replacing("PeterNeumann", with: "CarmenSandiego"),
      KnownNotes.peterLine.replacing("x08g", with: "xxxx"),
    ] {
      let note = try Note(parsing: KnownNotes.text + "\n" + line)
      #expect(throws: TransparencyLogError.noKnownSignature) { try note.verified(by: [peter]) }
    }
  }

  @Test func `one bad signature of a known key spoils the note, also beside good ones`() throws {
    let badPeter = KnownNotes.peterLine.replacing("ZJkuBS9U", with: "ZJkuBS9V")
    for lines in [
      badPeter, badPeter + KnownNotes.enochLine, KnownNotes.enochLine + badPeter,
      KnownNotes.peterLine + badPeter,
    ] {
      let note = try Note(parsing: KnownNotes.text + "\n" + lines)
      #expect(throws: TransparencyLogError.invalidSignature(key: "PeterNeumann+c74f20a3")) {
        try note.verified(by: [peter, enoch])
      }
    }
    let unknownIsBad = try Note(parsing: KnownNotes.text + "\n" + badPeter + KnownNotes.enochLine)
    try unknownIsBad.verified(by: [enoch])
  }

  @Test func `a signature that is too short or too long does not verify`() throws {
    let value = try #require(try signer.signature(for: Array(KnownNotes.text.utf8)))
    for bytes in [Array(value.bytes.dropLast()), value.bytes + [0], [], [0]] {
      #expect(!peter.isValid(bytes, for: Array(KnownNotes.text.utf8)))
    }
    #expect(peter.isValid(value.bytes, for: Array(KnownNotes.text.utf8)))
  }

  @Test func `no single changed bit of text or signature verifies`() throws {
    let bytes = Array(NoteTests.good.utf8)
    for position in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[position] ^= 1 << UInt8(bit)
        #expect(throws: TransparencyLogError.self) {
          try Note(parsing: changed).verified(by: [peter])
        }
      }
    }
  }

  @Test func `the specification's own example is read and written back`() throws {
    let note = try Note(parsing: KnownNotes.quasimodo)
    #expect(note.text.hasSuffix("\n\ned è subito sera.\n"))
    #expect(note.signatures.map(\.name) == ["quasimodo.example/salvatore"])
    #expect(note.signatures.map(\.bytes.count) == [64])
    #expect(note.encoded == KnownNotes.quasimodo)
  }

  @Test func `the last empty line separates, earlier ones are text`() throws {
    for text in ["\n", "a\n\n", "\n\na\n", "a\n\n— b AAAAAAA=\n"] {
      let note = try Note(text: text).signed(by: signer)
      let read = try Note(parsing: note.encoded)
      #expect(read.text == text)
      try read.verified(by: [peter])
    }
  }

  @Test func `two spellings of an accented name are two keys`() throws {
    let composed = try NoteSigner(name: "caf\u{E9}", privateKey: enoch.publicKey)
    let note = try Note(text: "x\n").signed(by: composed)
    let value = try #require(note.signatures[0].line.split(separator: " ").last)
    // The composed name's id under the decomposed name: equal to `String`, another key here.
    let renamed = try Note(parsing: "x\n\n— cafe\u{301} \(value)")
    #expect(renamed.signatures[0].name == composed.name)
    #expect(renamed.signatures[0].keyID == composed.keyID)
    #expect(throws: TransparencyLogError.noKnownSignature) {
      try renamed.verified(by: [composed.verifier])
    }
    try note.verified(by: [composed.verifier])
  }

  @Test(
    arguments: [
      ("", .noBlankLine), ("\n", .noBlankLine), ("\n\n", .noSignature),
      (KnownNotes.text, .noBlankLine), (KnownNotes.text + "\n", .noSignature),
      (KnownNotes.text + KnownNotes.peterLine, .noBlankLine),
      (String(good.dropLast()), .unfinishedLine), (good + "\n", .noSignature),
      (good + "x", .unfinishedLine), (good + "Unexpected line.\n", .signatureLine),
      ("\u{1}" + good, .controlCharacter), ("\t" + good, .controlCharacter),
      (good.replacing("\n", with: "\r\n"), .controlCharacter),
      (good.replacing("— ", with: "- "), .signatureLine),
      (good.replacing("— ", with: "—"), .signatureLine),
      (good.replacing("— ", with: " — "), .signatureLine),
      (good.replacing("— ", with: "—  "), .keyName),
      (KnownNotes.text + "\n— PeterNeumann\n", .signatureLine),
      (KnownNotes.text + "\n— \n", .signatureLine),
      (KnownNotes.text + "\n— PeterNeumann \n", .signatureLength),
      (KnownNotes.text + "\n— PeterNeumann x08goA==\n", .signatureLength),
      (KnownNotes.text + "\n— PeterNeumann x08g\n", .signatureLength),
      (good.replacing("PeterNeumann", with: "Peter+Neumann"), .keyName),
      (good.replacing("PeterNeumann", with: "Peter+\u{301}Neumann"), .keyName),
      (good.replacing("PeterNeumann", with: "Peter\u{A0}Neumann"), .keyName),
      (good.replacing("PeterNeumann", with: "Peter Neumann"), .signatureEncoding),
      (good.replacing("JnAM=", with: "JnAN="), .signatureEncoding),
      (good.replacing("JnAM=", with: "JnAM"), .signatureEncoding),
      (good.replacing("JnAM=", with: "JnAM= "), .signatureEncoding),
      (good.replacing("x08go/", with: "x08go_"), .signatureEncoding),
    ] as [(String, NoteDefect)])
  func `a malformed note is refused with what is wrong`(note: String, defect: NoteDefect) {
    #expect(throws: TransparencyLogError.malformedNote(defect)) { try Note(parsing: note) }
  }

  @Test(arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x80]] as [[UInt8]])
  func `bytes that are not UTF-8 are refused, wherever they stand`(bytes: [UInt8]) {
    for note in [bytes + Array(NoteTests.good.utf8), Array(NoteTests.good.utf8) + bytes] {
      #expect(throws: TransparencyLogError.malformedNote(.notUTF8)) { try Note(parsing: note) }
    }
  }

  @Test func `up to 100 signatures and 1,000,000 bytes are read, no more`() throws {
    let head = KnownNotes.text + "\n"
    try Note(parsing: head + String(repeating: KnownNotes.peterLine, count: 100))
      .verified(by: [peter])
    #expect(throws: TransparencyLogError.malformedNote(.tooManySignatures)) {
      try Note(parsing: head + String(repeating: KnownNotes.peterLine, count: 101))
    }
    let padding = String(repeating: "a", count: 1_000_000 - NoteTests.good.utf8.count)
    #expect(try Note(parsing: padding + NoteTests.good).bytes.count == 1_000_000)
    #expect(throws: TransparencyLogError.malformedNote(.tooLong)) {
      try Note(parsing: padding + "a" + NoteTests.good)
    }
  }

  @Test func `a text that no note could carry is refused before it is signed`() {
    #expect(throws: TransparencyLogError.malformedNote(.textWithoutNewline)) {
      try Note(text: "abc")
    }
    #expect(throws: TransparencyLogError.malformedNote(.textWithoutNewline)) { try Note(text: "") }
    #expect(throws: TransparencyLogError.malformedNote(.controlCharacter)) {
      try Note(text: "a\tb\n")
    }
  }
}
