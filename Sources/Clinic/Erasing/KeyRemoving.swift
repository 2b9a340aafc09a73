internal import Ledger

extension Clinic {
  /// Removes the charts' data keys from the keyring, for whoever may read charts as of now.
  func removeKeys(of closed: Set<SubjectID>, with charts: ChartKeys) throws {
    // Once more when somebody else renewed at the same time, or erased.
    for _ in 0..<Self.renewalAttempts {
      let left = try keyring().subjectsWithKeys().intersection(closed)
      guard !left.isEmpty else { break }
      do {
        try charts.erase(left, for: try entitledReaders().map(\.reader))
      } catch KeyError.keyringRenewed {
        try charts.unlockAgain()
      }
    }
    try keyring().removeLeftovers()
  }
}
