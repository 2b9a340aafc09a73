import Testing
import TransparencyLog

@Suite struct CheckpointTests {
  private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

  // c2sp.org/tlog-checkpoint, the first example. Its key is not published with it, but the
  // signature carries the id of sum.golang.org's key and size and root are of that log.
  @Test func `the specification's own example is read and written back`() throws {
    let text = "example.com/behind-the-sofa\n20852163\n\(CheckpointTests.root)\n"
    let checkpoint = try Checkpoint(parsing: text)
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.treeHead.size == 20_852_163)
    #expect(checkpoint.treeHead.root.base64 == CheckpointTests.root)
    #expect(checkpoint.extensions.isEmpty)
    #expect(checkpoint.text == text)
  }

  @Test(arguments: KnownNotes.goCheckpoints)
  func `checkpoints that sum.golang.org signed are opened`(size: UInt64, note: String) throws {
    let key = try NoteVerifier(vkey: KnownNotes.goKey)
    let checkpoint = try Checkpoint.open(
      Array(note.utf8), verifier: key, origin: KnownNotes.goOrigin)
    #expect(checkpoint.treeHead.size == size)
    #expect(note.hasPrefix(checkpoint.text + "\n"))
    let other = note.replacing("\(size)", with: "\(size + 1)")
    #expect(throws: TransparencyLogError.invalidSignature(key: "sum.golang.org+033de0ae")) {
      try Checkpoint.open(Array(other.utf8), verifier: key, origin: KnownNotes.goOrigin)
    }
  }

  @Test func `the specification's example is a head of sum.golang.org under another name`() throws {
    let note =
      "go.sum database tree\n20852163\n\(CheckpointTests.root)\n\n— sum.golang.org "
      + "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    let checkpoint = try Checkpoint.open(
      Array(note.utf8), verifier: try NoteVerifier(vkey: KnownNotes.goKey),
      origin: KnownNotes.goOrigin)
    #expect(checkpoint.treeHead.size == 20_852_163)
  }

  @Test func `a checkpoint of the armored witness's firmware log is opened`() throws {
    let key = try NoteVerifier(vkey: KnownNotes.firmwareKey)
    let bytes = Array(KnownNotes.firmwareCheckpoint.utf8)
    let checkpoint = try Checkpoint.open(bytes, verifier: key, origin: KnownNotes.firmwareOrigin)
    #expect(checkpoint.treeHead.size == 56)
    #expect(
      throws: TransparencyLogError.otherOrigin(
        expected: key.name, found: KnownNotes.firmwareOrigin)
    ) { try Checkpoint.open(bytes, verifier: key) }
  }

  @Test func `what a log signs is opened with its key under its name, and only so`() throws {
    let seed = [UInt8](repeating: 7, count: 32)
    let signer = try NoteSigner(name: "example.org/ledger", privateKey: seed)
    let other = try NoteSigner(name: "example.org/ledger", privateKey: seed.map { $0 + 1 })
    let checkpoint = try Checkpoint(
      origin: "example.org/ledger", treeHead: TreeHead(size: 1 << 63, root: .sha256([1])))
    let note = try checkpoint.signed(by: signer)
    #expect(try Checkpoint.open(note.bytes, verifier: signer.verifier) == checkpoint)
    #expect(throws: TransparencyLogError.noKnownSignature) {
      try Checkpoint.open(note.bytes, verifier: other.verifier)
    }
    let stranger = try Checkpoint(origin: "example.org/other", treeHead: .empty)
    #expect(
      throws: TransparencyLogError.otherOrigin(
        expected: "example.org/ledger", found: "example.org/other")
    ) {
      try Checkpoint.open(try stranger.signed(by: signer).bytes, verifier: signer.verifier)
    }
  }

  @Test func `a genuine note that is no checkpoint is refused`() throws {
    let signer = try NoteSigner(name: "a", privateKey: [UInt8](repeating: 7, count: 32))
    let note = try Note(text: "a\nmany\n\(CheckpointTests.root)\n").signed(by: signer)
    #expect(throws: TransparencyLogError.malformedCheckpoint(.size)) {
      try Checkpoint.open(note.bytes, verifier: signer.verifier)
    }
  }

  @Test func `the signature is looked at before the text`() throws {
    let signer = try NoteSigner(name: "a", privateKey: [UInt8](repeating: 7, count: 32))
    let known = try NoteVerifier(vkey: KnownNotes.peterKey)
    let note = try Note(text: "no checkpoint\n").signed(by: signer)
    #expect(throws: TransparencyLogError.noKnownSignature) {
      try Checkpoint.open(note.bytes, verifier: known)
    }
  }

  @Test func `the empty tree and the largest size are written and read back`() throws {
    for head in [
      .empty, TreeHead(size: 1, root: .sha256([1])), TreeHead(size: .max, root: .emptyRoot),
    ] {
      let checkpoint = try Checkpoint(origin: "o", treeHead: head, extensions: ["x", " y"])
      #expect(try Checkpoint(parsing: checkpoint.text) == checkpoint)
      #expect(checkpoint.text == "o\n\(head.size)\n\(head.root.base64)\nx\n y\n")
    }
  }

  @Test(
    arguments: [
      ("", .unfinishedLine), ("\n", .tooFewLines), ("o\n5\n", .tooFewLines),
      ("o\n5\n\(root)", .unfinishedLine), ("\n5\n\(root)\n", .origin),
      ("o\u{0}\n5\n\(root)\n", .origin), ("o\r\n5\n\(root)\n", .origin),
      ("o\n\n\(root)\n", .size), ("o\n05\n\(root)\n", .size), ("o\n00\n\(root)\n", .size),
      ("o\n+5\n\(root)\n", .size), ("o\n-5\n\(root)\n", .size), ("o\n 5\n\(root)\n", .size),
      ("o\n5 \n\(root)\n", .size), ("o\n0x5\n\(root)\n", .size), ("o\n5.0\n\(root)\n", .size),
      ("o\n٥\n\(root)\n", .size), ("o\n5_0\n\(root)\n", .size),
      ("o\n18446744073709551616\n\(root)\n", .size), ("o\n5\n\n", .root),
      ("o\n5\n\(root) \n", .root), ("o\n5\n\(root)=\n", .root),
      ("o\n5\n\(root.dropLast())\n", .root),
      ("o\n5\n\(root.replacing("q2I=", with: "q2J="))\n", .root),
      ("o\n5\n\(root.replacing("/", with: "_"))\n", .root), ("o\n5\nAAAA\n", .root),
      ("o\n5\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBTOOBIG=\n", .root),
      ("o\n0\n\(root)\n", .emptyTreeRoot), ("o\n5\n\(root)\n\n", .extensionLine),
      ("o\n5\n\(root)\n\nx\n", .extensionLine), ("o\n5\n\(root)\na\tb\n", .extensionLine),
    ] as [(String, CheckpointDefect)])
  func `a malformed checkpoint is refused with what is wrong`(
    text: String, defect: CheckpointDefect
  ) {
    #expect(throws: TransparencyLogError.malformedCheckpoint(defect)) {
      try Checkpoint(parsing: text)
    }
  }

  @Test func `a checkpoint that could not be read back cannot be made`() {
    for origin in ["", "a\nb", "a\tb"] {
      #expect(throws: TransparencyLogError.malformedCheckpoint(.origin)) {
        try Checkpoint(origin: origin, treeHead: .empty)
      }
    }
    for line in ["", "a\nb"] {
      #expect(throws: TransparencyLogError.malformedCheckpoint(.extensionLine)) {
        try Checkpoint(origin: "o", treeHead: .empty, extensions: ["x", line])
      }
    }
    #expect(throws: TransparencyLogError.malformedCheckpoint(.emptyTreeRoot)) {
      try Checkpoint(origin: "o", treeHead: TreeHead(size: 0, root: .sha256([1])))
    }
  }
}
