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
  /// Of `ledger restored`; nil where the program's identity is not at hand.
  public var recordedPosition: UInt64?
}
