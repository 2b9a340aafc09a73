public import ClinicalRecord
public import Compliance
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Everything recorded about a patient, in the order in which it happened, both times beside
  /// each: of every chart that is merged, or that was as of then.
  ///
  /// - Parameters:
  ///   - visit: only this visit's entries; nil: the chart's and every visit's.
  ///   - letter: of the chart whose visit it is, where several are merged; nil: the survivor's.
  ///   - asOf: the ledger as it stood.
  ///   - filter: which entries are shown.
  ///   - emergency: for whoever holds the charts' keys but does not read charts.
  /// - Throws: `ClinicError.unknownVisit`, `.notPermitted`, `.damagedEntry`, `.lookNotRecorded`.
  public func timeline(
    of chart: SubjectID, visit: UInt32?, inChart letter: String? = nil, asOf: AsOf?,
    showing filter: TimelineFilter = TimelineFilter(), emergency: BreakGlass? = nil
  ) throws -> Timeline {
    try disclosing(.readCharts, emergency: emergency, concerning: chart) { context in
      var timeline = try timeline(
        of: chart, visit: visit, inChart: letter, asOf: asOf, for: context)
      timeline.rows = filter.shown(of: timeline.rows)
      let look: Look = visit.map { .visit($0, .timeline) } ?? .chart(.timeline)
      let shown = timeline.charts.filter { visit == nil || $0.letter == letter ?? "A" }
      return (timeline, shown.map { Disclosure(chart: $0.chart, look: look) })
    }
  }

  private func timeline(
    of chart: SubjectID, visit: UInt32?, inChart letter: String?, asOf: AsOf?,
    for context: AccessContext
  ) throws -> Timeline {
    let head = try clinic.head(asOf: asOf)
    let (file, site) = try ledger.read { snapshot in
      let site = try SiteState.load(below: head.size, from: snapshot)
      let group = try snapshot.chartGroup(of: chart, below: head.size, keys: context.charts)
      return (
        try ChartFile.load(
          group.survivor, below: head.size, keys: context.charts, clock: site.clock,
          from: snapshot), site
      )
    }
    let day = try asOf == nil ? today : lastRecordedDay(in: head)
    guard let patient = file.label(on: day) else {
      throw ClinicError.unknownPatient(chart.description)
    }
    let members = ([file] + file.merged).enumerated().map { index, file in
      (file, Timeline.Chart(file, letter: Timeline.letter(index), on: day))
    }
    let shown = members.filter { visit == nil || $0.1.letter == letter ?? "A" }
    // A visit whose arrival was entered in error has its entries still.
    if let visit, !shown.contains(where: { $0.0.facts.contains { $0.visitNumber == visit } }) {
      throw ClinicError.unknownVisit(number: visit)
    }
    let visits = try visits(of: file, shown, visit: visit, site: site, in: head)
    let rows = shown.flatMap { file, chart in
      let conflicting = file.visits.mapValues { $0.conflictingSamples() }
      let papers = file.papers(site)
      return file.facts.filter { visit == nil || $0.visitNumber == visit }.map { line in
        var row = row(for: line.fact, visitNumber: line.visitNumber, in: file, site: site)
        row.chartLetter = members.count > 1 ? chart.letter : nil
        row.conflicting = row.visitNumber.flatMap { conflicting[$0]?[row.position] } ?? []
        row.paper = papers[row.position]
        return row
      }
    }
    let doubted = try daysAhead(of: rows.map(\.position))
    let seconds = try secondSigners(of: rows.filter { !$0.event.isVitals }.map(\.position))
    var arranged = TimelineOrder.arranged(
      rows.map { row in
        var row = row
        row.daysAfterEntryBefore = doubted[row.position]
        row.secondSigner = seconds[row.position].flatMap { site.label(of: $0) }
        return row
      })
    for visit in visits { visit.mark(&arranged) }
    return Timeline(
      patient: patient, charts: members.map(\.1), visits: visits.map(\.heading), rows: arranged,
      treeSize: head.size, treeRoot: head.root.hex,
      asOf: try whenRecorded(newestOf: head, on: site.clock), clock: site.clock)
  }

  /// The visits that are shown, each with what it comes to.
  private func visits(
    of file: ChartFile, _ shown: [(ChartFile, Timeline.Chart)], visit: UInt32?, site: SiteState,
    in head: TreeHead
  ) throws -> [ToldVisit] {
    guard site.policies.stage == .adopted else { return [] }
    let now = head.size == 0 ? 0 : try lastRecorded(in: head)
    return try shown.flatMap { member, chart in
      try member.visits.filter { visit == nil || $0.key == visit }.sorted { $0.key < $1.key }
        .compactMap { number, state -> ToldVisit? in
          guard let arrival = state.arrival else { return nil }
          let states = try file.caseFile(
            visit: number, of: member, site: site, nowMicroseconds: now, size: head.size)
          return ToldVisit(
            Timeline.Heading(
              visitName: file.merged.isEmpty ? "\(number)" : "\(chart.letter)/\(number)",
              visitNumber: number, chart: member.subject, arrived: arrival.occurred,
              indication: arrival.value.indication, count: states.infusionCount,
              policy: "\(states.policy.name) version \(states.policy.version)",
              summary: states.summary,
              departures: RuleBook.findings(for: states).filter(\.verdict.isDeviation)),
            states)
        }
    }.sorted { $0.heading.arrived.unixMicroseconds < $1.heading.arrived.unixMicroseconds }
  }

  /// By how many days the ledger's clock lay ahead of its entry before, where that was too far to
  /// be believed unasked.
  private func daysAhead(of positions: [UInt64]) throws -> [UInt64: Int64] {
    let most = Clinic.mostMicrosecondsAhead(isTraining: clinic.isTraining)
    var days: [UInt64: Int64] = [:]
    try ledger.read { snapshot in
      for position in positions where position > 0 {
        let recorded = try snapshot.outline(at: position).stamp.recordedMicroseconds
        let before = try snapshot.outline(at: position - 1).stamp.recordedMicroseconds
        if recorded.isFarBeyond(before, by: most) {
          days[position] = (recorded &- before) / Age.day
        }
      }
    }
    return days
  }

  /// Who signed entries beside whoever recorded them.
  private func secondSigners(of positions: [UInt64]) throws -> [UInt64: UInt32] {
    var seconds: [UInt64: UInt32] = [:]
    try ledger.read { snapshot in
      for position in positions {
        let header = try snapshot.outline(at: position).header
        let last = try snapshot.entry(at: position + UInt64(header.lastIndex - header.index))
        seconds[position] = last.signatures?.secondSigner?.actor
      }
    }
    return seconds
  }

  private func row(
    for fact: Fact<ClinicalEvent>, visitNumber: UInt32, in file: ChartFile, site: SiteState
  ) -> Timeline.Row {
    let visit = file.visits[visitNumber]
    let end = visit?.end?.position
    return Timeline.Row(
      position: fact.position, visitNumber: visitNumber == 0 ? nil : visitNumber,
      occurred: fact.occurred, recordedMicroseconds: fact.recordedMicroseconds,
      event: fact.value, name: fact.value.kind.name,
      sentence: site.sentence(of: fact.value, occurred: fact.occurred),
      recordedBy: site.label(of: fact.actor),
      isLate: fact.occurred.isLate(recordedMicroseconds: fact.recordedMicroseconds),
      isAfterEnd: end.map { fact.position > $0 && !fact.value.isCorrection } ?? false,
      outcome: outcome(of: fact, in: file, site),
      corrects: fact.value.correction?.position, explains: fact.value.explainedPosition)
  }

  private func outcome(
    of fact: Fact<ClinicalEvent>, in file: ChartFile, _ site: SiteState
  ) -> Timeline.Outcome? {
    guard let correction = fact.value.correction else {
      return Timeline.Outcome(file.corrections[fact.position], site: site)
    }
    return Timeline.Outcome(of: fact.with(correction), file.corrections[correction.position])
  }
}

