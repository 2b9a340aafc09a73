/// What an environment says of itself, at one moment.
public struct EnvironmentInfo: Sendable, Hashable {
  /// The directory, as it was given at open.
  public let path: String
  /// The address space reserved: the size that the data file may grow to.
  public let mapSizeBytes: Int
  /// Last page used × page size: what the data file holds, free pages inside it included.
  public let usedBytes: Int
  public let pageSizeBytes: Int
  /// Read transactions live now, of all processes; a killed process's count until cleared.
  public let readersInUse: Int
  public let maxReaders: Int
  /// The number of the last committed write transaction; 0 in a new environment.
  public let lastTransactionID: Int
}
