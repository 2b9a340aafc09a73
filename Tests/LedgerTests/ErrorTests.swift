import LMDB
import Testing
import TransparencyLog

@testable import Ledger

struct LedgerErrorTests {
  private static let ledger = LedgerID.random()
  private static let append = AppendID.random()

  static let samples: [LedgerError] = [
    .notALedger(path: "what"),
    .alreadyALedger(path: "what"),
    .notPermitted(path: "what"),
    .readOnly(path: "what", .account),
    .logDamaged(path: "what", what: "what"),
    .newerFormat(found: 7),
    .unreadable(path: "what", reason: "what"),
    .invalidGenesis(field: "what", expected: "what"),
    .noRandomBytes,
    .refused(position: 7, .appendIDZero),
    .damaged(position: 7),
    .missing(position: 7),
    .unsigned(position: 7),
    .inconsistent(what: "what"),
    .beyondHead(asked: 7, size: 7),
    .signerCount(7),
    .signerTwice(actor: 7),
    .unknownActor(7),
    .enrolmentNotInForce(actor: 7, given: 7, inForce: 7),
    .keyMismatch(actor: 7),
    .appendIDZero,
    .appendIDReused(append),
    .revisionConflict(
      stream: StreamKey(type: .chart, subject: .none, number: 7), expected: 7, found: 7),
    .emptyAppend,
    .tooManyEntries(7),
    .appendTooLarge(byteCount: 7),
    .entryTooLarge(index: 7, byteCount: 7),
    .invalidProposal(index: 7, .streamFull),
    .preparedMalformed(.digest),
    .preparedElsewhere(ledger),
    .anchorElsewhere(size: 7),
    .notAskedToSign(actor: 7),
    .meaningNotAsked(actor: 7, .recorded),
    .signedAtNotStated(actor: 7),
    .signingBegun(actor: 7),
    .signatureMissing(actor: 7),
    .signatureInvalid(actor: 7),
    .key(.emptyPassphrase),
    .otherDataKey(position: 7, subject: .none, number: 7),
    .writesStopped,
    .notRecorded(append, cause: .closed),
    .outcomeUnknown(append, cause: "what"),
    .backup(.noBackup(path: "what")),
    .storage(.closed),
    .tree(.frontierFull),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: LedgerError) -> Int {
    switch error {
    case .notALedger: 0
    case .alreadyALedger: 1
    case .notPermitted: 2
    case .readOnly: 3
    case .logDamaged: 4
    case .newerFormat: 5
    case .unreadable: 6
    case .invalidGenesis: 7
    case .noRandomBytes: 8
    case .refused: 9
    case .damaged: 10
    case .missing: 11
    case .inconsistent: 12
    case .beyondHead: 13
    case .signerCount: 14
    case .signerTwice: 15
    case .unknownActor: 16
    case .enrolmentNotInForce: 17
    case .keyMismatch: 18
    case .appendIDZero: 19
    case .appendIDReused: 20
    case .revisionConflict: 21
    case .emptyAppend: 22
    case .tooManyEntries: 23
    case .appendTooLarge: 24
    case .entryTooLarge: 25
    case .invalidProposal: 26
    case .preparedMalformed: 27
    case .preparedElsewhere: 28
    case .anchorElsewhere: 29
    case .notAskedToSign: 30
    case .meaningNotAsked: 31
    case .signedAtNotStated: 32
    case .signingBegun: 33
    case .signatureMissing: 34
    case .signatureInvalid: 35
    case .key: 36
    case .otherDataKey: 37
    case .writesStopped: 38
    case .notRecorded: 39
    case .outcomeUnknown: 40
    case .backup: 41
    case .storage: 42
    case .tree: 43
    case .unsigned: 44
    }
  }

  @Test func `every case has a sample`() {
    #expect(Set(Self.samples.map(Self.number(of:))) == Set(0..<45))
  }

