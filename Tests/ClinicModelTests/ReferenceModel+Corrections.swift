import EventSamples

// Corrections in the model: what stands is said again from the beginning, and what could not be
// said then rests on what is taken away.

extension ReferenceModel {
  /// Corrections themselves, and what a visit or a chart begins with: that carries everything.
  static let notCorrected: Set<String> = [
    "amended", "entered-in-error", "reinstated", "intake-received", "visit-opened", "arrived",
  ]

  private static let drugs: Set<String> = [
    "infusion-started", "infusion-stopped", "bolus-given", "antiemetic-given", "rescue-drug-given",
    "drug-wasted",
  ]

  func statement(_ position: UInt64, on chart: Int) -> Statement? {
    charts[chart].statements.first { $0.position == position }
  }

  func correcting(
    _ by: String, _ how: Act.Change, _ chart: Int, _ position: UInt64, _ second: String?
  ) -> Verdict {
    if role(by) == "device" { return Verdict(refusals: [.role, .device]) }
    guard let said = statement(position, on: chart) else { return Verdict(refusals: [.malformed]) }
    let isOfRole = mayRecord(said, by)
    guard isOfRole, !charts[chart].isErased else {
      return when([(!isOfRole, .role), (charts[chart].isErased, .erased)])
    }
    var isOrder = how == .takeBack ? said.stands : !said.stands
    if !isOrder, how != .amend {
      var after = charts[chart].statements
      for index in after.indices where after[index].position == position {
        after[index].stands = how == .takeBack
      }
      isOrder = unsupported(after, on: chart) != unsupported(charts[chart].statements, on: chart)
    }
    let isDrug = Self.drugs.contains(said.name)
    let needsSecond =
      isDrug || said.by != by || (said.stands && said.amendedBy.map { $0 != by } ?? false)
      || minute - said.minute > 10
    let isSigned = isSecond(second, beside: by, isDrug ? .witnessWaste : .witnessCare)
    var possible: Set<Refusal> =
      how == .amend && !RoleTable.neverHeldUp.contains(said.name) ? [.unexplained] : []
    // The reason that was given beside a disclosure is about the access log, which no statement of
    // a chart names.
    if how == .amend, said.name == "deviation-explained", said.visit == 0 {
      possible.insert(.malformed)
    }
    return when(
      [(isOrder, .order), ((needsSecond || second != nil) && !isSigned, .second)],
      possible: possible)
  }

  private func mayRecord(_ said: Statement, _ by: String) -> Bool {
    // What is never held up is anybody's to record, and a recorder's to correct.
    RoleTable.mayRecord("\(said.visit == 0 ? "chart" : "visit") \(said.name)", role(by))
      && RoleTable.mayRecord("visit amended", role(by))
  }

  /// Whether the entry is opened for whoever corrects it.
  private func isOpened(_ said: Statement, to by: String) -> Bool {
    may(.readCharts, by) || (mayRecord(said, by) && may(.beToldWhy, by))
  }

  /// What stands and could not be said in that order.
  private func unsupported(_ statements: [Statement], on chart: Int) -> Set<UInt64> {
    var visits = charts[chart].visits.map {
      Visit(day: $0.day, arrivedMinute: $0.arrivedMinute)
    }
    var found: Set<UInt64> = []
    for said in statements where said.stands && said.visit > 0 {
      let index = Int(said.visit) - 1
      if !visits[index].takes(said.name) { found.insert(said.position) }
      visits[index].advance(by: said.name, at: said.minute)
    }
    return found
  }

  mutating func settleCorrection(
    _ how: Act.Change, of position: UInt64, on chart: Int, by handle: String, _ outcome: Outcome
  ) -> Int {
    guard let said = statement(position, on: chart) else { return 0 }
    var growth = look(
      .entry(position, visit: said.visit), at: [chart], by: handle, size: outcome.size)
    growth += introduction(on: chart) + 1
    for index in charts[chart].statements.indices
    where charts[chart].statements[index].position == position {
      switch how {
      case .amend: charts[chart].statements[index].amendedBy = handle
      case .retract: charts[chart].statements[index].stands = false
      case .takeBack: charts[chart].statements[index].stands = true
      }
    }
    take(outcome, on: chart, visit: said.visit, by: handle)
    guard said.visit > 0 else { return growth }
    let number = Int(said.visit)
    let wasOpen = !charts[chart].visits[number - 1].hasEnded
    let before = charts[chart].visits[number - 1]
    var visit = Visit(day: before.day, arrivedMinute: before.arrivedMinute)
    for other in charts[chart].statements where other.stands && other.visit == said.visit {
      visit.advance(by: other.name, at: other.minute)
    }
    charts[chart].visits[number - 1] = visit
    if wasOpen, visit.hasEnded, served == chart, servedVisit == said.visit {
      releaseDevice()
      growth += 1
    }
    return growth
  }

  /// Whoever is to correct an entry has been shown it, and what a rejection tells of the chart.
  mutating func settleRefusedCorrection(
    of position: UInt64, on chart: Int, by handle: String, _ refusal: Refusal, _ outcome: Outcome
  ) -> Int {
    guard let said = statement(position, on: chart), isActive(handle), role(handle) != "device",
      isOpened(said, to: handle), !charts[chart].isErased
    else { return 0 }
    let growth = look(
      .entry(position, visit: said.visit), at: [chart], by: handle, size: outcome.size)
    guard refusal == .order || refusal == .unexplained, may(.beToldWhy, handle) else {
      return growth
    }
    let visits = charts[chart].visits.count
    let told = refusal == .order || said.visit == 0 ? UInt32(max(visits, 1)) : said.visit
    return growth
      + look(
        .check(refusal == .order && said.visit > 0 ? said.visit : told), at: [chart], by: handle,
        size: outcome.size + UInt64(growth))
  }
}
