import Testing

@testable import Ledger

struct VerificationDefectTests {
  private static let append = AppendID.random()

  static let samples: [VerificationDefect] = [
    .bytesDiffer,
    .malformed(.appendIDZero),
    .entryMissing,
    .firstEntryDoesNotCreate,
    .createsOtherLedger,
    .trainingFlagDiffers,
    .recordedBeforeLast,
    .appendWithoutBeginning(index: 7),
    .insideOtherAppend(first: 7, last: 7, index: 7, append),
    .appendFieldsDiffer,
    .appendTimeDiffers,
    .appendPastHead(last: 7),
    .entriesPastHead(last: 7, size: 7),
    .link(to: 7, revision: 7, streamAt: 7, streamRevision: 7),
    .ledgerCreatedAgain,
    .nodeDiffers(level: 7, index: 7, first: 7, last: 7),
    .frontierDiffers,
    .anchorDiffers(size: 7),
    .earlierHeadDiffers(size: 7),
    .shorterThanEarlierHead(size: 7, earlier: 7),
    .appendRowUnreadable,
    .appendRowMissing,
    .appendRowLeads(first: 7, count: 7),
    .appendRowWithoutAppend(append),
    .headRowUnreadable,
    .headRowMissing,
    .headRowDiffers(.chart, position: 7, revision: 7, found: 7, foundRevision: 7),
    .nodeOutsideTree(level: 7, index: 7),
    .sealedWithoutSubject,
    .dataKeyNotIntroduced(number: 7),
    .firstKeyDiffers,
    .ledgerEvent(.streamFull),
    .signerWithoutKey(actor: 7),
    .keyNotInForce(actor: 7, enrolment: 7, inForce: 7),
    .signatureInvalid(actor: 7),
    .observed(Observation("what")),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: VerificationDefect) -> Int {
    switch error {
    case .bytesDiffer: 0
    case .malformed: 1
    case .entryMissing: 2
    case .firstEntryDoesNotCreate: 3
    case .createsOtherLedger: 4
    case .trainingFlagDiffers: 5
    case .recordedBeforeLast: 6
    case .appendWithoutBeginning: 7
    case .insideOtherAppend: 8
    case .appendFieldsDiffer: 9
    case .appendTimeDiffers: 10
    case .appendPastHead: 11
    case .entriesPastHead: 12
    case .link: 13
    case .ledgerCreatedAgain: 14
    case .nodeDiffers: 15
    case .frontierDiffers: 16
    case .anchorDiffers: 17
    case .earlierHeadDiffers: 18
    case .shorterThanEarlierHead: 19
    case .appendRowUnreadable: 20
    case .appendRowMissing: 21
    case .appendRowLeads: 22
    case .appendRowWithoutAppend: 23
    case .headRowUnreadable: 24
    case .headRowMissing: 25
    case .headRowDiffers: 26
    case .nodeOutsideTree: 27
    case .sealedWithoutSubject: 28
    case .dataKeyNotIntroduced: 29
    case .firstKeyDiffers: 30
    case .ledgerEvent: 31
    case .signerWithoutKey: 32
    case .keyNotInForce: 33
    case .signatureInvalid: 34
    case .observed: 35
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<36))
  }

  @Test(arguments: samples)
  func `every case has words and a sort`(defect: VerificationDefect) {
    #expect(defect.description.count > 15 || defect.kind == .observed)
    let problem = VerificationProblem(at: 12, defect)
    #expect(problem.description == "entry 12: \(defect)")
    #expect(VerificationProblem(at: nil, defect).description == defect.description)
  }

  @Test func `every sort has a case`() {
    #expect(Set(Self.samples.map(\.kind)) == Set(VerificationProblem.Kind.allCases))
  }

  @Test func `an observer's case comes back as it went in`() {
    let problem = VerificationProblem(at: 3, .observed(Observation(Breach.second)))
    guard case .observed(let observation) = problem.defect else { return }
    #expect(observation.defect as? Breach == .second)
    #expect(observation == Observation(Breach.second))
    #expect(observation != Observation(Breach.first))
    #expect(observation != Observation("second"))
    #expect(problem.description == "entry 3: second")
  }

  private enum Breach: String, ObservedDefect {
    case first, second
    var description: String { rawValue }
  }
}

