internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// What an act comes to on one state of the ledger: a value, whoever asks for it.
///
/// `check` shows it, whoever is to sign beside the actor sees it, and the write turns it into
/// entries. So what is said beforehand is what is done.
struct Plan: Sendable {
  /// One event that follows from a statement, with the stream it goes to.
  struct Step: Equatable, Sendable {
    var stream: StreamKey
    var event: ClinicalEvent
    var occurred: ClinicalTime
  }

  /// New deviations that one statement brought about, and the step they are tied to.
  struct Departure: Sendable {
    var step: Int
    var visit: UInt32
    var findings: [Finding]
    var isNeverHeldUp: Bool
  }

  /// Where the plan would stand in the ledger, and when.
  struct Place: Sendable {
    /// Where the append begins.
    var position: UInt64
    /// Entries of the append that come before the first step: the introduction of a key.
    var precedingCount = 0
    /// Of statements that give no time of their own.
    var now: ClinicalTime
    /// By what the rules judge: never earlier than the newest entry.
    var nowMicroseconds: Int64
  }

  let act: Act
  let place: Place
  let role: Role
  var steps: [Step] = []
  var departures: [Departure] = []
  /// Who has to sign, and what stands against whoever is to.
  var signing: SigningPlan
  /// The statement that cannot be recorded, and why; the plan ends there.
  var rejection: (index: Int, reason: Rejection)?
  /// What looks like a slip in it and is to be asked about.
  var doubts: [Doubt] = []
  /// What whoever records it is told of it: a dose by weight, what looks like a slip.
  var remarks: [String] = []
  /// What of the vital signs is beyond the policy's limits.
  var alarms: [String] = []
  /// Statements that are on record already and are left out: where.
  var leftOut: [UInt64] = []
  /// The departures that need a reason which was not given, where that holds the act up.
  var unexplained: [Departure] = []
  /// The deviations as they stand when all is taken and explained.
  var standing: [Finding] = []
  /// Whether those name what was owed before, too.
  var tellsAllOwed = false
  /// The chart after the steps; nil for staff.
  var file: ChartFile?
  var visitNumber: UInt32?
  /// The drug book after the steps; nil where the act does not need it.
  var book: BookFile?
  /// The lot that the act is about, where it is about no patient.
  var lotNumber: UInt32?
  /// The site after the steps.
  var site: SiteState
}

extension Plan {
  /// Tells whoever records it, once.
  mutating func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  /// Departures that are recorded at once; without a reason, it is owed.
  var owedDepartures: [Departure] { departures.filter(\.isNeverHeldUp) }

  /// Refuses what cannot be recorded as it is.
  ///
  /// - Throws: `ClinicError.rejected` or `.batchRejected`; what stands against the second signer;
  ///   `.reasonNeeded`. What tells of the chart is a ``DisclosingRejection``.
  func requireRecordable() throws {
    if let (index, reason) = rejection {
      let statement = act.statements[index]
      throw DisclosingRejection(
        // A correction is named by the entry that it is about.
        rejection: act.statements.count > 1 && statement.event.correction == nil
          ? .batchRejected(index: index, reason) : .rejected(reason),
        disclosed: reason.disclosesChart ? disclosures(byRejectionOf: statement) : [],
        isNeverHeldUp: statement.event.kind.isNeverHeldUp)
    }
    if let held = heldByDoubt {
      throw disclosing(.held(held), at: [visitNumber ?? file?.newestVisitNumber ?? 0])
    }
    if let problem = signing.problem, !signing.isHeldByCauses { throw problem }
    guard unexplained.isEmpty else {
      throw disclosing(
        .reasonNeeded(unexplained.flatMap(\.findings)),
        at: Set(unexplained.map(\.visit)).sorted())
    }
    // Last: whoever signs beside the actor is to see all of it. Why they have to is in the chart.
    if let problem = signing.problem {
      throw disclosing(problem, at: [visitNumber ?? file?.newestVisitNumber ?? 0])
    }
  }

  /// What looks like a slip, where that holds the act up.
  var heldByDoubt: HeldAct? {
    switch act.doubts {
    case .asked(let confirmed):
      let open = doubts.filter { !confirmed.contains($0) }
      return open.isEmpty ? nil : .doubtful(open)
    case .told:
      return doubts.lazy.compactMap { doubt in
        guard case .repeated(let event, let position, let occurred) = doubt else { return nil }
        return .repeated(event: event, position: position, occurred: occurred)
      }.first
    }
  }