extension Timeline.Outcome {
  /// Nil where no correction says anything that holds.
  init?(_ outcome: Corrections.Outcome?, site: SiteState) {
    guard let outcome else { return nil }
    let amendment = outcome.all.last { $0.position == outcome.amendment?.position }
    let last = outcome.retraction ?? amendment
    self.init(
      amendedBy: outcome.amendment?.position, enteredInErrorBy: outcome.retraction?.position,
      reason: last?.value.reason ?? "",
      coSignatures: outcome.coSignatures.map {
        Timeline.CoSignature(position: $0.position, by: site.label(of: $0.actor))
      })
    if !isSuperseded && coSignatures.isEmpty { return nil }
  }

  /// Of a correction, which is none of the patient's statements: what has taken its place. Nil
  /// while it holds.
  init?(of correction: Fact<Correction>, _ outcome: Corrections.Outcome?) {
    let later = outcome?.all.filter { $0.position > correction.position } ?? []
    let next: Fact<Correction>? =
      switch correction.value.change {
      case .coSigned, .reinstated: nil
      case .enteredInError:
        outcome?.retraction?.position == correction.position
          ? nil : later.first { $0.value.change != .coSigned }
      case .amended:
        outcome?.stands == true && outcome?.amendment?.position == correction.position
          ? nil : outcome?.retraction ?? later.last { $0.value.isAmendment }
      }
    guard let next else { return nil }
    self.init(supersededBy: next.position, reason: next.value.reason, coSignatures: [])
  }
}
