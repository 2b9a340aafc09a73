internal import Ledger
internal import Synchronization

/// The data keys that the signed-in person holds, each checked against its introduction before
/// anything is opened.
///
/// GCM does not commit to its key (DESIGN §6), so a key that the ledger has not introduced opens
/// nothing.
final class ChartKeys: Sendable {
  private struct Name: Hashable {
    var subject: SubjectID
    var number: UInt32
  }

  private let keyring: UnlockedKeyring
  private let ledger: LedgerID
  private let checked = Mutex<[Name: DataKey]>([:])

  init(keyring: UnlockedKeyring, ledger: LedgerID) {
    self.keyring = keyring
    self.ledger = ledger
  }

  /// The key an entry is sealed with.
  ///
  /// - Throws: `ClinicError.keyMissing` when the keyring has none, `KeyError` when it is not the
  ///   introduced one.
  func key(
    of header: EntryHeader, position: UInt64, in reader: borrowing some (LedgerReader & ~Copyable)
  )
    throws -> DataKey
  {
    let name = Name(subject: header.stream.subject, number: header.dataKeyNumber)
    if let key = checked.withLock({ $0[name] }) { return key }
    guard let key = try keyring.dataKey(name.subject, name.number) else {
      throw ClinicError.keyMissing(position: position)
    }
    try check(key, name: name, in: reader)
    checked.withLock { $0[name] = key }
    return key
  }

  /// The newest key of a chart, for sealing.
  func newestKey(of subject: SubjectID, in reader: borrowing some (LedgerReader & ~Copyable)) throws
    -> DataKey?
  {
    guard let key = try keyring.newestDataKey(of: subject) else { return nil }
    let name = Name(subject: subject, number: key.number)
    guard checked.withLock({ $0[name] }) == nil else { return key }
    try check(key, name: name, in: reader)
    checked.withLock { $0[name] = key }
    return key
  }

  private func check(
    _ key: DataKey, name: Name, in reader: borrowing some (LedgerReader & ~Copyable)
  ) throws {
    guard
      let introduction = try reader.keyIntroduction(of: name.subject, number: name.number)
    else { throw KeyError.noDataKey(subject: name.subject, number: name.number) }
    try key.check(commitment: introduction.commitment, in: ledger)
  }
}
