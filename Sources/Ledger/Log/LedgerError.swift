public import LMDB
public import TransparencyLog

/// Why the ledger refused or could not do something. Each case says what to do next; none carries
/// a name, a body or anything else about a patient.
public enum LedgerError: Error, Equatable, Sendable {
  // Opening and creating
  /// There is no data file.
  case notALedger(path: String)
  case alreadyALedger(path: String)
  case notPermitted(path: String)
  /// It can be read, and nothing can be recorded in it.
  case readOnly(path: String, ReadOnlyCause)
  /// There is a data file, and no ledger can be read from it.
  case logDamaged(path: String, what: String)
  case newerFormat(found: UInt32)
  case unreadable(path: String, reason: String)
  case invalidGenesis(field: String, expected: String)
  /// The system gives no random bytes, without which nothing is sealed.
  case noRandomBytes

  // What is stored
  /// The bytes break the format.
  case refused(position: UInt64, EntryDefect)
  /// The entry's bytes are not those that its leaf hash was made of.
  case damaged(position: UInt64)
  /// There is no entry where there must be one.
  case missing(position: UInt64)
  /// Those whom the entry names have not signed it, so that nothing is decided by it.
  case unsigned(position: UInt64)
  /// Tables that must agree do not.
  case inconsistent(what: String)
  case beyondHead(asked: UInt64, size: UInt64)

  // What is asked for
  case signerCount(Int)
  case signerTwice(actor: UInt32)
  case unknownActor(UInt32)
  case enrolmentNotInForce(actor: UInt32, given: UInt64, inForce: UInt64)
  case keyMismatch(actor: UInt32)
  case appendIDZero
  /// The append id has been used for something else.
  case appendIDReused(AppendID)
  case revisionConflict(stream: StreamKey, expected: UInt32?, found: UInt32?)
  case emptyAppend
  case tooManyEntries(Int)
  case appendTooLarge(byteCount: Int)
  case entryTooLarge(index: Int, byteCount: Int)
  case invalidProposal(index: Int, ProposalDefect)

  // Prepared appends
  /// The bytes are no prepared append.
  case preparedMalformed(PreparedDefect)
  /// It was prepared for another ledger.
  case preparedElsewhere(LedgerID)
  /// Its signers built on a tree that this ledger never had.
  case anchorElsewhere(size: UInt64)
  case notAskedToSign(actor: UInt32)
  case meaningNotAsked(actor: UInt32, SignatureMeaning)
  /// Nobody signs before everybody's fields are stated.
  case signedAtNotStated(actor: UInt32)
  /// Nothing is stated any more once it was, or somebody has signed.
  case signingBegun(actor: UInt32)
  case signatureMissing(actor: UInt32)
  case signatureInvalid(actor: UInt32)

  // Keys
  case key(KeyError)
  case otherDataKey(position: UInt64, subject: SubjectID, number: UInt32)

  // Durability
  /// A commit has failed and what became of it is not known.
  case writesStopped
  /// The append is not in the ledger.
  case notRecorded(AppendID, cause: LMDBError)
  case outcomeUnknown(AppendID, cause: String)

  // Backup and restore
  case backup(BackupDefect)

  // Below the ledger
  case storage(LMDBError)
  case tree(TransparencyLogError)
}

/// Why a ledger is read and no more.
public enum ReadOnlyCause: Hashable, Sendable, CaseIterable {
  /// The file system that it lies on is mounted read-only.
  case fileSystem
  /// This account may not write it.
  case account

  /// Nil for what is opened for writing when something is to be written.
  init?(_ inspection: Environment.Inspection) {
    switch inspection {
    case .readOnlyFileSystem: self = .fileSystem
    case .notPermitted, .asked: self = .account
    case .untouched: return nil
    }
  }
}

extension LMDBError {
  /// A disk that fails is told from what is not available now.
  var category: ErrorCategory {
    switch self {
    case .notAnLMDBFile, .fileDamaged, .tableHasOtherKeys, .damaged: .damaged
    case .notAFile: .badData
    case .permissionDenied: .notPermitted
    case .networkFileSystem, .readOnlyFileSystem, .alreadyOpen, .versionMismatch,
      .addressSpaceRefused, .replacedMeanwhile, .changedMeanwhile, .readOnly, .readersFull,
      .writerBusy:
      .unavailable
    case .directoryMissing, .databaseMissing, .notADirectory, .copyTargetExists, .exchangeRefused,
      .closed, .commitFailedEarlier, .writerOnThisThread, .transactionsLive, .mapResized,
      .mapFull, .mapSizeNotGreater, .transactionTooLarge, .transactionSpoiled, .transactionEnded,
      .tablesFull, .tableOpenedElsewhere, .transactionPredatesTable, .tableNotOpen, .wrongKeys,
      .keyExists, .keyOutOfOrder, .badKeySize, .writeWhileViewing, .diskFull, .failed:
      .io
    }
  }
}

