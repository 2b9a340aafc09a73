internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

/// Who writes, under which name, and what must be known before anything is decided.
struct WriteOrder {
  /// The same id with the same statements is written once.
  let id: AppendID
  /// The first is the entries' actor and must be active.
  let signers: [Signer]
  /// The raw clock: microseconds since 1970-01-01T00:00:00Z.
  let nowMicroseconds: Int64
  /// Whose custody the decision needs.
  var charts: Set<SubjectID> = []
  /// False for a caller that holds the spool's lock and has appended what waits there.
  var appendsSpooled = true
  /// Revisions that streams must still have.
  var expectedRevisions: [StreamKey: UInt32?] = [:]
  /// What is never held up is recorded by a clock that nobody has confirmed, too; it is marked.
  var isNeverHeldUp = false
  /// Whether the append itself says so where it is recorded all the same on a ledger that does not
  /// continue what was published.
  var marksContradiction = true
  /// Whether what is in the ledger under this id is what is asked for now.
  var isSame: ([Entry]) throws -> Bool = { _ in false }

  init(id: AppendID? = nil, signers: [Signer], now: ClinicalTime) {
    self.init(id: id, signers: signers, nowMicroseconds: now.unixMicroseconds)
  }

  init(id: AppendID? = nil, signers: [Signer], nowMicroseconds: Int64) {
    self.id = id ?? .timeOrdered(nowMicroseconds)
    self.signers = signers
    self.nowMicroseconds = nowMicroseconds
  }
}

/// What a decision comes to: the entries, and what whoever asked is told of it.
struct Decided<Result> {
  var proposals: [Proposal]
  var result: Result

  init(_ proposals: [Proposal], _ result: Result) {
    self.proposals = proposals
    self.result = result
  }
}

extension Decided where Result == Void {
  init(_ proposals: [Proposal]) { self.init(proposals, ()) }
}

/// What came of a write.
enum Written<Result> {
  case appended(Appended, Result)
  /// The append id was in the ledger, and says the same.
  case before(Appended)

  var appended: Appended {
    switch self {
    case .appended(let appended, _), .before(let appended): appended
    }
  }
}

extension Clinic {
  /// The one write: whatever the clinic records passes here, and is on disk, whole, when this
  /// returns.
  ///
  /// - Parameter decide: asked inside the write transaction, with the site as it is there; it may
  ///   be asked again when the log's map had to grow. What it throws leaves nothing but a data key
  ///   that no entry uses, which harms nobody.
  /// - Throws: `ClinicError.notActive` of the first signer, `.chartErased`, `.clockFarAhead`; what
  ///   `decide` throws; `LedgerError`, after which nothing is recorded unless it says that the
  ///   outcome is unknown.
  func write<Result>(
    _ order: WriteOrder,
    decide: (borrowing LedgerSnapshot, SiteState) throws -> Decided<Result>
  ) throws -> Written<Result> {
    try ledger.requireWritable()
    // What was shown in an emergency and could not be recorded then comes first, in appends of its
    // own. A crash between two of them leaves the rest in the spool, for the next write.
    if order.appendsSpooled { appendSpooled() }
    let contradicted =
      order.isNeverHeldUp && order.marksContradiction
      ? (try? self.contradicted())??.published : nil
    // Of the attempt that was committed: the last.
    var decided: Result?
    let outcome: AppendOutcome
    do {
      outcome = try ledger.append(
        AppendRequest(
          id: order.id, signers: order.signers, nowMicroseconds: order.nowMicroseconds,
          expectedRevisions: order.expectedRevisions),
        isSame: order.isSame,
        decide: { draft in
          // From here to the commit nobody else writes. The site is folded once, and everything
          // below decides on it.
          if !order.isNeverHeldUp { try requireBelievable(order.nowMicroseconds, in: draft) }
          let site = try SiteState.load(
            charts: order.charts, leavesOutUnsigned: order.isNeverHeldUp, from: draft)
          if let actor = order.signers.first?.actor { try site.requireActive(actor) }
          let answer = try decide(draft, site)
          // Nothing about a chart passes after the intent of its erasure but the completion. It is
          // asked of what is about to be written, so that no decision can leave it out.
          try site.refuseErased(
            answer.proposals.filter { !$0.isCompletion }.map(\.stream.subject), in: draft)
          decided = answer.result
          guard let contradicted else { return answer.proposals }
          let now = Occurred(
            unixMicroseconds: order.nowMicroseconds, utcOffsetMinutes: 0, precision: .microsecond)
          return answer.proposals + [try .contradicted(contradicted, occurred: now)]
        })
    } catch {
      throw namingErasure(error)
    }
    // The ledger has sealed, signed and stamped the entries and committed them with the tree's new
    // frontier in one transaction. A crash before the commit leaves nothing; after it the append is
    // found again by its id. Whatever is made of the result now reads nothing, so that nothing can
    // fail once the append is durable.
    observe(order.id, by: order.signers.first?.actor, outcome.appended)
    switch outcome {
    case .appended(let appended):
      guard let decided else { return .before(appended) }
      return .appended(appended, decided)
    case .alreadyAppended(let appended): return .before(appended)
    }
  }

