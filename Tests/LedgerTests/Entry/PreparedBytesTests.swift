import Crypto
import Testing
import TransparencyLog

@testable import Ledger

/// The bytes of a prepared append: golden ones, and what a reader refuses.
@Suite struct PreparedBytesTests {
  private func signer(_ actor: UInt32, _ seed: UInt8, _ enrolment: UInt64) throws -> Signer {
    Signer(
      actor: actor, enrolment: enrolment,
      privateKey: try Curve25519.Signing.PrivateKey(
        rawRepresentation: [UInt8](repeating: seed, count: 32)),
      meaning: actor == 7 ? .recorded : .secondSigner)
  }

  @Test func `the golden bytes are read, stated, and written again`() throws {
    var prepared = try PreparedAppend(parsing: GoldenPreparedAppends.asked)
    #expect(prepared.bytes == GoldenPreparedAppends.asked)
    #expect(prepared.id.bytes == Array(0xA0...0xAF) && prepared.anchor.size == 7)
    #expect(prepared.statements.map(\.header.kind) == [14, 1])
    #expect(prepared.signers.map(\.signedAtMicroseconds).map { $0 == nil } == [false, true])
    let visit = prepared.statements[0].header.stream
    #expect(prepared.expectedRevisions[visit] == 2 && prepared.expectedRevisions.count == 3)
    let staff = prepared.statements[1].header.stream
    #expect(prepared.expectedRevisions[staff] == .some(nil))
    let signed = try PreparedAppend(parsing: GoldenPreparedAppends.signed)
    #expect(signed.bytes == GoldenPreparedAppends.signed)
    #expect(prepared.isContinued(by: signed) && !signed.isContinued(by: prepared))
    let signedAt = try #require(signed.signers[1].signedAtMicroseconds)
    try prepared.state(signedAtMicroseconds: signedAt, by: 8)
    #expect(try prepared.signedMessage() == GoldenEntries.signedMessage)
    #expect(try signed.signedMessage() == GoldenEntries.signedMessage)
  }