extension LedgerError: CustomStringConvertible {
  /// What is wrong, what was expected, what to do next.
  public var description: String {
    // With the failing call and its code, which only the database's own description has.
    if case .storage(let error) = self { return error.description }
    return text.description
  }

  /// What sort of error it is.
  public var category: ErrorCategory { text.category }

  /// What is wrong, alone: for whoever says themself what to do.
  public var problem: String { text.problem }

  var text: ErrorText {
    switch self {
    // Opening and creating
    case .notALedger(let path):
      .init(
        .notFound, "\(path) holds no ledger.",
        "Check the path, or create one there with candor init.")
    case .alreadyALedger(let path):
      .init(
        .unavailable, "\(path) holds a ledger already, and it is never overwritten.",
        "Choose another directory.")
    case .notPermitted(let path):
      .init(
        .notPermitted, "This account may not read \(path).",
        "Ask for the right, or work on a copy.")
    case .readOnly(let path, .fileSystem):
      .init(
        .unavailable,
        "\(path) is on a file system mounted read-only: it is read, and nothing can be "
          + "recorded in it.", "Record where the ledger is in use, or restore a backup to a disk.")
    case .readOnly(let path, .account):
      .init(
        .notPermitted,
        "This account may read \(path) and not write it: nothing can be recorded in it.",
        "Act as the account that the ledger belongs to, or ask for the right.")
    case .logDamaged(let path, let what):
      .init(
        .damaged, "The log in \(path) is damaged: \(what).",
        "Keep it as it is, and restore a backup.")
    case .newerFormat(let found):
      .init(
        .unavailable, "The ledger has format \(found), and this Candor knows format 1.",
        "Use a newer Candor.")
    case .unreadable(let path, let reason):
      .init(
        .io, "\(path) could not be looked at: \(reason).",
        "Nothing is said of the ledger; repeat it when the cause is gone.")
    case .invalidGenesis(let field, let expected):
      .init(
        .badData, "The new ledger's \(field) is not usable; expected \(expected).",
        "Choose another.")

    case .noRandomBytes:
      .init(
        .unavailable, "The system gives no random bytes, and nothing was recorded.",
        "Look at what keeps getrandom(2) from working here, and repeat it.")

    // What is stored
    case .refused(let position, let defect):
      .init(
        .damaged, "Entry \(position) breaks the format: \(defect).",
        "Run candor verify; if the entry is whole, a newer Candor wrote it.")
    case .damaged(let position):
      .init(
        .damaged,
        "Entry \(position) is damaged: its bytes are not those that its leaf hash was made of.",
        "Run candor verify, and restore the ledger from a backup.")
    case .missing(let position):
      .init(
        .damaged, "Entry \(position) is missing.",
        "Run candor verify, and restore the ledger from a backup.")
    case .unsigned(let position):
      .init(
        .damaged,
        "Entry \(position) says who may act, or by which rules, and those whom it names have not "
          + "signed it.",
        "Run candor verify --signatures, and restore the ledger from a backup.")
    case .inconsistent(let what):
      .init(
        .damaged, "The ledger contradicts itself: \(what).",
        "Run candor verify, and compare it with a backup.")
    case .beyondHead(let asked, let size):
      .init(
        .notFound,
        "Position \(asked) was asked for, and the ledger has \(size) entries, counted from 0.",
        "Ask for a smaller one.")

    // What is asked for
    case .signerCount(let count):
      .init(
        .badData, "\(count) signers were given; an append has one to four.", "Give as many.")
    case .signerTwice(let actor):
      .init(
        .badData, "Actor \(actor) was given as a signer twice; once is enough.",
        "Name everybody once.")
    case .unknownActor(let actor):
      .init(
        .badData, "Actor \(actor) is not enrolled in this ledger.",
        "Have an administrator enrol them.")
    case .enrolmentNotInForce(let actor, let given, let inForce):
      .init(
        .badData,
        "The key of actor \(actor) enrolled at position \(given) is no longer in force; the one "
          + "enrolled at \(inForce) is.", "Sign in with the newer identity.")
    case .keyMismatch(let actor):
      .init(
        .badData, "The private key given for actor \(actor) is not the enrolled one.",
        "Sign in again with the identity that was enrolled here.")
    case .appendIDZero:
      .init(.badData, "An append id of zeros names nothing.", "Choose a random one.")
    case .appendIDReused(let id):
      .init(
        .badData, "Append id \(id) was used for other entries.",
        "Choose a new one, or repeat exactly the same.")
    case .revisionConflict(let stream, let expected, let found):
      .init(
        .unavailable,
        "A stream of type \(stream.type.rawValue), number \(stream.number), was expected at "
          + "\(Self.text(revision: expected)) and is at \(Self.text(revision: found)): somebody "
          + "wrote to it meanwhile.", "Read it again and repeat.")
    case .emptyAppend:
      .init(.badData, "There is nothing to record.", "An append has at least one entry.")
    case .tooManyEntries(let count):
      .init(.badData, "\(count) entries are too many for one append; at most 65,535.", "Split it.")
    case .appendTooLarge(let byteCount):
      .init(
        .badData, "\(byteCount) bytes are too many for one append; at most 67,108,864.",
        "Split it.")
    case .entryTooLarge(let index, let byteCount):
      .init(
        .badData, "Entry \(index) of the append would have \(byteCount) bytes; at most 65,535.",
        "Split it.")
    case .invalidProposal(let index, let defect):
      .init(
        .badData, "Entry \(index) of the append was refused: \(defect).",
        "Nothing was recorded; correct it and repeat.")

    // Prepared appends
    case .preparedMalformed(let defect):
      .init(.badData, "This is no whole prepared append: \(defect).", "Prepare it again.")
    case .preparedElsewhere(let ledger):
      .init(
        .badData, "The append was prepared for ledger \(ledger), which is not this one.",
        "Choose that ledger.")
    case .anchorElsewhere(let size):
      .init(
        .badData,
        "The append was prepared on a tree of \(size) entries that this ledger never had: it was "
          + "rolled back, or is another copy.",
        "Run candor verify, then prepare the append again.")
    case .notAskedToSign(let actor):
      .init(
        .badData, "Actor \(actor) is not one of those who are asked to sign this append.",
        "Have one of them sign.")
    case .meaningNotAsked(let actor, let meaning):
      .init(
        .badData, "Actor \(actor) was not asked to sign with meaning \(meaning.rawValue).",
        "Prepare it again.")
    case .signedAtNotStated(let actor):
      .init(
        .badData, "Nobody can sign before actor \(actor) has stated when they sign.",
        "Have them open it first.")
    case .signingBegun(let actor):
      .init(
        .badData,
        "The fields of actor \(actor) are fixed: they were stated, or somebody has signed.",
        "Prepare the append again to change them.")
    case .signatureMissing(let actor):
      .init(
        .badData, "The signature of actor \(actor) is missing.", "Have them sign, then append.")
    case .signatureInvalid(let actor):
      .init(
        .badData,
        "The signature of actor \(actor) does not hold: what was signed is not what is here, or "
          + "another key signed.", "Prepare the append again.")

    // Keys
    case .key(let error): error.text
    case .otherDataKey(let position, let subject, let number):
      .init(
        .badData,
        "Entry \(position) is sealed with data key \(number) of subject \(subject), and another key "
          + "was offered.", "Take that one from the keyring.")

    // Durability
    case .writesStopped:
      .init(
        .unavailable,
        "A commit failed earlier and what became of it is not known, so that nothing more is "
          + "written.", "Check the disk, then settle the failed append or start again.")
    case .notRecorded(let id, let cause):
      .init(
        .io, "Append \(id) was not recorded: \(cause)", "Safe to repeat with the same append id.")
    case .outcomeUnknown(let id, let cause):
      .init(
        .io, "Whether append \(id) was recorded is not known: \(cause)",
        "Check the disk, then repeat with the same append id; it will not be recorded twice.")

    // Others' errors, in their own words
    case .backup(let defect): defect.text
    case .storage(let error): .init(error.category, error.problem, error.remedy)
    case .tree(let error): .init(.damaged, error.problem, error.remedy)
    }
  }

  private static func text(revision: UInt32?) -> String {
    revision.map { "revision \($0)" } ?? "no entry"
  }
}
