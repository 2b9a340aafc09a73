public import ClinicalRecord
internal import Synchronization

/// Everything that the rules may look at for one visit, as it stood at one position of the ledger.
///
/// For a chart that has no visit yet, pass `Visit()` and visit number 0: S1 and S2 are then judged
/// by the first scheduling.
public struct CaseFile: Sendable {
  public var chart: Chart
  public var visit: Visit
  /// From 1; 0 where the chart has no visit yet.
  public var visitNumber: UInt32
  /// The first start of an infusion in the chart's *earlier* visits.
  public var firstInfusionStart: ClinicalTime?
  /// The patient's other visits, in whichever chart: of rules about courses.
  public var otherVisits: [OtherVisit] = []
  public var staff: Staff
  public var policy: Policy
  /// The clock to judge what is still going on by, microseconds since 1970-01-01T00:00:00Z.
  public var nowMicroseconds: Int64 {
    get {
      clockWatch?.note()
      return momentMicroseconds
    }
    set { momentMicroseconds = newValue }
  }
  private var momentMicroseconds: Int64
  /// Told whenever a rule looks at the clock.
  var clockWatch: ClockWatch?
  /// The size of the ledger's tree that these states were folded from.
  public var treeSize: UInt64
  /// Of the chart's amended entries: where each was amended, in ledger order.
  public var amendments: [UInt64: [UInt64]] = [:]
  /// The clinic's: by it the facts were told, and the times that rules work out are.
  public var clock: ClinicClock
  /// When it was recorded that the clinic keeps a drug book here, microseconds since
  /// 1970-01-01T00:00:00Z; nil where it keeps none.
  public var drugBookSince: Int64?

  /// What a clinic has of every visit; the rest is filled in where there is more.
  public init(
    chart: Chart, visit: Visit, visitNumber: UInt32, firstInfusionStart: ClinicalTime?,
    staff: Staff, policy: Policy, clock: ClinicClock = .unnamed, nowMicroseconds: Int64,
    treeSize: UInt64
  ) {
    self.chart = chart
    self.visit = visit
    self.visitNumber = visitNumber
    self.firstInfusionStart = firstInfusionStart
    self.staff = staff
    self.policy = policy
    self.clock = clock
    momentMicroseconds = nowMicroseconds
    self.treeSize = treeSize
  }
}

/// How often the clock was looked at.
final class ClockWatch: Sendable {
  private let count = Atomic<Int>(0)

  var looks: Int { count.load(ordering: .relaxed) }

  func note() { count.add(1, ordering: .relaxed) }
}

/// What a rule about a course looks at in a visit beside the one that it judges.
public struct OtherVisit: Hashable, Sendable {
  public var arrived: ClinicalTime
  public var indication: Indication
  /// Of the infusion's start; nil where none has started.
  public var start: Start?
  /// The infusion came to its planned end.
  public var isCompleted: Bool

  /// Where and when an infusion was started.
  public struct Start: Hashable, Sendable {
    public var position: UInt64
    public var occurred: ClinicalTime
  }

  /// Nil for a visit without its arrival.
  public init?(_ visit: Visit) {
    guard let arrival = visit.arrival else { return nil }
    arrived = arrival.occurred
    indication = arrival.value.indication
    start = visit.start.map { Start(position: $0.position, occurred: $0.occurred) }
    isCompleted = visit.stop?.value.cause == .completed
  }
}

extension CaseFile {
  /// Positions of the explanations that speak about a judgement of a rule.
  ///
  /// One that names the rule may be about any entry of the evidence. One that names no rule
  /// speaks for what its entry departs from, and for nothing else that happens to rest on it:
  /// a reason given at the start must not excuse a gap that came later.
  /// A place in an append has become a position by now: whoever folds entries knows where it began.
  func explanations(of rule: RuleID, for judgement: Judgement) -> [UInt64] {
    guard judgement.verdict.isDeviation || judgement.verdict == .noted else { return [] }
    let spoken = (chart[DeviationExplained.self] + visit[DeviationExplained.self]).filter {
      explanation in
      guard case .aboutPosition(let named)? = explanation.value.about else { return false }
      let position = original(of: named)
      if explanation.value.rules.isEmpty { return judgement.departing.contains(position) }
      return explanation.value.rules.contains(rule.rawValue)
        && (judgement.evidence.contains(position) || judgement.departing.contains(position))
    }
    return Set(spoken.map(\.position)).sorted()
  }

  /// What was said of an amendment was said of what it amends.
  private func original(of position: UInt64) -> UInt64 {
    amendments.first { $0.value.contains(position) }?.key ?? position
  }

  /// The entries that a judgement rests on, and of an amended one the amendment that stands, too.
  func citing(_ evidence: [UInt64]) -> [UInt64] {
    guard !amendments.isEmpty else { return evidence }
    return (evidence + evidence.compactMap { amendments[$0]?.last }).sorted()
  }
}
