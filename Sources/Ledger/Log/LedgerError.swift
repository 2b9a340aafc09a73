public import LMDB
public import TransparencyLog

/// Why the ledger refused or could not do something. Each case says what to do next; none carries
/// a name, a body or anything else about a patient.
public enum LedgerError: Error, Equatable, Sendable {
  // Opening and creating
  case notALedger(path: String)
  case alreadyALedger(path: String)
  case notPermitted(path: String)
  case newerFormat(found: UInt32)
  case unreadable(path: String, reason: String)
  case invalidGenesis(field: String, expected: String)

  // What is stored
  /// The bytes break the format.
  case refused(position: UInt64, EntryDefect)
  /// The entry's bytes are not those that its leaf hash was made of.
  case damaged(position: UInt64)
  /// There is no entry where there must be one.
  case missing(position: UInt64)
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
