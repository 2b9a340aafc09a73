public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension StreamKey {
  /// What was decided about keeping a chart.
  static func custody(of chart: SubjectID) -> StreamKey {
    StreamKey(type: .operations, subject: chart, number: 0)
  }
}

/// A chart whose erasure was intended, whether or not it is completed.
struct ClosedChart: Hashable, Sendable {
  var chart: SubjectID
  /// From which on nothing may be recorded about it.
  var position: UInt64
  /// Whether the completion is still to be recorded.
  var isPending: Bool
}

extension LedgerSnapshot {
  /// Whether a chart is kept: told from a stream of its own, which most charts do not have.
  ///
  /// It takes no account of what goes on about the chart (`hindrances`).
  func custody(of chart: SubjectID) throws -> ChartCustody {
    var custody = ChartCustody()
    let stream = StreamKey.custody(of: chart)
    guard chart != .none, try streamHead(stream) != nil else { return custody }
    for entry in try self.stream(stream) {
      do {
        guard let fact = try entry.fact(body: entry.body), case .operations(let event) = fact.value
        else { continue }
        custody.evolve(fact.with(event))
      } catch ClinicError.damagedEntry {
        // Verification names it; care of the chart goes on.
        continue
      }
    }
    return custody
  }

  /// What goes on about a chart, by headers alone.
  func hindrances(of chart: SubjectID, staff: Staff) throws -> ChartCustody.Hindrances {
    var found = ChartCustody.Hindrances()
    found.servingDevice = staff.devices(serving: chart).first
    for key in try streams(of: chart) {
      switch key.type {
      case .visit:
        let hasEnded = try stream(key).contains { $0.header.endsVisit }
        if !hasEnded { found.openVisit = key.number }
      case .access where key.number > 0:
        guard let head = try streamHead(key)?.position,
          try entry(at: head).header.isOf(EmergencyAccessOpened.kind)
        else { continue }
        found.unreviewedEmergency = found.unreviewedEmergency ?? head
      default: continue
      }
    }
    return found
  }
}

extension LedgerSnapshot {
  /// Whether headers do not tell which of a chart's visits are open: what was taken back may be the
  /// arrival or the end of one.
  fileprivate func hasRetractions(about chart: SubjectID) throws -> Bool {
    try streams(of: chart).contains { key in
      try key.type == .visit && stream(key).contains(where: \.header.isRetractionOrReinstatement)
    }
  }
}

extension LedgerSnapshot {
  /// The charts that are erased or about to be, in the order of their ids.
  func closedCharts() throws -> [ClosedChart] {
    var closed: [ClosedChart] = []
    for chart in try subjects(with: .operations) where chart != .none {
      switch try custody(of: chart).state {
      case .kept, .held: continue
      case .erasureIntended(let position):
        closed.append(ClosedChart(chart: chart, position: position, isPending: true))
      case .erased(let position):
        closed.append(ClosedChart(chart: chart, position: position, isPending: false))
      }
    }
    return closed
  }
}

extension Clinic {
  /// How many charts were erased, or are about to be: what listings leave out.
  public func erasedChartCount() throws -> Int {
    try ledger.read { try $0.closedCharts() }.count
  }

  /// Whether a chart was erased, or is about to be.
  public func isErased(_ chart: SubjectID) throws -> Bool {
    try ledger.read { try $0.custody(of: chart) }.closedAt != nil
  }
}

extension SignedIn {
  /// Places a legal hold: the chart is not erased while it lasts.
  ///
  /// - Throws: `ClinicError.rejected`, `.unknownPatient`; ``RefusedAct``; `LedgerError`.
  public func placeHold(on chart: SubjectID) throws -> Recorded {
    try recordCustody(.legalHoldPlaced(.init()), of: chart, second: nil)
  }

  /// Ends a legal hold; two people sign it.
  ///
  /// - Throws: as ``placeHold(on:)``; `ClinicError.secondSignerNeeded` and what else stands against
  ///   the second signer.
  public func releaseHold(on chart: SubjectID, second: Identity?) throws -> Recorded {
    try recordCustody(.legalHoldReleased(.init()), of: chart, second: second)
  }

  /// Refuses an act of custody before anybody is asked for a signature, as recording it would.
  ///
  /// - Parameter second: whoever is to sign beside the recorder, as their identity file says; nil:
  ///   nobody is known yet, and it is not asked.
  /// - Returns: what they sign, for them to see.
  /// - Throws: as ``releaseHold(on:second:)``.
  public func previewCustody(
    _ event: OperationsEvent.OneOf_Event, of chart: SubjectID, second: IdentityLabel?
  ) throws -> String {
    try refusing(concerning: chart) {
      try ledger.read { snapshot in
        let site = try SiteState.load(charts: [chart], from: snapshot)
        let plan = try custodyPlan(
          event, of: chart, at: clock.now(), second: second?.actor, on: site, in: snapshot
        ).signing
        if second != nil, let problem = plan.problem { throw problem }
      }
    }
    return event.statement.sentence
  }