  @Test(arguments: samples)
  func `every case says what is wrong and what to do next, in two sentences`(error: LedgerError) {
    #expect(error.text.problem.count > 15)
    #expect(error.text.remedy.count > 5)
    #expect(error.description.hasPrefix(error.text.problem))
    #expect(error.category == error.text.category)
  }
}

struct KeyErrorTests {
  private static let ledger = LedgerID.random()

  static let samples: [KeyError] = [
    .wrongPassphrase(path: "what"),
    .emptyPassphrase,
    .identityUnreadable(path: "what", reason: "what"),
    .identityExists(path: "what"),
    .identityExposed(path: "what", mode: 7),
    .identityOfAnotherLedger(expected: ledger, found: ledger),
    .proofRefused(actor: 7),
    .notGranted(actor: 7),
    .wrapRefused(actor: 7),
    .noDataKey(subject: .none, number: 7),
    .commitmentMismatch(subject: .none, number: 7),
    .openFailed(what: "what"),
    .malformed(what: "what", expected: "what"),
    .keyringExists(path: "what"),
    .keyringMissing(path: "what"),
    .keyringOfAnotherLedger(expected: ledger, found: ledger),
    .keyringDamaged(what: "what"),
    .keyringReadOnly(path: "what"),
    .keyringRenewed(unlocked: 7, found: 7),
    .cannotErase(path: "what", reason: "what"),
    .keyringTooNew(format: 7),
    .storage(action: "what", reason: "what"),
    .fileMissing(path: "what", action: "what", reason: "what"),
    .file(path: "what", action: "what", reason: "what"),
    .keyringBusy(reason: "what"),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: KeyError) -> Int {
    switch error {
    case .wrongPassphrase: 0
    case .emptyPassphrase: 1
    case .identityUnreadable: 2
    case .identityExists: 3
    case .identityExposed: 4
    case .identityOfAnotherLedger: 5
    case .proofRefused: 6
    case .notGranted: 7
    case .wrapRefused: 8
    case .noDataKey: 9
    case .commitmentMismatch: 10
    case .openFailed: 11
    case .malformed: 12
    case .keyringExists: 13
    case .keyringMissing: 14
    case .keyringOfAnotherLedger: 15
    case .keyringDamaged: 16
    case .keyringReadOnly: 17
    case .keyringRenewed: 18
    case .cannotErase: 19
    case .keyringTooNew: 20
    case .storage: 21
    case .fileMissing: 22
    case .file: 23
    case .keyringBusy: 24
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<25))
  }

  @Test(arguments: samples)
  func `every case says what is wrong and what to do next, in two sentences`(error: KeyError) {
    #expect(error.text.problem.count > 15)
    #expect(error.text.remedy.count > 5)
    #expect(error.description.hasPrefix(error.text.problem))
    #expect(error.category == error.text.category)
  }
}

struct BackupDefectTests {
  static let samples: [BackupDefect] = [
    .occupied(path: "what"),
    .notApart(keyring: "what", backup: "what"),
    .insideTheLedger(path: "what"),
    .noBackup(path: "what"),
    .newerFormat(path: "what", found: 7),
    .manifestUnreadable(path: "what", reason: "what"),
    .fileMissing(path: "what"),
    .fileDamaged(path: "what"),
    .contradicts(what: "what"),
    .unsound(problems: 7, first: "what"),
    .file(path: "what", action: "what", reason: "what"),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: BackupDefect) -> Int {
    switch error {
    case .occupied: 0
    case .notApart: 1
    case .insideTheLedger: 2
    case .noBackup: 3
    case .newerFormat: 4
    case .manifestUnreadable: 5
    case .fileMissing: 6
    case .fileDamaged: 7
    case .contradicts: 8
    case .unsound: 9
    case .file: 10
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<11))
  }

  @Test(arguments: samples)
  func `every case says what is wrong and what to do next, in two sentences`(error: BackupDefect) {
    #expect(error.text.problem.count > 15)
    #expect(error.text.remedy.count > 5)
    #expect(error.description.hasPrefix(error.text.problem))
    #expect(error.category == error.text.category)
  }
}
