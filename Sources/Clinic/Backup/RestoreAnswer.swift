public import Ledger

/// What was restored, how far it reaches, and what is missing.
public struct RestoreAnswer: Sendable {
  /// Where the new ledger is.
  public var directory: String
  public var origin: String
  public var restored: RestoredLedger
  /// The greatest checkpoint that was known on this machine or given; nil: none.
  public var knownSize: UInt64?
  /// The entries that a known checkpoint counts and this ledger does not hold; nil: none.
  public var lost: Range<UInt64>?
  /// Charts whose keys the backup's keyring still held, and the restored one does not.
  public var erasedCharts: Int { restored.erased.count }
  /// Charts whose erasure this account has noted and the backup's log does not hold.
  public var replayed: [NotedErasure] = []
  /// Charts that were kept, though this account has noted their erasure: it was in another copy.
  public var notedElsewhere: [NotedErasure] = []
  /// Whether this account has noted any erasure of the ledger; without, what was erased since the
  /// backup is not known here.
  public var hasErasureNotes = false
  /// Of `ledger restored`; nil where the program's identity is not at hand.
  public var recordedPosition: UInt64?
}