  /// One append to the custody stream of the chart, and of those that are merged with it; never
  /// sealed.
  ///
  /// - Parameter appendsSpooled: false for a caller that has appended what waits in the spool.
  func recordCustody(
    _ event: OperationsEvent.OneOf_Event, of chart: SubjectID, second: Identity?,
    appendsSpooled: Bool = true
  ) throws -> Recorded {
    let secondSigner = try refusing(concerning: chart) {
      try second.map { try self.secondSigner($0) }
    }
    let now = clock.now()
    let signedMicroseconds = clock.nowMicroseconds()
    var order = WriteOrder(
      id: .timeOrdered(now.unixMicroseconds), signers: try signers(secondSigner),
      nowMicroseconds: signedMicroseconds)
    order.charts = [chart]
    order.appendsSpooled = appendsSpooled
    let written = try write(order, concerning: chart) { draft, site in
      let plan = try custodyPlan(
        event, of: chart, at: now, second: secondSigner?.actor, on: site, in: draft)
      if let problem = plan.signing.problem { throw problem }
      return Decided(
        try plan.charts.map { try .custody(event, of: $0, occurred: now.occurred) },
        (site: site, charts: plan.charts))
    }
    guard case .appended(let appended, let decided) = written else {
      throw ClinicError.nothingToRecord
    }
    return Recorded(
      positions: appended.positions,
      lines: decided.charts.enumerated().map { index, chart in
        Recorded.Line(
          position: appended.positions.lowerBound + UInt64(index), event: event.kind.name,
          sentence: event.statement.sentence, occurred: now, chart: chart)
      }, recordedMicroseconds: appended.recordedMicroseconds,
      signatures: decided.site.signatures(
        [(actor, .recorded, signedMicroseconds)]
          + (secondSigner.map { [($0.actor, .secondSigner, signedMicroseconds)] } ?? [])),
      wasAlreadyRecorded: false, patient: nil, visitNumber: nil, explainedDepartures: [],
      owedDepartures: [])
  }

  /// Whether it may be stated on one state of the ledger, of which charts, and who has to sign it.
  ///
  /// Charts that are merged are kept or erased together. One that is held already is not held
  /// twice; one that is held keeps all of them.
  ///
  /// - Throws: `ClinicError.notActive`, `.unknownPatient`, `.rejected`.
  private func custodyPlan(
    _ event: OperationsEvent.OneOf_Event, of chart: SubjectID, at now: ClinicalTime,
    second: UInt32?, on site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> (signing: SigningPlan, charts: [SubjectID]) {
    try site.requireActive(actor)
    guard try reader.streams(of: chart).contains(where: { $0.type == .chart }) else {
      throw ClinicError.unknownPatient(chart.description)
    }
    var group = [chart]
    if let charts, try reader.custody(of: chart).closedAt == nil {
      group = try reader.chartGroup(of: chart, keys: charts).charts
    }
    var stated: [SubjectID] = []
    var refusal: Rejection?
    for member in group {
      let custody = try custodyNow(of: member, site, in: reader)
      do throws(Rejection) {
        _ = try custody.decide(event, occurred: now, by: role)
        stated.append(member)
      } catch {
        if case .chartErasureIntended = event { throw ClinicError.rejected(error) }
        refusal = refusal ?? error
      }
    }
    if stated.isEmpty, let refusal { throw ClinicError.rejected(refusal) }
    return (SigningPlan(of: [event.kind], actor: actor, second: second, on: site), stated)
  }

  private func custodyNow(
    of chart: SubjectID, _ site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> ChartCustody {
    var custody = try site.custody[chart] ?? reader.custody(of: chart)
    custody.hindrances = try reader.hindrances(of: chart, staff: site.staff)
    if let charts, try reader.hasRetractions(about: chart),
      let file = try? ChartFile.load(chart, keys: charts, clock: site.clock, from: reader)
    {
      custody.hindrances.openVisit = file.visits.filter { $0.value.stage != .ended }.keys.min()
    }
    return custody
  }
}

extension Proposal {
  static func custody(
    _ event: OperationsEvent.OneOf_Event, of chart: SubjectID, occurred: Occurred
  ) throws -> Proposal {
    Proposal(
      stream: .custody(of: chart), kind: event.kind.number, occurred: occurred,
      body: try ClinicalEvent.operations(event).serialized(), dataKey: nil)
  }
}
