import EventSamples

/// What came of an act, as the clinic told it.
struct Outcome {
  /// Nil: it was done.
  var refusal: Refusal?
  /// Of the ledger when the act began.
  var size: UInt64 = 0
  /// What was acknowledged: where, and the event's name.
  var lines: [(position: UInt64, event: String)] = []
  /// Whether something was shown: for an entry.
  var isShown = false
  /// The refusal was recorded by the program.
  var isRefusalRecorded = false
}

extension ReferenceModel {
  /// Takes what came of an act.
  ///
  /// - Returns: how many entries the act adds.
  mutating func settle(_ act: Act, _ outcome: Outcome) -> Int {
    if let refusal = outcome.refusal {
      return (outcome.isRefusalRecorded ? 1 : 0) + settleRefused(act, refusal, outcome)
    }
    switch act {
    case .intake(_, let number, _):
      charts.append(Chart(number: number ?? nextNumber))
      take(outcome, on: charts.count - 1, visit: 0, by: act.handle ?? "")
      return 2 + explanations(outcome)
    case .record(let by, let sample, let chart, _, _, _):
      return settle(EventSample.all[sample], by: by, on: chart, outcome)
    case .correct(let by, let how, let chart, let position, _):
      return settleCorrection(how, of: position, on: chart, by: by, outcome)
    case .timeline(let by, let chart, let visit, let glass):
      return look(
        visit.map { .visit($0) } ?? .chart, at: [chart], by: by, glass: glass,
        reads: may(.readCharts, by), size: outcome.size)
    case .entry(let by, let chart, let position, let glass):
      guard !charts[chart].isErased, opens(.readCharts, by, glass) else { return 0 }
      return look(
        .entry(position, visit: charts[chart].facts[position] ?? 0), at: [chart], by: by,
        glass: glass, reads: may(.readCharts, by), size: outcome.size)
    case .roster(let by, let glass):
      return look(
        .rosterLine, at: openCharts, by: by, glass: glass, reads: may(.readRoster, by),
        size: outcome.size)
    case .review(_, let position): return settleReview(of: position)
    case .suspend(_, let of, let isKilled):
      leave(of)
      return 1 + (isKilled ? 0 : finishRenewal())
    case .depart(_, let of):
      leave(of)
      people[of]?.hasDeparted = true
      return 1 + finishRenewal()
    case .reinstate(_, let of):
      people[of]?.isActive = true
      return 1 + finishRenewal()
    case .assign(_, let chart):
      served = chart
      servedVisit = UInt32(charts[chart].visits.count)
      charts[chart].isKeyStale = false
      return 2
    case .release:
      releaseDevice()
      return 1
    case .hold(_, let chart):
      charts[chart].isHeld = true
      return 1
    case .releaseHold(_, let chart, _):
      charts[chart].isHeld = false
      return 1
    case .erase(_, let chart, _, let killed): return settleErasure(of: chart, killed)
    case .ask(let by, let chart, let of):
      request = Request(
        by: by, of: of, chart: chart, visit: UInt32(charts[chart].visits.count),
        bringsKey: charts[chart].isKeyStale)
      return 0
    case .approve(let by):
      guard let asked = request else { return 0 }
      request?.isSigned = true
      return look(.check(asked.visit), at: [asked.chart], by: by, size: outcome.size)
    case .complete:
      guard let asked = request else { return 0 }
      request = nil
      let growth = (asked.bringsKey ? 1 : 0) + 1
      charts[asked.chart].isKeyStale = false
      take(outcome, on: asked.chart, visit: asked.visit, by: asked.by)
      return growth
    case .signIn, .reopen: return 0
    }
  }

  /// A rejection that tells what is in a chart is a look at it.
  private mutating func settleRefused(
    _ act: Act, _ refusal: Refusal, _ outcome: Outcome
  ) -> Int {
    let by: String
    let chart: Int
    var isArrival = false
    var isOverridden = false
    switch act {
    case .record(let handle, let sample, let of, _, _, let second):
      let said = EventSample.all[sample]
      guard said.streamName == "chart" || said.streamName == "visit" else { return 0 }
      isArrival = said.eventName == "arrived"
      // Why somebody else has to sign a start is in the chart.
      isOverridden =
        refusal == .second && said.eventName == "infusion-started"
        && (second == nil || isSecond(second, beside: handle, .witnessCare))
      (by, chart) = (handle, of)
    case .ask(let handle, let of, _): (by, chart) = (handle, of)
    case .correct(let handle, _, let of, let position, _):
      return settleRefusedCorrection(of: position, on: of, by: handle, refusal, outcome)
    case .approve, .complete:
      if case .complete = act { request = nil }
      return 0
    default: return 0
    }
    guard refusal == .order || refusal == .unexplained || isOverridden, role(by) != "device",
      may(.beToldWhy, by)
    else { return 0 }
    let visits = charts[chart].visits.count
    let isNext = isArrival && refusal == .unexplained
    let visit = UInt32(isNext ? visits + 1 : max(visits, 1))
    return look(.check(visit), at: [chart], by: by, size: outcome.size)
  }

