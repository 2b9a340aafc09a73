internal import ClinicalRecord
public import Ledger
internal import Projections

/// The charts of one patient: the one that survives, and those that are merged into it.
struct ChartGroup: Hashable, Sendable {
  let survivor: SubjectID
  /// In the order in which they were merged; empty for most patients.
  var merged: [SubjectID] = []

  var charts: [SubjectID] { [survivor] + merged }
}

extension LedgerSnapshot {
  /// The charts that are merged with one, told by its own stream and the survivor's.
  ///
  /// - Parameter size: entries at or beyond this position do not count; nil: all do. A size that
  ///   cuts a merge in two leaves the charts two.
  func chartGroup(
    of chart: SubjectID, below size: UInt64? = nil, keys: ChartKeys
  ) throws -> ChartGroup {
    let own = try mergeLinks(of: chart, below: size, keys: keys)
    guard let survivor = own.mergedInto.flatMap({ SubjectID(bytes: [UInt8]($0.value.otherChart)) })
    else { return ChartGroup(survivor: chart, merged: own.absorbedCharts) }
    let merged = try mergeLinks(of: survivor, below: size, keys: keys).absorbedCharts
    guard merged.contains(chart) else { return ChartGroup(survivor: chart) }
    return ChartGroup(survivor: survivor, merged: merged)
  }

  /// What a chart's stream says of merges, and nothing else of it.
  private func mergeLinks(
    of chart: SubjectID, below size: UInt64?, keys: ChartKeys
  ) throws -> Chart {
    var links = Chart()
    let stream = StreamKey(type: .chart, subject: chart, number: 0)
    guard try streamHead(stream) != nil else { return links }
    for entry in try self.stream(stream) where entry.position < size ?? .max {
      guard entry.header.isMerge else { continue }
      let key = try keys.key(of: entry.header, position: entry.position, in: self)
      let body = try entry.open(with: key, in: ledgerID)
      guard let fact = try entry.fact(body: body), case .chart(let event) = fact.value else {
        continue
      }
      links.evolve(fact.with(event))
    }
    return links
  }
}

extension EntryHeader {
  fileprivate var isMerge: Bool { isOf(ChartMerged.kind) || isOf(ChartUnmerged.kind) }
}

extension Chart {
  /// The charts that are merged into this one.
  var absorbedCharts: [SubjectID] {
    absorbed.compactMap { SubjectID(bytes: [UInt8]($0.value.otherChart)) }
  }
}

extension SignedIn {
  /// The charts of the patient whose chart one is.
  ///
  /// What opens nothing, an erased chart or a role without keys, is a chart of its own.
  func chartGroup(of chart: SubjectID, below size: UInt64? = nil) throws -> ChartGroup {
    guard role != .device, let charts else { return ChartGroup(survivor: chart) }
    return try ledger.read { snapshot in
      guard try snapshot.custody(of: chart).closedAt == nil else {
        return ChartGroup(survivor: chart)
      }
      return try snapshot.chartGroup(of: chart, below: size, keys: charts)
    }
  }

  /// Every chart of the patient whose chart one is, the survivor first.
  public func charts(ofPatientWith chart: SubjectID) throws -> [SubjectID] {
    try chartGroup(of: chart).charts
  }
}

extension Roster.State {
  /// The chart that this one is merged into.
  var survivor: SubjectID? { SubjectID(bytes: mergedInto) }
}