struct EntryDefectTests {
  static let samples: [EntryDefect] = [
    .length(expected: 7, found: 7),
    .format(7),
    .suite(7),
    .flags(7),
    .notZero(offset: 7),
    .streamType(7),
    .kind(7),
    .appendIDZero,
    .index(7, lastIndex: 7),
    .precision(7),
    .utcOffset(7),
    .nonceWithoutSeal,
    .sealedLength(7),
    .bodyKind(7),
    .plaintextPadding,
    .signatureCount(7),
    .signatureLength(7),
    .algorithm(7),
    .meaning(7),
    .firstSigner(7, actor: 7),
    .signerTwice,
    .anchorSize(7),
    .anchorRoot,
    .position(stamped: 7),
    .clockLag(7),
    .link(previous: 7, revision: 7),
    .beginning(index: 7),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: EntryDefect) -> Int {
    switch error {
    case .length: 0
    case .format: 1
    case .suite: 2
    case .flags: 3
    case .notZero: 4
    case .streamType: 5
    case .kind: 6
    case .appendIDZero: 7
    case .index: 8
    case .precision: 9
    case .utcOffset: 10
    case .nonceWithoutSeal: 11
    case .sealedLength: 12
    case .bodyKind: 13
    case .plaintextPadding: 14
    case .signatureCount: 15
    case .signatureLength: 16
    case .algorithm: 17
    case .meaning: 18
    case .firstSigner: 19
    case .signerTwice: 20
    case .anchorSize: 21
    case .anchorRoot: 22
    case .position: 23
    case .clockLag: 24
    case .link: 25
    case .beginning: 26
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<27))
  }

  @Test(arguments: samples)
  func `every case has words`(defect: EntryDefect) { #expect(defect.description.count > 8) }
}

struct ProposalDefectTests {
  static let samples: [ProposalDefect] = [
    .format(.appendIDZero),
    .unknownStreamType(7),
    .streamFull,
    .dataKeyOfOtherSubject,
    .dataKeyNotIntroduced(number: 7),
    .dataKeyDiffers(number: 7),
    .dataKeyIntroducedBefore(number: 7),
    .commitmentLength(7),
    .sealedLedgerEvent,
    .unknownLedgerEvent(kind: 7),
    .ledgerCreatedAgain,
    .streamOfOtherEvent,
    .proofOfPossession(actor: 7),
    .replacementNotWitnessed(actor: 7),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: ProposalDefect) -> Int {
    switch error {
    case .format: 0
    case .unknownStreamType: 1
    case .streamFull: 2
    case .dataKeyOfOtherSubject: 3
    case .dataKeyNotIntroduced: 4
    case .dataKeyDiffers: 5
    case .dataKeyIntroducedBefore: 6
    case .commitmentLength: 7
    case .sealedLedgerEvent: 8
    case .unknownLedgerEvent: 9
    case .ledgerCreatedAgain: 10
    case .streamOfOtherEvent: 11
    case .proofOfPossession: 12
    case .replacementNotWitnessed: 13
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<14))
  }

  @Test(arguments: samples)
  func `every case has words`(defect: ProposalDefect) { #expect(defect.description.count > 8) }
}

struct PreparedDefectTests {
  static let samples: [PreparedDefect] = [
    .length(expected: 7, found: 7),
    .tooLarge(byteCount: 7),
    .format(7),
    .digest,
    .signature(.appendIDZero),
    .signerStage(7),
    .notZero(field: "what"),
    .signedBeforeStated,
    .expectedCount(7),
    .expectedOrder,
    .streamNotExpected(index: 7),
    .statementCount(7),
    .statement(index: 7, .appendIDZero),
    .statementOfAnother(index: 7),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: PreparedDefect) -> Int {
    switch error {
    case .length: 0
    case .tooLarge: 1
    case .format: 2
    case .digest: 3
    case .signature: 4
    case .signerStage: 5
    case .notZero: 6
    case .signedBeforeStated: 7
    case .expectedCount: 8
    case .expectedOrder: 9
    case .streamNotExpected: 10
    case .statementCount: 11
    case .statement: 12
    case .statementOfAnother: 13
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<14))
  }

  @Test(arguments: samples)
  func `every case has words`(defect: PreparedDefect) { #expect(defect.description.count > 8) }
}
