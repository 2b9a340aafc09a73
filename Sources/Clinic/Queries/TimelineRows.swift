public import ClinicalRecord
internal import Compliance

/// Which entries of a timeline are shown: what corrects one, or gives its reason, goes with it.
public struct TimelineFilter: Sendable {
  /// Happened at or after, before; microseconds since 1970-01-01T00:00:00Z.
  public var occurredFrom: Int64?
  public var occurredBefore: Int64?
  /// Nil: all of it.
  public var part: TimelinePart?

  /// Shows everything.
  public init() {}

  func shown(of rows: [Timeline.Row]) -> [Timeline.Row] {
    guard occurredFrom != nil || occurredBefore != nil || part != nil else { return rows }
    return TimelineOrder.groups(of: rows).filter { group in
      group.contains { isInSpan($0.occurred) } && (part.map { $0.holds(group) } ?? true)
    }.flatMap(\.self)
  }

  /// What is known to the day is in the span where its day begins in it.
  private func isInSpan(_ occurred: ClinicalTime) -> Bool {
    let time = occurred.unixMicroseconds
    return time >= occurredFrom ?? time && time < occurredBefore ?? .max
  }
}

/// A part of what a timeline tells.
public enum TimelinePart: String, CaseIterable, Sendable {
  /// What departs from policy and owes its reason, and what a reason was given for.
  case deviations
  /// What was ordered, drawn, given, declined, wasted and returned.
  case drugs
  /// What was measured, scored and said of alarms.
  case vitals
  /// What was amended, entered in error, reinstated or co-signed.
  case corrections

  func holds(_ group: [Timeline.Row]) -> Bool {
    group.contains { row in
      switch self {
      case .deviations: row.explains != nil || !row.reasonsOwed.isEmpty
      case .corrections: row.corrects != nil
      case .drugs: row.event.isAboutDrugs
      case .vitals: row.event.isAboutVitals
      }
    }
  }
}

extension ClinicalEvent {
  fileprivate var isAboutDrugs: Bool {
    switch self {
    case .visit(let event):
      switch event {
      case .drugDrawn, .infusionStarted, .bolusGiven, .infusionRateChanged, .infusionPaused,
        .infusionResumed, .infusionStopped, .antiemeticGiven, .antiemeticDeclined,
        .antiemeticNotIndicated, .oxygenGiven, .rescueDrugGiven, .drugWasted, .drugReturned,
        .drugMissing:
        true
      default: false
      }
    case .chart(let event):
      switch event {
      case .dosePlanned, .prescriptionIssued, .medicationListReviewed, .medicationStopped: true
      default: false
      }
    case .access, .staff, .policy, .operations, .lot, .document: false
    }
  }

  fileprivate var isAboutVitals: Bool {
    switch self {
    case .visit(let event):
      switch event {
      case .vitalsSampled, .weighed, .dissociationScored, .alarmAcknowledged: true
      default: false
      }
    case .chart, .access, .staff, .policy, .operations, .lot, .document: false
    }
  }
}

/// In which order a timeline is told: by when things happened, and what speaks about an entry right
/// behind it.
enum TimelineOrder {
  static func arranged(_ rows: [Timeline.Row]) -> [Timeline.Row] {
    let byPosition = Dictionary(rows.map { ($0.position, $0) }, uniquingKeysWith: { $1 })
    /// The entry that all of it is about: the reason for an amendment is about what was amended.
    func root(of row: Timeline.Row) -> Timeline.Row {
      var row = row
      while let target = row.beside.flatMap({ byPosition[$0] }), target.position < row.position {
        row = target
      }
      return row
    }
    return rows.map { row in
      let root = root(of: row)
      let time = standing(root) { byPosition[$0] }.occurred.unixMicroseconds
      return (row, (time, root.position, row.position))
    }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// The row by whose time an entry is told: where that was amended, it belongs there now.
  static func standing(
    _ root: Timeline.Row, _ row: (UInt64) -> Timeline.Row?
  ) -> Timeline.Row {
    guard let outcome = root.outcome, outcome.enteredInErrorBy == nil else { return root }
    return outcome.amendedBy.flatMap(row) ?? root
  }

  /// Each entry with what is about it, of rows that are arranged.
  static func groups(of rows: [Timeline.Row]) -> [[Timeline.Row]] {
    var groups: [[Timeline.Row]] = []
    var members: Set<UInt64> = []
    for row in rows {
      if let beside = row.beside, members.contains(beside) {
        groups[groups.count - 1].append(row)
        members.insert(row.position)
      } else {
        groups.append([row])
        members = [row.position]
      }
    }
    return groups
  }
}

/// A visit that a timeline tells: its heading, and what its entries are told by.
struct ToldVisit {
  let heading: Timeline.Heading
  private let states: CaseFile
  private let alarms: [UInt64: [String]]
  private let owed: [UInt64: [RuleID]]

  init(_ heading: Timeline.Heading, _ states: CaseFile) {
    self.heading = heading
    self.states = states
    alarms = Dictionary(grouping: states.visit.samples(), by: \.position).mapValues {
      states.policy.alarms(in: $0, on: states.clock)
    }
    // Whoever recorded the newest entry that a finding rests on is asked for the reason.
    owed = Dictionary(
      heading.departures.filter(\.isOwedAReason).compactMap { finding in
        finding.evidence.last.map { ($0, [finding.rule]) }
      }, uniquingKeysWith: +)
  }

  /// Says of the visit's own rows what is told by the states; the rows are arranged.
  func mark(_ rows: inout [Timeline.Row]) {
    var index = 0
    for group in TimelineOrder.groups(of: rows) {
      // What is behind an entry is in its part of the visit.
      let phase = isOwn(group[0]) ? phase(of: group) : nil
      for row in group {
        if let phase, isOwn(row) {
          rows[index].phase = phase
          rows[index].alarms = alarms[row.position] ?? []
          rows[index].reasonsOwed = owed[row.position] ?? []
          if row.beside == nil, row.outcome?.isSuperseded != true {
            rows[index].givenMg = states.givenMg(by: row.occurred)
          }
        }
        index += 1
      }
    }
  }

  private func isOwn(_ row: Timeline.Row) -> Bool {
    row.visitNumber == heading.visitNumber && (row.visitName == heading.visitName)
  }

  private func phase(of group: [Timeline.Row]) -> Timeline.Phase {
    let visit = states.visit
    let standing = TimelineOrder.standing(group[0]) { position in
      group.first { $0.position == position }
    }
    let place = (standing.occurred.unixMicroseconds, group[0].position)
    func hasPassed(_ mark: (position: UInt64, occurred: ClinicalTime)?) -> Bool {
      mark.map { place > ($0.occurred.unixMicroseconds, $0.position) } ?? false
    }
    if hasPassed(visit.end) { return .afterwards }
    if hasPassed(visit.stop.map { ($0.position, $0.occurred) }) { return .recovery }
    let start = visit.start.map { ($0.position, $0.occurred) }
    return hasPassed(start) || start?.0 == group[0].position ? .infusion : .preparation
  }
}
