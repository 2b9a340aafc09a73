private import Glibc

/// Where a backup goes.
public struct BackupPlan: Sendable {
  /// Gets the log, the checkpoint and the manifest; must not exist, or be empty.
  public var directory: String
  /// Gets the keyring and the program's identity, apart from the log; nil: they are not copied.
  public var keyringDirectory: String?
  /// The raw clock: microseconds since 1970-01-01T00:00:00Z.
  public var takenMicroseconds: Int64

  public init(directory: String, keyringDirectory: String? = nil, takenMicroseconds: Int64) {
    self.directory = directory
    self.keyringDirectory = keyringDirectory
    self.takenMicroseconds = takenMicroseconds
  }

  /// Refuses places that would make the backup worth less.
  func check(ledger: String) throws(LedgerError) {
    let ledger = ResolvedPath(ledger)
    for place in [directory, keyringDirectory].compactMap(\.self)
    where ResolvedPath(place).isWithin(ledger) {
      throw .backup(.insideTheLedger(path: place))
    }
    guard let keyringDirectory else { return }
    let (keyring, log) = (ResolvedPath(keyringDirectory), ResolvedPath(directory))
    guard !keyring.isWithin(log), !log.isWithin(keyring) else {
      throw .backup(.notApart(keyring: keyringDirectory, backup: directory))
    }
  }
}

/// A path without symbolic links, also of what is not there yet.
private struct ResolvedPath {
  private let parts: [Substring]

  init(_ path: String) {
    var existing = path.hasPrefix("/") ? path : "./" + path
    var missing: [Substring] = []
    while true {
      if let resolved = realpath(existing, nil) {
        defer { free(resolved) }
        parts = String(cString: resolved).split(separator: "/") + missing.reversed()
        return
      }
      let pieces = existing.split(separator: "/", omittingEmptySubsequences: true)
      guard let last = pieces.last else {
        parts = missing.reversed()
        return
      }
      if last != "." { missing.append(last) }
      let rest = pieces.dropLast().joined(separator: "/")
      existing = existing.hasPrefix("/") ? "/" + rest : rest
    }
  }

  func isWithin(_ other: ResolvedPath) -> Bool { parts.starts(with: other.parts) }
}
