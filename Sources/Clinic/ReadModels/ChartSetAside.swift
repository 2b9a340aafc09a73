public import Ledger

/// A chart that an answer about many leaves out, since an entry of it cannot be believed, opened or
/// read: everybody else's day goes on.
public struct ChartSetAside: Hashable, Sendable {
  public let chart: SubjectID
  /// Which entry it is, and what is wrong with it; no clinical fact.
  public let cause: String

  /// Nil for an error that is not of one chart alone: of storage, of keys, of the whole ledger.
  init?(_ chart: SubjectID, after error: any Error) {
    guard Self.isOfOneChart(error) else { return nil }
    self.chart = chart
    cause = "\(error)"
  }

  private static func isOfOneChart(_ error: any Error) -> Bool {
    if let error = error as? ClinicError {
      if case .damagedEntry = error { return true }
      if case .newerEntry = error { return true }
      if case .keyMissing = error { return true }
    }
    if let error = error as? LedgerError {
      if case .damaged = error { return true }
      if case .missing = error { return true }
      if case .refused = error { return true }
      if case .otherDataKey = error { return true }
      if case .key(let error) = error { return isOfOneChart(error) }
    }
    if let error = error as? KeyError {
      if case .openFailed = error { return true }
      if case .commitmentMismatch = error { return true }
      if case .noDataKey = error { return true }
    }
    return false
  }
}

extension ClinicObserver {
  /// The charts that were left out of this process's answers about many.
  public var chartsSetAside: [ChartSetAside] {
    notices.compactMap { notice in
      guard case .chartSetAside(let chart) = notice else { return nil }
      return chart
    }
  }
}
