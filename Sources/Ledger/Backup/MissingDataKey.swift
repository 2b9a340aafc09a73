/// A data key that sealed entries need and a keyring does not hold: unless erased, an alarm.
public struct MissingDataKey: Hashable, Sendable {
  public let subject: SubjectID
  public let number: UInt32
  /// Of the first entry that is sealed with it.
  public let position: UInt64
}

extension Keyring {
  /// The data keys that a ledger's sealed entries need and that have no row here, by position.
  ///
  /// Nothing is unlocked: headers and rows are compared. Throws ``KeyError`` and ``LedgerError``.
  ///
  /// - Parameter erased: the subjects whose keys are not to be there, and are not missed.
  public func missingDataKeys(
    of ledger: Ledger, erased: Set<SubjectID> = []
  ) throws -> [MissingDataKey] {
    var first: [SealingKey: UInt64] = [:]
    try ledger.forEachOutline { outline in
      let subject = outline.header.stream.subject
      guard outline.header.isSealed, !erased.contains(subject) else { return true }
      let key = SealingKey(
        subject: subject, number: outline.header.dataKeyNumber)
      if first[key] == nil { first[key] = outline.position }
      return true
    }
    return try first.filter { try store.key($0.key.subject, $0.key.number) == nil }
      .map { MissingDataKey(subject: $0.key.subject, number: $0.key.number, position: $0.value) }
      .sorted { $0.position < $1.position }
  }
}

private struct SealingKey: Hashable {
  let subject: SubjectID
  let number: UInt32
}
