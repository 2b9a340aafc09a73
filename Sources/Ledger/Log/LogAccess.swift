internal import LMDB

/// How a ledger reaches its log, and whether it may write.
struct LogAccess: Sendable {
  /// Nil after a reopening that failed, and after `close`.
  var store: LogStore?
  /// A commit has failed and was not settled.
  var isStopped = false
  var configuration: LogConfiguration

  init(store: LogStore, configuration: LogConfiguration) {
    self.store = store
    self.configuration = configuration
  }
}

/// How a ledger's log is opened.
struct LogConfiguration: Sendable {
  var mapByteCount: Int

  var environment: Environment.Configuration {
    Environment.Configuration(mapSizeBytes: mapByteCount, createsDirectory: false)
  }
}
