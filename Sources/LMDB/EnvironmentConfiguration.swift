extension Environment {
  /// How an environment is opened.
  public struct Configuration: Sendable, Hashable {
    /// The address space to reserve. It costs no memory and no disk. Where the system refuses it,
    /// it is halved, down to 1 GiB; a smaller wish is taken as it is.
    public var mapSizeBytes: Int
    /// The most named tables that may be open at a time.
    public var maxTables: Int
    /// The most read transactions that may be live at a time, of all processes. Whoever creates
    /// the lock file decides for all who join.
    public var maxReaders: Int
    /// Whether a missing directory, and missing ones above it, are created.
    public var createsDirectory: Bool
    /// Never writes the data file; the lock file is still written, as every reader must.
    public var isReadOnly: Bool
    /// Permissions of the files created.
    public var fileMode: UInt32
    /// Permissions of the directories created.
    public var directoryMode: UInt32

    public init(
      mapSizeBytes: Int = 256 << 30, maxTables: Int = 16, maxReaders: Int = 510,
      createsDirectory: Bool = true, isReadOnly: Bool = false, fileMode: UInt32 = 0o600,
      directoryMode: UInt32 = 0o700
    ) {
      self.mapSizeBytes = mapSizeBytes
      self.maxTables = maxTables
      self.maxReaders = maxReaders
      self.createsDirectory = createsDirectory
      self.isReadOnly = isReadOnly
      self.fileMode = fileMode
      self.directoryMode = directoryMode
    }
  }
}