  /// A rejection that tells of visits; of nothing where the chart is new.
  private func disclosing(_ rejection: ClinicError, at visits: [UInt32]) -> DisclosingRejection {
    let isNewChart = act.statements.first?.chart == nil
    return DisclosingRejection(
      rejection: rejection,
      disclosed: isNewChart ? [] : visits.compactMap { file?.disclosure(at: $0) },
      isNeverHeldUp: false)
  }

  /// What a rejection of `statement` tells of the chart; nothing where there is no chart yet.
  private func disclosures(byRejectionOf statement: Statement) -> [Disclosure] {
    guard let file, file.chart.intake != nil else { return [] }
    let stated = statement.visitNumber.flatMap { file.visits[$0] == nil ? nil : $0 }
    return [file.disclosure(at: stated ?? file.newestVisitNumber)]
  }

  /// Every finding on the visit, or on the chart before its first, as it stands after the steps.
  func findings() throws -> [Finding] {
    guard let file else { return [] }
    let visit = visitNumber ?? file.newestVisitNumber ?? 0
    return RuleBook.findings(
      for: try file.caseFile(
        visit: visit, site: site, nowMicroseconds: place.nowMicroseconds,
        size: place.position + UInt64(place.precedingCount + steps.count)))
  }

  /// Which infusion the visit's is after the steps, or is to be, for a role that reads charts.
  var infusionCount: InfusionCount? {
    guard let file, let visitNumber, Permission.readCharts.holds(for: role) else { return nil }
    let states = try? file.caseFile(
      visit: visitNumber, site: site, nowMicroseconds: place.nowMicroseconds,
      size: place.position)
    return states?.infusionCount
  }

  /// The events as whoever is to sign them sees them.
  var lines: [OpenedRequest.Line] {
    steps.filter { $0.stream.type != .document }.map { step in
      OpenedRequest.Line(
        event: step.event.kind.name,
        sentence: (step.stream.type == .drugLot ? "lot \(step.stream.number): " : "")
          + site.sentence(of: step.event, occurred: step.occurred)
          + ((step.event.stream == .lot ? book?.whole : file)?.corrected(by: step.event, site)
            ?? ""),
        occurred: site.clock.local(step.occurred))
    }
  }

  /// Whether it is what was shown: the same events, departing from the same rules for the same
  /// reason. Times may have moved on where none was stated.
  func isShown(by shown: [OpenedRequest.Line]) -> Bool {
    func outline(_ lines: [OpenedRequest.Line]) -> [String] {
      lines.map { $0.event == DeviationExplained.name ? $0.sentence : $0.event }
    }
    return outline(shown) == outline(lines)
  }

  /// Which rules it departs from, where, and by how much: the reason was given for that.
  var outline: [String] {
    departures.flatMap { departure in
      departure.findings.map {
        "\(departure.step) \(departure.visit) \($0.rule.rawValue) \($0.verdict.rawValue) "
          + "\($0.measured ?? "") \($0.statement)"
      }
    }
  }

  /// The steps as they are appended, after the introductions of new keys.
  func proposals(sealedWith keys: SealingKeys, in ledger: LedgerID) throws -> [Proposal] {
    try keys.introductions(in: ledger, occurred: place.now.occurred)
      + steps.map { try $0.proposal(sealedWith: keys.key(of: $0.stream.subject)) }
  }
}

extension Plan.Step {
  /// - Parameter key: of the chart, or of the drug book; what is of neither is never sealed.
  func proposal(sealedWith key: DataKey?) throws -> Proposal {
    Proposal(
      stream: stream, kind: event.kind.number, occurred: occurred.occurred,
      body: try event.serialized(), dataKey: event.kind.stream.isSealed ? key : nil)
  }
}

/// A rejection that tells what is in a chart, on its way out of the transaction that found it.
struct DisclosingRejection: Error {
  let rejection: ClinicError
  let disclosed: [Disclosure]
  /// Whoever acts is told why even where the look cannot be recorded.
  let isNeverHeldUp: Bool
}

extension Rejection {
  /// Whether it says how far a chart or a visit has come, and not only what was stated.
  var disclosesChart: Bool {
    switch self {
    case .outOfOrder, .duplicate, .supports: true
    case .malformed, .notYourRole, .unknownField, .unreadable: false
    }
  }
}

extension ChartFile {
  /// What a check shows: of the next visit where there is none yet.
  ///
  /// - Parameter visit: nil or 0 where there is none.
  func disclosure(at visit: UInt32?) -> Disclosure {
    let number = visit.flatMap { $0 == 0 ? nil : $0 } ?? chart.nextVisitNumber
    return Disclosure(chart: subject, look: .visit(number, .check))
  }
}
