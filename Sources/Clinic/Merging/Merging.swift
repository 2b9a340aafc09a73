public import ClinicalRecord
internal import FoundationEssentials
public import Ledger
internal import SwiftProtobuf
internal import TransparencyLog

/// Two charts that are said to be of one patient, or of two after all.
public struct ChartMerge: Sendable {
  /// Leads to the survivor, or did.
  public var merged: SubjectID
  public var survivor: SubjectID
  /// They are of two patients after all.
  public var isUndone: Bool
  /// Free text.
  public var reason: String
  /// The same id with the same merge is recorded once; nil: a fresh one.
  public var appendID: AppendID?

  public init(
    _ merged: SubjectID, into survivor: SubjectID, isUndone: Bool = false, reason: String,
    appendID: AppendID? = nil
  ) {
    self.merged = merged
    self.survivor = survivor
    self.isUndone = isUndone
    self.reason = reason
    self.appendID = appendID
  }

  public var kind: EventKind { isUndone ? ChartUnmerged.kind : ChartMerged.kind }

  /// What each of the two charts says. The survivor's comes last: a prefix of the ledger that ends
  /// between them shows two charts.
  var events: [(chart: SubjectID, event: ChartEvent.OneOf_Event)] {
    [
      (merged, event(.merged, of: survivor)),
      (survivor, event(.survivor, of: merged)),
    ]
  }

  private func event(
    _ part: ChartMerged.Part, of other: SubjectID
  ) -> ChartEvent.OneOf_Event {
    guard isUndone else {
      return .chartMerged(
        .with {
          $0.otherChart = Data(other.bytes)
          $0.part = part
          $0.reason = reason
        })
    }
    return .chartUnmerged(
      .with {
        $0.otherChart = Data(other.bytes)
        $0.part = part
        $0.reason = reason
      })
  }
}

extension SignedIn {
  /// Whose chart it is, by the chart's own intake, as this person may be told: no look, so that it
  /// is shown by whoever records one (``recordDisclosureOfName(_:)``).
  public func label(of chart: SubjectID) throws -> PatientLabel {
    try patientLabel(of: chart).redacted(for: role)
  }

  /// The survivor that a merged chart leads to.
  ///
  /// - Parameter appendID: of an unmerge that may be recorded already, which tells the survivor.
  /// - Throws: `ClinicError.rejected` for a chart that is merged into none.
  public func survivor(ofMerged chart: SubjectID, appendID: AppendID? = nil) throws -> SubjectID {
    if let appendID, let survivor = try survivor(unmergedBy: appendID) { return survivor }
    let group = try chartGroup(of: chart)
    guard group.survivor != chart else {
      throw ClinicError.rejected(
        .outOfOrder(
          event: ChartUnmerged.kind, stage: "the chart is its own",
          why: group.merged.isEmpty
            ? "it is not merged" : "others are merged into it: name the one that is to be its own",
          next: "candor patients shows which are merged"))
    }
    return group.survivor
  }

  private func survivor(unmergedBy appendID: AppendID) throws -> SubjectID? {
    try ledger.read { snapshot in
      let last = try snapshot.append(appendID).flatMap { $0.last }
      let header = try last.map { try snapshot.outline(at: $0).header }
      return header.flatMap { $0.isOf(ChartUnmerged.kind) ? $0.stream.subject : nil }
    }
  }

  /// Refuses a merge as recording it would, before anybody is asked for a reason or a signature.
  ///
  /// - Parameter second: whoever is to sign beside the recorder, as their identity file says; nil:
  ///   nobody is known yet, and it is not asked.
  /// - Throws: as ``merge(_:second:)``.
  public func previewMerge(_ merge: ChartMerge, second: IdentityLabel?) throws {
    try refusing(concerning: merge.survivor) {
      try ledger.read { snapshot in
        let signing = try mergePlan(
          merge, at: clock.now(), second: second?.actor, on: try SiteState.load(from: snapshot),
          in: snapshot
        ).signing
        if second != nil, let problem = signing.problem { throw problem }
      }
    }
  }

