internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import TransparencyLog

/// An act that waits for a signature on a chart that has moved on since it was asked for.
///
/// Its statements are sealed and cannot change. They still stand where deciding on them now brings
/// about the same events, which depart from the same rules, as deciding on them did then: a
/// device's vitals come between all the time, and most of them bear on nothing.
struct WaitingAct {
  let prepared: PreparedAppend
  /// What its statements say, beside the introduction of a data key.
  let steps: [Plan.Step]
  let charts: ChartKeys
  var reasons = RecordRequest.Reasons.asked

  /// What it comes to on the ledger as it is now.
  ///
  /// - Throws: `ClinicError.requestOutdated` where it is another act, or none.
  func plannedAgain(
    on site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> Plan {
    let outdated = ClinicError.requestOutdated(prepared.id)
    guard let subject = steps.first(where: { $0.stream.subject != .none })?.stream.subject,
      try introducesNewestKey(of: subject, in: reader)
    else { throw outdated }
    do {
      let now = try plan(on: subject, site, below: nil, in: reader)
      let size = prepared.anchor.size
      let then = try plan(
        on: subject, try SiteState.load(below: size, from: reader), below: size, in: reader)
      guard now.rejection == nil, then.rejection == nil, now.steps == steps,
        now.outline == then.outline
      else { throw outdated }
      return now
    } catch ClinicError.rejected, ClinicError.unknownVisit, ClinicError.noVisit {
      throw outdated
    }
  }

  /// The plan on one state of the ledger, both judged at the same time.
  ///
  /// - Parameter size: entries at or beyond this position do not count; nil: all do.
  private func plan(
    on subject: SubjectID, _ site: SiteState, below size: UInt64?,
    in reader: borrowing LedgerSnapshot
  ) throws -> Plan {
    let asked = prepared.signers[0].signedAtMicroseconds ?? .min
    let statements =
      isOfLots
      ? lotStatements
      : steps.filter(\.event.isStated).map { step in
        Statement(
          chart: subject, visitNumber: step.stream.type == .visit ? step.stream.number : nil,
          event: step.event, occurred: step.occurred, lotNumber: lotNumber)
      }
    var act = Act(
      statements: statements, reasons: reasons, actor: prepared.signers[0].actor,
      secondSigner: prepared.signers[1].actor)
    act.transcription = steps.lazy.compactMap(\.event.transcription).first
    for explained in steps.compactMap(\.event.ownExplanation) {
      if explained.rules.isEmpty { act.reason = explained.reason }
      for rule in explained.rules.compactMap(RuleID.init) {
        act.reasonsByRule[rule] = explained.reason
      }
    }
    try act.readSigners(below: size, in: reader)
    let chart =
      isOfLots
      ? nil
      : try ChartFile.load(subject, below: size, keys: charts, clock: site.clock, from: reader)
    return try Plan(
      act, on: site, chart: chart,
      book: steps.contains { $0.stream.type == .drugLot }
        ? RecordRequest(statements: statements).bookFile(
          drawnFor: chart, below: size, beginningWith: nil, site, keys: charts, in: reader) : nil,
      at: Plan.Place(
        position: size ?? reader.head.size,
        precedingCount: prepared.statements.count - steps.count, now: steps[0].occurred,
        nowMicroseconds: try max(asked, reader.newestRecordedMicroseconds)))
  }

  /// Whether all of it stands in the drug book.
  private var isOfLots: Bool { steps.allSatisfy { $0.stream.type == .drugLot } }

  /// Of an act in the drug book. A lot that it opens is given its number anew: the next one.
  private var lotStatements: [Statement] {
    steps.map { step in
      Statement(
        chart: nil, event: step.event, occurred: step.occurred,
        lotNumber: step.event.kind.opensLot ? nil : step.stream.number)
    }
  }

  /// The lot that the drug book's half is of, where it is one.
  private var lotNumber: UInt32? {
    let lots = Set(steps.filter { $0.stream.type == .drugLot }.map(\.stream.number))
    return lots.count == 1 ? lots.first : nil
  }

  /// Whether a key that it brings along is still the chart's next.
  private func introducesNewestKey(
    of subject: SubjectID, in reader: borrowing LedgerSnapshot
  ) throws -> Bool {
    guard let number = prepared.statements.map(\.header).first(where: \.isSealed)?.dataKeyNumber,
      prepared.keyIntroduction(of: subject, number: number) != nil
    else { return true }
    return try reader.newestKeyIntroduction(of: subject).map { $0.number < number } ?? true
  }
}

extension PreparedAppend {
  /// Whether the chart has moved on since it was prepared, so that it has to be decided again.
  ///
  /// - Throws: `ClinicError.requestOutdated` where anything else has: a device that the act
  ///   releases, a data key that it introduces.
  func hasChartMovedOn(in reader: borrowing LedgerSnapshot) throws -> Bool {
    var hasMovedOn = false
    for (stream, revision) in expectedRevisions
    where try reader.streamHead(stream)?.revision != revision {
      guard [.chart, .visit, .drugLot].contains(stream.type) else {
        throw ClinicError.requestOutdated(id)
      }
      hasMovedOn = true
    }
    return hasMovedOn
  }
}

extension ClinicalEvent {
  /// Whether somebody stated it; the others follow from what was stated.
  fileprivate var isStated: Bool {
    switch self {
    case .chart(.visitOpened), .staff(.deviceReleased), .lot, .document: false
    default: ownExplanation == nil && transcription == nil
    }
  }

  /// The reason for departures of the same append.
  fileprivate var ownExplanation: DeviationExplained? {
    switch self {
    case .chart(.deviationExplained(let explained)), .visit(.deviationExplained(let explained)):
      if case .aboutAppendIndex = explained.about { explained } else { nil }
    default: nil
    }
  }
}