  /// The same for an append that was decided, sealed and signed before.
  ///
  /// - Parameters:
  ///   - holding: refuses what the state of the ledger does not allow any more.
  ///   - conflicting: asked where a stream that it was prepared on has moved on; nil: that is
  ///     refused.
  func write(
    _ prepared: PreparedAppend, appendsSpooled: Bool,
    holding: (borrowing LedgerSnapshot, SiteState) throws -> Void,
    conflicting: ((borrowing LedgerSnapshot, SiteState) throws -> Void)? = nil
  ) throws -> AppendOutcome {
    if appendsSpooled { appendSpooled() }
    let charts = Set(prepared.statements.map(\.header.stream.subject)).subtracting([.none])
    let isNeverHeldUp = prepared.kinds.allSatisfy(\.isNeverHeldUp)
    let now = clock.nowMicroseconds()
    var folded: SiteState?
    func site(_ draft: borrowing LedgerSnapshot) throws -> SiteState {
      if let folded { return folded }
      let site = try SiteState.load(
        charts: charts, leavesOutUnsigned: isNeverHeldUp, from: draft)
      folded = site
      return site
    }
    let outcome = try ledger.append(
      prepared, nowMicroseconds: now,
      holding: { draft in
        if !isNeverHeldUp { try requireBelievable(now, in: draft) }
        let site = try site(draft)
        try site.refuseErased(charts, in: draft)
        try holding(draft, site)
        // Another attempt reads another state.
        folded = nil
      },
      conflicting: { error, draft in
        folded = nil
        let site = try site(draft)
        try site.refuseErased(charts, in: draft)
        guard let conflicting else { throw error }
        try conflicting(draft, site)
      })
    // What is appended from the spool was shown by another command.
    if appendsSpooled { observe(prepared.id, by: prepared.signers.first?.actor, outcome.appended) }
    return outcome
  }

  /// Notes what a person has recorded, for the case that the answer cannot be written.
  private func observe(_ id: AppendID, by actor: UInt32?, _ appended: Appended) {
    guard let actor, actor != Self.programActor else { return }
    observer.note(id, at: appended.positions)
  }

  /// What fails for want of a data key that an erasure has removed is reported as that erasure.
  func namingErasure(_ error: any Error) -> any Error { (try? erasure(behind: error)) ?? error }

  private func erasure(behind error: any Error) throws -> ClinicError? {
    let chart: SubjectID
    switch error {
    case ClinicError.keyMissing(let position):
      chart = try ledger.read { try $0.outline(at: position).header.stream.subject }
    case KeyError.noDataKey(let subject, _): chart = subject
    default: return nil
    }
    return try ledger.read { try $0.custody(of: chart) }.closedAt.map {
      .chartErased(chart, position: $0)
    }
  }
}

extension SignedIn {
  /// ``Clinic/write(_:decide:)`` of what this person does.
  ///
  /// A rejection that tells what is in a chart is a look at the chart: it is on disk before the
  /// rejection is thrown.
  ///
  /// - Throws: as there; ``RefusedAct`` for what is refused to the person;
  ///   `ClinicError.refusalNotTold` where that look could not be recorded.
  func write<Result>(
    _ order: WriteOrder, concerning chart: SubjectID? = nil,
    decide: (borrowing LedgerSnapshot, SiteState) throws -> Decided<Result>
  ) throws -> Written<Result> {
    do {
      if !order.isNeverHeldUp { try clinic.requireContinued() }
      return try clinic.write(order, decide: decide)
    } catch {
      throw failure(error, concerning: chart)
    }
  }
}

extension Proposal {
  fileprivate var isCompletion: Bool {
    stream.type == .operations && kind == ChartErasureCompleted.kind.number
  }
}

extension AppendID {
  /// An id whose first bytes are the time, so that the table of append ids grows at its end.
  ///
  /// - Parameter unixMicroseconds: since 1970-01-01T00:00:00Z.
  static func timeOrdered(_ unixMicroseconds: Int64) -> AppendID {
    let milliseconds = UInt64(max(unixMicroseconds, 0) / 1_000)
    let prefix = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (8 * (5 - $0))) }
    let random = AppendID.random()
    return AppendID(bytes: prefix + random.bytes.dropFirst(6)) ?? random
  }
}