  @Test func `the golden statements open with their data key`() throws {
    let prepared = try PreparedAppend(parsing: GoldenPreparedAppends.asked)
    let sealed = try Entry(parsing: GoldenEntries.sealedEntry, position: 7)
    let key = try DataKey(
      bytes: Array(0x20...0x3F), subject: prepared.statements[0].header.stream.subject, number: 9)
    let message = try prepared.statements[0].open(with: key, in: prepared.ledger)
    #expect(message == (try sealed.open(with: key, in: prepared.ledger)))
    #expect(
      try prepared.statements[1].open(with: key, in: prepared.ledger)
        == prepared.statements[1].body)
    let other = try DataKey(bytes: Array(0x20...0x3F), subject: .random(), number: 9)
    #expect(throws: LedgerError.invalidProposal(index: 0, .dataKeyDiffers(number: 9))) {
      try prepared.statements[0].open(with: other, in: prepared.ledger)
    }
  }

  @Test func `signing makes the bytes of the format, whoever signs first`() throws {
    for order in [[7, 8], [8, 7]] as [[UInt32]] {
      var prepared = try PreparedAppend(parsing: GoldenPreparedAppends.asked)
      let signed = try PreparedAppend(parsing: GoldenPreparedAppends.signed)
      try prepared.state(
        signedAtMicroseconds: try #require(signed.signers[1].signedAtMicroseconds), by: 8)
      for actor in order {
        try prepared.sign(try signer(actor, actor == 7 ? 1 : 2, actor == 7 ? 1 : 4))
      }
      let keys = try [7, 8].map { try signer($0, $0 == 7 ? 1 : 2, 1).privateKey.publicKey }
      let message = try prepared.signedMessage()
      for (key, signer) in zip(keys, prepared.signers) {
        #expect(key.isValidSignature(try #require(signer.signature), for: message))
      }
      #expect(try PreparedAppend(parsing: prepared.bytes) == prepared)
    }
  }

  @Test func `fields come before signatures, and only of those who were asked`() throws {
    var prepared = try PreparedAppend(parsing: GoldenPreparedAppends.asked)
    #expect(throws: LedgerError.signedAtNotStated(actor: 8)) {
      try prepared.sign(try signer(7, 1, 1))
    }
    #expect(throws: LedgerError.notAskedToSign(actor: 9)) {
      try prepared.state(signedAtMicroseconds: 1, by: 9)
    }
    #expect(throws: LedgerError.signingBegun(actor: 7)) {
      try prepared.state(signedAtMicroseconds: 1, by: 7)
    }
    try prepared.state(signedAtMicroseconds: 1, by: 8)
    #expect(throws: LedgerError.notAskedToSign(actor: 9)) {
      try prepared.sign(try signer(9, 1, 1))
    }
    #expect(throws: LedgerError.enrolmentNotInForce(actor: 8, given: 5, inForce: 4)) {
      try prepared.sign(try signer(8, 2, 5))
    }
    var other = try signer(8, 2, 4)
    other.meaning = .reviewed
    #expect(throws: LedgerError.meaningNotAsked(actor: 8, .reviewed)) { try prepared.sign(other) }
    try prepared.sign(try signer(8, 2, 4))
    #expect(throws: LedgerError.signingBegun(actor: 8)) {
      try prepared.state(signedAtMicroseconds: 2, by: 8)
    }
    #expect(throws: LedgerError.signatureMissing(actor: 7)) { try prepared.signatureBlock() }
  }

  /// The golden bytes with others at an offset, their digest made anew.
  struct Violation: CustomTestStringConvertible, Sendable {
    let what: String
    var isSigned = false
    let offset: Int
    let bytes: [UInt8]
    let defect: PreparedDefect

    var testDescription: String { what }
  }

  private static let signers = 90
  private static let expected = signers + 2 * 87
  private static let statements = expected + 4 + 3 * 27

  static let violations = [
    Violation(what: "format 2", offset: 0, bytes: [2], defect: .format(2)),
    Violation(
      what: "no signer", offset: 89, bytes: [0], defect: .signature(.signatureCount(0))),
    Violation(
      what: "five signers", offset: 89, bytes: [5], defect: .signature(.signatureCount(5))),
    Violation(
      what: "one actor twice", offset: signers + 87, bytes: [7], defect: .signature(.signerTwice)),
    Violation(
      what: "algorithm 2", offset: signers + 12, bytes: [2], defect: .signature(.algorithm(2))),
    Violation(
      what: "meaning 5", offset: signers + 13, bytes: [5], defect: .signature(.meaning(5))),
    Violation(what: "stage 3", offset: signers + 14, bytes: [3], defect: .signerStage(3)),
    Violation(
      what: "signed at of someone asked", offset: signers + 87 + 15, bytes: [1],
      defect: .notZero(field: "signed at")),
    Violation(
      what: "a signature before its stage", offset: signers + 86, bytes: [1],
      defect: .notZero(field: "signature")),
    Violation(
      what: "signed while another is asked", offset: signers + 14, bytes: [2],
      defect: .signedBeforeStated),
    Violation(
      what: "too many expected", offset: expected, bytes: [0, 0, 1, 0],
      defect: .expectedCount(65_536)),
    Violation(
      what: "expected out of order", offset: expected + 4 + 27 + 2 + 15, bytes: [0x60],
      defect: .expectedOrder),
    Violation(
      what: "a revision of what must not exist", offset: expected + 4 + 26, bytes: [1],
      defect: .notZero(field: "expected revision")),
    Violation(
      what: "existence 2", offset: expected + 4 + 22, bytes: [2],
      defect: .notZero(field: "expected existence")),
    Violation(
      what: "a touched stream not expected", offset: expected + 4 + 2 * 27 + 18, bytes: [3],
      defect: .streamNotExpected(index: 0)),
    Violation(
      what: "no statement", offset: statements, bytes: [0, 0, 0, 0], defect: .statementCount(0)),
    Violation(
      what: "one statement of two", offset: statements, bytes: [1],
      defect: .length(expected: 0, found: 93)),
    Violation(
      what: "a statement's reserved byte", offset: statements + 4 + 63, bytes: [1],
      defect: .statement(index: 0, .notZero(offset: 63))),
    Violation(
      what: "a statement of another append", offset: statements + 4 + 32, bytes: [0xA1],
      defect: .statementOfAnother(index: 0)),
    Violation(
      what: "a statement of another actor", offset: statements + 4 + 28, bytes: [8],
      defect: .statementOfAnother(index: 0)),
    Violation(
      what: "a statement out of its place", offset: statements + 4 + 48, bytes: [1],
      defect: .statementOfAnother(index: 0)),
    Violation(
      what: "a body of another kind", offset: statements + 4 + 136 + 88, bytes: [0x12],
      defect: .statement(index: 1, .bodyKind(1))),
  ]

  @Test(arguments: violations)
  func `what breaks the format is refused by name`(violation: Violation) throws {
    var bytes = Array(GoldenPreparedAppends.asked.dropLast(32))
    bytes.replaceSubrange(
      violation.offset..<violation.offset + violation.bytes.count, with: violation.bytes)
    #expect(throws: LedgerError.preparedMalformed(violation.defect)) {
      try PreparedAppend(parsing: bytes + sha256(bytes))
    }
    #expect(throws: LedgerError.preparedMalformed(violation.offset == 0 ? .format(2) : .digest)) {
      try PreparedAppend(parsing: bytes + GoldenPreparedAppends.asked.suffix(32))
    }
  }

  @Test func `no byte may be missing or added`() throws {
    let golden = GoldenPreparedAppends.signed
    for count in 0..<golden.count {
      let cut = Array(golden.prefix(count))
      #expect(throws: LedgerError.self) { try PreparedAppend(parsing: cut) }
      guard count != golden.count - 32 else { continue }
      #expect(throws: LedgerError.self) { try PreparedAppend(parsing: cut + sha256(cut)) }
    }
    let more = golden.dropLast(32) + [0]
    #expect(throws: LedgerError.preparedMalformed(.length(expected: 0, found: 1))) {
      try PreparedAppend(parsing: more + sha256(Array(more)))
    }
  }
}
