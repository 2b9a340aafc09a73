public import TransparencyLog

/// The ledger as of one commit: what a snapshot and an append's decision can both ask.
public protocol LedgerReader: ~Copyable {
  var ledgerID: LedgerID { get }

  /// How many entries there are, and the root over them.
  var head: TreeHead { get }

  /// When the newest entry was recorded, microseconds since 1970-01-01T00:00:00Z.
  var newestRecordedMicroseconds: Int64 { get throws(LedgerError) }

  /// The entry, checked against its leaf hash before it is believed.
  ///
  /// Throws ``LedgerError/beyondHead(asked:size:)``, ``LedgerError/damaged(position:)``,
  /// ``LedgerError/refused(position:_:)`` or ``LedgerError/missing(position:)``.
  func entry(at position: UInt64) throws(LedgerError) -> Entry

  /// All entries of a stream, oldest first; none for a stream that does not exist.
  func stream(_ key: StreamKey) throws(LedgerError) -> [Entry]

  /// Where the stream stands; nil when it has no entry.
  func streamHead(
    _ key: StreamKey
  ) throws(LedgerError) -> (position: UInt64, revision: UInt32)?

  /// All streams about a subject, by type, then number.
  func streams(of subject: SubjectID) throws(LedgerError) -> [StreamKey]

  /// The actor's keys in force and the position of their enrolment; nil when there are none.
  func enrolment(
    of actor: UInt32
  ) throws(LedgerError) -> (position: UInt64, keys: ActorKeyEnrolled)?

  /// Where a data key was introduced and its commitment (32 bytes); nil when it was not.
  func keyIntroduction(
    of subject: SubjectID, number: UInt32
  ) throws(LedgerError) -> (position: UInt64, commitment: [UInt8])?

  /// The positions of an append; nil when the ledger has none of that id.
  func append(_ id: AppendID) throws(LedgerError) -> Range<UInt64>?
}
