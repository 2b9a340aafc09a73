import Crypto
import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite struct IdentityFileTests {
  private let scratch: TemporaryDirectory
  private let path: String

  init() throws {
    scratch = try TemporaryDirectory()
    path = scratch.path("m.lane.identity")
  }

  private func passphrase() -> [UInt8] { GoldenKeys.passphrase }

  @Test func `a sealed file gives back the same identity`() throws {
    let identity = try KeySamples.identity()
    try IdentityFile.write(
      identity, to: path, protection: .passphrase(passphrase(), cost: KeySamples.cheap()))
    let read = try IdentityFile.read(path, passphrase: passphrase)
    expectSame(read, identity)
    #expect(TemporaryDirectory.mode(of: path) == 0o600)
    #expect(try scratch.names() == ["m.lane.identity"])
  }

  @Test func `a file without a passphrase opens without asking for one`() throws {
    let identity = try KeySamples.identity()
    try IdentityFile.write(identity, to: path, protection: .none)
    let read = try IdentityFile.read(path) {
      Issue.record("asked for a passphrase")
      return []
    }
    expectSame(read, identity)
    #expect(TemporaryDirectory.mode(of: path) == 0o600)
  }

  @Test func `the golden sealed file of an earlier cost opens, and is written so today`() throws {
    let golden = try scratch.write(GoldenKeys.sealedIdentity, to: "golden")
    expectSame(try IdentityFile.read(golden, passphrase: passphrase), try KeySamples.identity())
    let text = try IdentityText(parsing: GoldenKeys.sealedIdentity)
    #expect(text.render() == GoldenKeys.sealedIdentity)
    #expect(text.seal?.cost == ScryptCost(rounds: 1 << 15, blockSize: 8, parallelism: 1))
  }

  @Test func `the golden open file opens and is written today byte for byte`() throws {
    let golden = try scratch.write(GoldenKeys.openIdentity, to: "golden")
    expectSame(try IdentityFile.read(golden, passphrase: { [] }), try KeySamples.identity())
    try IdentityFile.write(KeySamples.identity(), to: path, protection: .none)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == GoldenKeys.openIdentity)
  }

  @Test func `the standard cost is 2 to the 17, 8, 1 and every file has its own salt`() throws {
    let identity = try KeySamples.identity()
    try IdentityFile.write(identity, to: path, protection: .passphrase(passphrase()))
    let other = scratch.path("other")
    try IdentityFile.write(identity, to: other, protection: .passphrase(passphrase()))
    let texts = try [path, other].map { path in
      try IdentityText(parsing: String(contentsOfFile: path, encoding: .utf8))
    }
    #expect(texts[0].seal?.cost == ScryptCost(rounds: 131_072, blockSize: 8, parallelism: 1))
    #expect(texts[0].seal?.salt != texts[1].seal?.salt)
    #expect(texts[0].seal?.nonce != texts[1].seal?.nonce)
    #expect(texts[0].secret != texts[1].secret)
  }

  @Test(arguments: ["", "lantern in the boathouse", "Lantern in the boat house"])
  func `a wrong passphrase is called wrong, not damage`(wrong: String) throws {
    try IdentityFile.write(
      KeySamples.identity(), to: path,
      protection: .passphrase(passphrase(), cost: KeySamples.cheap()))
    #expect(throws: KeyError.wrongPassphrase(path: path)) {
      try IdentityFile.read(path) { Array(wrong.utf8) }
    }
  }

  @Test func `what the prompt throws comes through`() throws {
    struct Hangup: Error, Equatable {}
    try IdentityFile.write(
      KeySamples.identity(), to: path,
      protection: .passphrase(passphrase(), cost: KeySamples.cheap()))
    #expect(throws: Hangup()) { try IdentityFile.read(path) { throw Hangup() } }
  }

  @Test func `an empty passphrase protects nothing and is refused`() throws {
    #expect(throws: KeyError.emptyPassphrase) {
      try IdentityFile.write(KeySamples.identity(), to: path, protection: .passphrase([]))
    }
    #expect(try scratch.names().isEmpty)
  }

  @Test func `the label is read without the passphrase`() throws {
    let identity = try KeySamples.identity()
    let label = try IdentityFile.peek(try scratch.write(GoldenKeys.sealedIdentity, to: "golden"))
    #expect(
      label
        == IdentityLabel(
          handle: "m.lane-2", actor: 3, ledger: identity.ledger, enrolment: 17,
          signingPublicKey: identity.signingPublicKey,
          receivingPublicKey: identity.receivingPublicKey, isSealed: true))
    let open = try IdentityFile.peek(try scratch.write(GoldenKeys.openIdentity, to: "open"))
    #expect(!open.isSealed)
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o610] as [UInt32])
  func `a file that others can reach is refused`(mode: UInt32) throws {
    let golden = try scratch.write(GoldenKeys.openIdentity, to: "golden", mode: mode)
    let exposed = KeyError.identityExposed(path: golden, mode: mode)
    #expect(throws: exposed) { try IdentityFile.read(golden, passphrase: { [] }) }
    #expect(throws: exposed) { try IdentityFile.peek(golden) }
  }

  @Test func `a file that exists is never overwritten`() throws {
    let existing = try scratch.write("something else", to: "m.lane.identity")
    #expect(throws: KeyError.identityExists(path: existing)) {
      try IdentityFile.write(KeySamples.identity(), to: existing, protection: .none)
    }
    #expect(try String(contentsOfFile: existing, encoding: .utf8) == "something else")
    #expect(try scratch.names() == ["m.lane.identity"])
  }

  @Test func `a dangling link is not written through`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: scratch.path("elsewhere"))
    #expect(throws: KeyError.identityExists(path: path)) {
      try IdentityFile.write(KeySamples.identity(), to: path, protection: .none)
    }
    #expect(try scratch.names() == ["m.lane.identity"])
  }

  /// A link could lead to a file that somebody else exchanges, and a pipe to nobody.
  @Test(arguments: ["a link", "a pipe", "a directory"])
  func `what is no file is no identity, and is not waited for`(kind: String) throws {
    let golden = try scratch.write(GoldenKeys.openIdentity, to: "golden")
    switch kind {
    case "a link": #expect(symlink(golden, path) == 0)
    case "a pipe": #expect(mkfifo(path, 0o600) == 0)
    default: #expect(mkdir(path, 0o700) == 0)
    }
    let refusal = KeyError.identityUnreadable(
      path: path, reason: "it is \(kind), and a file was expected")
    #expect(throws: refusal) { try IdentityFile.read(path, passphrase: { [] }) }
    #expect(throws: refusal) { try IdentityFile.peek(path) }
  }

  @Test func `a temporary file that a killed program left is ignored`() throws {
    let left = try scratch.write("candor ident", to: ".m.lane.identity.0011223344556677.new")
    try IdentityFile.write(KeySamples.identity(), to: path, protection: .none)
    expectSame(try IdentityFile.read(path, passphrase: { [] }), try KeySamples.identity())
    #expect(try String(contentsOfFile: left, encoding: .utf8) == "candor ident")
  }

  @Test func `no directory, no file and no permission are said as such`() throws {
    let missing = scratch.path("none/such")
    #expect(throws: KeyError.self) {
      try IdentityFile.write(KeySamples.identity(), to: missing, protection: .none)
    }
    let expected = KeyError.fileMissing(
      path: missing, action: "open", reason: "No such file or directory")
    #expect(throws: expected) { try IdentityFile.peek(missing) }
    #expect(throws: KeyError.self) { try IdentityFile.peek(scratch.path) }
  }

  private func expectSame(_ read: Identity, _ written: Identity) {
    #expect(read.ledger == written.ledger)
    #expect(read.actor == written.actor)
    #expect(read.handle == written.handle)
    #expect(read.enrolment == written.enrolment)
    #expect(read.signing.rawRepresentation == written.signing.rawRepresentation)
    #expect(read.receiving.rawRepresentation == written.receiving.rawRepresentation)
  }
}
