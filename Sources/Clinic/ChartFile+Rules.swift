internal import ClinicalRecord
internal import Compliance
internal import Ledger

extension ChartFile {
  /// What the rules judge: one visit with all they need to know around it.
  ///
  /// Papers, earlier infusions and weights are the patient's, whichever of the charts that are
  /// merged they stand in.
  ///
  /// - Parameters:
  ///   - visitNumber: 0 for the chart before its first visit.
  ///   - member: of the charts that are merged into this one, whose visit it is; nil: this one's.
  ///   - size: the tree that the answer rests on.
  func caseFile(
    visit visitNumber: UInt32, of member: ChartFile? = nil, site: SiteState,
    nowMicroseconds: Int64, size: UInt64
  ) throws -> CaseFile {
    let own = member ?? self
    let visit = own.visits[visitNumber] ?? Visit()
    var earlierStarts = own.visits.filter { $0.key < visitNumber }.compactMap {
      $0.value.start?.occurred
    }
    let others = ([self] + merged).filter { $0.subject != own.subject }
    earlierStarts += others.flatMap(\.visits.values).compactMap { other in
      guard let start = other.start?.occurred else { return nil }
      return visit.arrival.map { start.mayBeAtOrBefore($0.occurred) } ?? true ? start : nil
    }
    var file = CaseFile(
      chart: patientChart, visit: visit, visitNumber: visitNumber,
      firstInfusionStart: earlierStarts.min { $0.unixMicroseconds < $1.unixMicroseconds },
      staff: site.staff,
      policy: try own.policy(ofVisit: visitNumber, site, size: size),
      clock: site.clock,
      nowMicroseconds: nowMicroseconds, treeSize: size)
    file.otherVisits = ([self] + merged).flatMap { chart in
      chart.visits.filter { $0.key != visitNumber || chart.subject != own.subject }
        .compactMap { OtherVisit($0.value) }
    }
    file.drugBookSince = site.policies.drugBook?.recordedMicroseconds
    file.amendments = others.reduce(own.corrections.amendments) { all, other in
      all.merging(other.corrections.amendments) { first, _ in first }
    }
    return file
  }

  /// By which a visit is judged.
  func policy(ofVisit visitNumber: UInt32, _ site: SiteState, size: UInt64) throws -> Policy {
    try visits[visitNumber]?.arrival.map { try site.policy(of: $0.occurred) }
      ?? site.policy(at: size)
  }

  /// What is on paper about the patient: this chart's facts, and of those that are merged into it
  /// all but who they said that the patient is.
  private var patientChart: Chart {
    guard !merged.isEmpty else { return chart }
    var papers = merged.flatMap(\.standing).filter { line in
      switch line.fact.value {
      case .chart(.intakeReceived), .chart(.identityCorrected), .chart(.visitOpened),
        .chart(.chartMerged), .chart(.chartUnmerged):
        false
      case .chart: true
      case .visit, .access, .staff, .policy, .operations, .lot, .document: false
      }
    }.map(\.fact)
    papers += standing.map(\.fact)
    var chart = Chart()
    for fact in papers.sorted(by: { $0.position < $1.position }) {
      if case .chart(let event) = fact.value { chart.evolve(fact.with(event)) }
    }
    return chart
  }
}