  /// Says of two charts that they are of one patient, or of two after all: a pair of events in one
  /// append, one in each chart, signed by two people. No key and no entry moves.
  ///
  /// - Throws: `ClinicError.rejected`, `.chartErased`, `.secondSignerNeeded` and what else stands
  ///   against the second signer; ``RefusedAct``; `LedgerError`. A crash leaves both or neither.
  public func merge(_ merge: ChartMerge, second: Identity?) throws -> Recorded {
    let charts = try chartReader(toDo: "record care").charts
    let secondSigner = try refusing(concerning: merge.survivor) {
      try second.map { try self.secondSigner($0) }
    }
    let now = clock.now()
    let signedMicroseconds = clock.nowMicroseconds()
    var order = WriteOrder(
      id: merge.appendID, signers: try signers(secondSigner),
      nowMicroseconds: signedMicroseconds)
    order.charts = [merge.merged, merge.survivor]
    order.isSame = { try isSame(merge, as: $0, second: secondSigner?.actor) }
    let written = try write(order, concerning: merge.survivor) { draft, site in
      let plan = try mergePlan(
        merge, at: now, second: secondSigner?.actor, on: site, in: draft)
      if let problem = plan.signing.problem { throw problem }
      var proposals: [Proposal] = []
      var told = MergeRecorded(
        patient: plan.survivor.label(on: now.localDate)?.redacted(for: role), site: site)
      for (chart, event) in merge.events {
        // Each under its own chart's key: an erasure of one leaves nothing of it in the other.
        let sealing = try charts.sealingKey(of: chart, site, in: draft)
        proposals += try sealing.introduction(in: ledger.id, occurred: now.occurred)
        told.lines.append(
          Recorded.Line(
            position: draft.head.size + UInt64(proposals.count), event: event.kind.name,
            sentence: ClinicalEvent.chart(event).sentence(occurred: now, on: site.clock),
            occurred: site.clock.local(now)))
        proposals.append(
          Proposal(
            stream: StreamKey(type: .chart, subject: chart, number: 0), kind: event.kind.number,
            occurred: now.occurred, body: try ClinicalEvent.chart(event).serialized(),
            dataKey: sealing.key))
      }
      return Decided(proposals, told)
    }
    switch written {
    case .before(let appended): return try recordedBefore(appended)
    case .appended(let appended, let told):
      return Recorded(
        positions: appended.positions, lines: told.lines,
        recordedMicroseconds: appended.recordedMicroseconds,
        signatures: told.site.signatures(
          [(actor, .recorded, signedMicroseconds)]
            + (secondSigner.map { [($0.actor, .secondSigner, signedMicroseconds)] } ?? [])),
        wasAlreadyRecorded: false, patient: told.patient, visitNumber: nil,
        explainedDepartures: [], owedDepartures: [])
    }
  }

  /// Whether it may be said on one state of the ledger, and who has to sign it.
  private func mergePlan(
    _ merge: ChartMerge, at now: ClinicalTime, second: UInt32?, on site: SiteState,
    in reader: borrowing LedgerSnapshot
  ) throws -> (signing: SigningPlan, survivor: ChartFile) {
    try site.requireActive(actor)
    do throws(Rejection) {
      try merge.kind.requireRecorder(role)
      guard merge.merged != merge.survivor else {
        throw .malformed(
          field: "other_chart", value: nil, expected: "another chart; these two are one already")
      }
    } catch { throw ClinicError.rejected(error) }
    let charts = try chartReader(toDo: "record care").charts
    var survivor = ChartFile(subject: merge.survivor)
    for (chart, event) in merge.events {
      let file = try ChartFile.load(chart, keys: charts, clock: site.clock, from: reader)
      do throws(Rejection) {
        try event.statement.checkWhenRecorded(occurred: now)
        _ = try file.chart.decide(event, occurred: now, by: role)
        if chart == merge.merged, !merge.isUndone { try requireQuiet(file, site) }
      } catch { throw ClinicError.rejected(error) }
      if chart == merge.survivor { survivor = file }
    }
    return (SigningPlan(of: [merge.kind], actor: actor, second: second, on: site), survivor)
  }

  /// Nobody is being looked after under the record number that is to lead elsewhere.
  private func requireQuiet(_ file: ChartFile, _ site: SiteState) throws(Rejection) {
    let kind = ChartMerged.kind
    if let visit = file.visits.filter({ $0.value.stage != .ended }).keys.min() {
      throw .outOfOrder(
        event: kind, stage: "visit \(visit) of the chart that is to be merged is open",
        why: "what belongs to it is recorded there",
        next: "record how it ended first, or merge the other way round")
    }
    if let device = site.staff.devices(serving: file.subject).first {
      throw .outOfOrder(
        event: kind, stage: "device \(device) serves the chart that is to be merged",
        why: "it records there", next: "release it first (candor device release)")
    }
  }

  private func isSame(
    _ merge: ChartMerge, as entries: [Entry], second: UInt32?
  ) throws -> Bool {
    guard entries.first?.header.actor == actor,
      entries.last?.signatures?.secondSigner?.actor == second
    else { return false }
    let said = try entries.compactMap { entry in
      try fact(of: entry).map { (entry.header.stream.subject, $0.value) }
    }
    let stated = merge.events
    guard said.count == stated.count else { return false }
    return zip(said, stated).allSatisfy { said, stated in
      said.0 == stated.chart && said.1 == .chart(stated.event)
    }
  }
}

/// What whoever merged two charts is told, all of it known before the append is durable.
private struct MergeRecorded {
  var patient: PatientLabel?
  var site: SiteState
  var lines: [Recorded.Line] = []
}