  private func explanations(_ outcome: Outcome, of name: String = "") -> Int {
    let said = outcome.lines.filter { $0.event == "deviation explained" }.count
    return said - (name == "deviation-explained" ? 1 : 0)
  }

  /// Acknowledged facts of one visit, or of the chart.
  mutating func take(_ outcome: Outcome, on chart: Int, visit: UInt32, by handle: String) {
    for line in outcome.lines where line.event != "device released" {
      let visit = line.event == "visit opened" ? 0 : visit
      charts[chart].facts[line.position] = visit
      let name = String(line.event.lowercased().map { $0 == " " ? "-" : $0 })
      guard !Self.notCorrected.contains(name) else { continue }
      charts[chart].statements.append(
        Statement(
          position: line.position, visit: visit, name: name, by: handle, minute: minute))
    }
    if request?.chart == chart { request?.isInDoubt = true }
  }

  private mutating func leave(_ handle: String) {
    people[handle]?.isActive = false
    renewEverything()
    if handle == "monitor" { releaseDevice() }
  }

  private mutating func settleReview(of position: UInt64) -> Int {
    var growth = 0
    guard let append = charts.compactMap({ $0.emergencies[position] }).first else { return 0 }
    for chart in charts.indices where !charts[chart].isErased {
      let waiting = charts[chart].emergencies.filter { $0.value == append }.map(\.key)
      guard !waiting.isEmpty else { continue }
      growth += introduction(on: chart) + waiting.count
      for position in waiting { charts[chart].emergencies[position] = nil }
      charts[chart].reviewed.formUnion(waiting)
    }
    return growth
  }

  private mutating func settleErasure(of chart: Int, _ killed: Act.KilledStep?) -> Int {
    guard !charts[chart].isErased else { return finishErasures() }
    charts[chart].isErased = true
    charts[chart].isErasurePending = killed != nil
    return killed == nil ? 2 : 1
  }

  private mutating func settle(
    _ sample: EventSample, by handle: String, on chart: Int, _ outcome: Outcome
  ) -> Int {
    let name = sample.eventName
    if sample.streamName == "access" {
      var explained = outcome
      explained.lines.removeAll { $0.event == "disclosed" }
      let growth = introduction(on: chart) + 1 + explained.lines.count
      take(explained, on: chart, visit: 0, by: handle)
      return growth
    }
    guard sample.streamName == "chart" || sample.streamName == "visit" else { return 1 }
    var growth = introduction(on: chart) + 1 + explanations(outcome, of: name)
    if name == "arrived" {
      charts[chart].visits.append(Visit(day: day, arrivedMinute: minute))
      growth += 1
    }
    let isOfVisit = sample.streamName == "visit"
    let own = charts[chart].visit(of: name, at: minute).map { UInt32($0 + 1) }
    let visit = role(handle) == "device" ? servedVisit : own ?? 0
    take(outcome, on: chart, visit: isOfVisit ? visit : 0, by: handle)
    guard isOfVisit, visit > 0 else { return growth }
    charts[chart].visits[Int(visit) - 1].advance(by: name, at: minute)
    if ["discharged", "transferred", "left-against-advice"].contains(name), served == chart,
      servedVisit == visit
    {
      releaseDevice()
      growth += 1
    }
    return growth
  }
}

extension ReferenceModel.Visit {
  mutating func advance(by name: String, at minute: Int) {
    switch name {
    case "infusion-started": isStarted = true
    case "infusion-paused": isPaused = true
    case "infusion-resumed": isPaused = false
    case "infusion-stopped": isStopped = true
    case "recovery-started": isRecovering = true
    case "side-effect-noted": isNauseous = true
    case "side-effect-resolved": isNauseous = false
    case "discharged":
      if !isDischarged { endedMinute = minute }
      isDischarged = true
    case "transferred":
      if !isDischarged && !isTransferred { endedMinute = minute }
      isTransferred = true
    case "left-against-advice":
      if !hasEnded { endedMinute = minute }
      hasLeft = true
    case "adverse-event-noted": hasAdverseEvent = true
    default: break
    }
  }
}
