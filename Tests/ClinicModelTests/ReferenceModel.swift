/// What the clinic should be like after a walk's acts: roles, standing, visits, holds, erasures,
/// data keys and looks. It knows none of Candor's code, and no rule of the policy.
struct ReferenceModel {
  struct Person {
    var role: String
    var isActive = true
    var hasDeparted = false
  }

  struct Visit {
    var day: Int
    var arrivedMinute: Int
    /// Of the first that ended it: the discharge, the transfer, the leaving against advice.
    var endedMinute: Int?
    var isStarted = false
    var isStopped = false
    var isPaused = false
    var isRecovering = false
    var isNauseous = false
    var isDischarged = false
    var isTransferred = false
    var hasLeft = false
    var hasAdverseEvent = false
    var hasEnded: Bool { isDischarged || isTransferred || hasLeft }

    /// Whether what happens at that minute happens in it; nobody stays for more than 18 hours.
    func isGoingOn(at minute: Int) -> Bool {
      if hasEnded { return minute <= endedMinute ?? minute }
      return minute - arrivedMinute <= 18 * 60
    }
  }

  struct Chart {
    var number: String
    var visits: [Visit] = []
    var isHeld = false
    var isErased = false
    /// An erasure was intended and its process killed.
    var isErasurePending = false
    /// The next entry is sealed under a new data key, which its append introduces.
    var isKeyStale = false
    /// What was acknowledged, with the number of the visit: 0 for the chart's own.
    var facts: [UInt64: UInt32] = [:]
    /// Of those, what can be corrected, in the order in which it was said.
    var statements: [Statement] = []
    /// Of the emergency accesses that wait for a review: the first position of the append of each.
    var emergencies: [UInt64: UInt64] = [:]
    /// The emergency accesses that were reviewed.
    var reviewed: Set<UInt64> = []
    var newest: Visit? { visits.last }

    /// The place of the visit that an event of that minute goes to; nil where it goes to none.
    func visit(of name: String, at minute: Int) -> Int? {
      let lookedAt =
        switch name {
        case "visit-signed-off": visits.lastIndex(where: \.hasEnded)
        case "adverse-event-followed-up": visits.lastIndex(where: \.hasAdverseEvent)
        default: Int?.none
        }
      if let lookedAt { return lookedAt }
      if let own = visits.lastIndex(where: { $0.isGoingOn(at: minute) }) { return own }
      let takesAny = RoleTable.neverHeldUp.contains(name) || name == "deviation-explained"
      return takesAny ? visits.indices.last : nil
    }
  }

  /// Something that was said of a patient, and what became of it.
  struct Statement {
    var position: UInt64
    var visit: UInt32
    var name: String
    var by: String
    /// Whoever amended it last.
    var amendedBy: String?
    var minute: Int
    var stands = true
  }

  enum Look: Equatable {
    case chart
    case visit(UInt32)
    /// What is told by a rejection, or to a second signer.
    case check(UInt32)
    case entry(UInt64, visit: UInt32)
    case rosterLine

    func covers(_ other: Look) -> Bool {
      switch (self, other) {
      case (_, .rosterLine), (.chart, _): true
      case (.visit(let mine), .visit(let theirs)), (.visit(let mine), .check(let theirs)),
        (.visit(let mine), .entry(_, let theirs)):
        mine == theirs
      default: self == other
      }
    }
  }

  struct Trace {
    var handle: String
    var chart: Int
    var look: Look
    var minute: Int
    var isEmergency: Bool
  }

  struct Request {
    var by: String
    var of: String
    var chart: Int
    var visit: UInt32
    var isSigned = false
    /// A key was renewed, or somebody left the device: it cannot be completed any more.
    var isOutdated = false
    /// Something was recorded on the chart since: whether it is decided the same, rules tell.
    var isInDoubt = false
    var bringsKey: Bool
  }

  var people: [String: Person] = [:]
  var charts: [Chart] = []
  var traces: [Trace] = []
  var request: Request?
  /// The chart that the monitor serves, and the number of the visit.
  var served: Int?
  var servedVisit: UInt32 = 0
  /// Since the clinic's first hour.
  var minute = 0

  /// Within which one look covers another.
  static let windowMinutes = 15
  /// The walk begins at seven.
  var day: Int { (7 * 60 + minute) / (24 * 60) }

  func role(_ handle: String) -> String { people[handle]?.role ?? "" }
  func isActive(_ handle: String) -> Bool { people[handle]?.isActive ?? false }
  func may(_ power: RoleTable.Power, _ handle: String) -> Bool {
    RoleTable.holds(power, role(handle))
  }

  /// What an intake without a record number is given.
  var nextNumber: String {
    var number = 1001 + charts.count
    while openCharts.contains(where: { charts[$0].number == "\(number)" }) { number += 1 }
    return "\(number)"
  }

  var waitingEmergencies: [UInt64] { charts.flatMap(\.emergencies.keys).sorted() }
  var openCharts: [Int] {
    charts.indices.filter { !charts[$0].isErased }.sorted { charts[$0].number < charts[$1].number }
  }
}

// What an act does to the number of entries.

extension ReferenceModel {
  /// A chart's entries are about to be appended: those that come before them.
  mutating func introduction(on chart: Int) -> Int {
    guard charts[chart].isKeyStale else { return 0 }
    charts[chart].isKeyStale = false
    if request?.chart == chart { request?.isInDoubt = true }
    return 1
  }

  /// Somebody signs in, or renews the keyring: what killed processes have left is finished.
  mutating func finishLeftovers(by handle: String) -> Int {
    guard may(.holdKeys, handle) else { return 0 }
    return finishRenewal() + finishErasures()
  }

  mutating func finishRenewal() -> Int { served.map { introduction(on: $0) } ?? 0 }

  mutating func finishErasures() -> Int {
    let pending = charts.indices.filter { charts[$0].isErasurePending }
    for chart in pending { charts[chart].isErasurePending = false }
    return pending.count
  }

  mutating func renewEverything() {
    for chart in charts.indices { charts[chart].isKeyStale = true }
    request?.isOutdated = true
  }

  mutating func releaseDevice() {
    guard let chart = served else { return }
    served = nil
    charts[chart].isKeyStale = true
    if request?.chart == chart { request?.isOutdated = true }
  }

  func isCovered(_ look: Look, of chart: Int, by handle: String, glass: Bool, reads: Bool) -> Bool {
    traces.contains { trace in
      trace.handle == handle && trace.chart == chart && trace.look.covers(look)
        && minute - trace.minute < Self.windowMinutes
        && (glass ? (reads || trace.isEmergency) : !trace.isEmergency)
    }
  }

  /// - Parameter size: of the ledger before the look.
  /// - Returns: how many entries it adds.
  mutating func look(
    _ look: Look, at charts: [Int], by handle: String, glass: Bool = false, reads: Bool = true,
    size: UInt64
  ) -> Int {
    var growth = 0
    for chart in charts
    where !isCovered(look, of: chart, by: handle, glass: glass, reads: reads) {
      growth += introduction(on: chart)
      if !reads { self.charts[chart].emergencies[size + UInt64(growth)] = size }
      traces.append(
        Trace(handle: handle, chart: chart, look: look, minute: minute, isEmergency: !reads))
      growth += 1
    }
    return growth
  }
}
