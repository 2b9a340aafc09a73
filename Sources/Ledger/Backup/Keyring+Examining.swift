internal import LMDB

extension Keyring {
  /// Opens the keyring beside a copy of a ledger, shows it, and leaves no lock file behind.
  ///
  /// Throws what ``open(at:ledger:sitePublicKey:)`` and `body` throw.
  static func examining<R>(
    _ directory: String, of ledger: Ledger, _ body: (Keyring) throws -> R
  ) throws -> R {
    let keyring = try Keyring.open(
      at: directory, ledger: ledger.id, sitePublicKey: ledger.sitePublicKey)
    let result = try body(keyring)
    keyring.store.close()
    LogFiles.removeLock(in: path(in: directory))
    return result
  }
}
