internal import Ledger

extension Clinic {
  /// Removes the charts' data keys from the keyring, for whoever may read charts as of now.
  func removeKeys(of closed: Set<SubjectID>, with charts: ChartKeys) throws {
    for attempt in 1...Self.renewalAttempts {
      let left = try keyring().subjectsWithKeys().intersection(closed)
      guard !left.isEmpty else { break }
      do {
        try charts.erase(left, for: try entitledReaders().map(\.reader))
      } catch KeyError.keyringRenewed where attempt < Self.renewalAttempts {
        // Somebody else renewed at the same time, or erased.
        try charts.unlockAgain()
      }
    }
    // Only keys that are gone may be told as gone.
    guard try keyring().subjectsWithKeys().isDisjoint(with: closed) else {
      throw ClinicError.file(
        path: directory + "/keyring",
        what: "still holds keys of a chart that is erased: repeat the erasure.")
    }
    try keyring().removeLeftovers()
  }
}
