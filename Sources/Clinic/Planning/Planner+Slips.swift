internal import ClinicalRecord
internal import Compliance
internal import Ledger

// What an act needs beyond its statements: reasons, a second signature for what they say, and
// somebody who says that it is no slip.

extension Planner {
  /// Adds the reasons to the departures, each as an event beside what it explains: one for all the
  /// rules of a departure that have the same reason.
  ///
  /// A reason for what does not depart stands beside the last step about the patient: what follows
  /// that releases the devices.
  mutating func explain() throws {
    var explanations: [(step: Int, rules: [RuleID], reason: String)] = []
    for departure in plan.departures {
      let first = explanations.count
      for finding in departure.findings {
        guard let reason = plan.act.reason(for: finding) else { continue }
        if let same = explanations[first...].firstIndex(where: { $0.reason == reason }) {
          explanations[same].rules.append(finding.rule)
        } else {
          explanations.append((departure.step, [finding.rule], reason))
        }
      }
    }
    let last = plan.steps.lastIndex { $0.event.isStatedOfPatient } ?? plan.steps.count - 1
    let departed = Set(plan.departures.flatMap(\.findings).map(\.rule))
    for (rule, reason) in plan.act.reasonsByRule.sorted(by: { $0.key.number < $1.key.number })
    where !departed.contains(rule) {
      explanations.append((last, [rule], reason))
    }
    if let reason = plan.act.reason, plan.departures.isEmpty {
      explanations.append((last, [], reason))
    }
    for (index, rules, reason) in explanations where index >= 0 {
      var explanation = DeviationExplained()
      explanation.aboutAppendIndex = UInt32(plan.place.precedingCount + index)
      explanation.rules = rules.map(\.rawValue)
      explanation.reason = reason
      try explain(explanation, beside: plan.steps[index])
    }
  }

  /// Asks for the second signature that the doses and what is overridden need.
  mutating func requireSignatures() {
    var causes = excesses
    let overridden = plan.departures.filter { isStart($0.step) }.flatMap(\.findings)
      .filter(Override.isOne).map(\.rule)
    if !overridden.isEmpty { causes.append(.overridden(overridden)) }
    plan.signing.require(
      causes, actor: plan.act.actor, role: plan.role, second: plan.act.secondSigner, on: plan.site)
  }

  /// Whether a departure is a start's. Facts without a reason are judged once, for all of them.
  private func isStart(_ step: Int) -> Bool {
    let isEachJudged =
      switch plan.act.reasons {
      case .asked: true
      case .owed: plan.act.reason != nil
      }
    let judged = isEachJudged ? plan.steps[step...step] : plan.steps[...]
    return judged.contains { step in
      if case .visit(.infusionStarted) = step.event { true } else { false }
    }
  }

  /// Whether a statement is on record already, for the same time, and left out for that.
  mutating func leavesOut(_ statement: Statement) throws -> Bool {
    guard plan.act.repeats.leaveOut(statement), let stated = statement.occurred,
      let file = plan.file
    else { return false }
    let occurred = plan.site.clock.local(stated)
    let visit: UInt32
    switch statement.event {
    case .chart: visit = 0
    case .visit(.arrived): return false
    case .visit(let event):
      visit = try existingVisit(statement.visitNumber, of: event, at: occurred, in: file)
    case .access, .staff, .policy, .operations, .lot, .document: return false
    }
    guard
      let same = file.repeated(
        statement.event, at: occurred, visit: visit, within: 1, depth: isLong ? 512 : .max)
    else { return false }
    plan.visitNumber = visit == 0 ? plan.visitNumber : visit
    plan.leftOut.append(same.position)
    return true
  }

  /// Of a long batch not every line is held against every entry: its time is linear.
  private var isLong: Bool { plan.act.statements.count > 1_000 }

  /// What looks like a slip in an event, before it is taken into the states.
  mutating func doubt(
    _ event: ClinicalEvent, in stream: StreamKey, occurred: ClinicalTime
  ) throws {
    guard let file = plan.file else { return }
    let visit = stream.type == .visit ? stream.number : 0
    var doubts = try file.doubts(
      about: event, at: occurred, now: plan.place.nowMicroseconds, visit: visit,
      beside: plan.act.datesOfOthers,
      by: { try file.policy(ofVisit: visit, plan.site, size: nextPosition) },
      in: { try caseFile(of: file, visit: visit) })
    // Whoever states it again, and says so, is not told that it is on record.
    if plan.act.repeats != .recorded,
      let same = file.repeated(
        event, at: occurred, visit: visit, within: ChartFile.repeatMicroseconds,
        depth: isLong ? 32 : .max)
    {
      doubts.append(
        .repeated(event: event.kind.name, position: same.position, occurred: same.occurred))
    }
    // What is in the chart is told to whoever reads it.
    let readsCharts = Permission.readCharts.holds(for: plan.role)
    if !readsCharts { doubts.removeAll(where: \.isAllergy) }
    if readsCharts, let known = file.allergyRemark(about: event) { plan.remark(known) }
    if event.kind.isNeverHeldUp {
      doubts.forEach { plan.remark($0.says) }
      doubts = []
    }
    if case .told = plan.act.doubts { doubts.forEach { plan.remark($0.says) } }
    plan.doubts += doubts
    for case .dose(_, let says) in doubts { excesses.append(.dose(says: says)) }
    switch event {
    case .visit(.infusionStarted(let started)):
      let states = try caseFile(of: file, visit: visit)
      if let dose = states.dose(mg: started.doseMg, over: started.plannedMinutes, at: occurred) {
        plan.remark("\(dose.text), \(dose.multipleText)")
      }
    case .visit(.bolusGiven(let given)):
      let states = try caseFile(of: file, visit: visit)
      if let bolus = states.bolus(mg: given.doseMg, at: occurred) { plan.remark(bolus.text) }
    case .visit(.infusionStopped(let stopped)):
      guard let own = file.visits[visit], let start = own.start?.value, readsCharts else { return }
      if let complaint = GivenDose(stopped, of: start, bolusMg: own.bolusMg).complaint {
        plan.remark(complaint)
      }
    case .chart(.outcomeScored(let scored)):
      if let risk = scored.risk {
        plan.remark("\(risk): it is open until \"\(RiskAnswered.name)\" is recorded")
      }
    default: break
    }
  }

  private mutating func explain(
    _ explanation: DeviationExplained, beside step: Plan.Step
  ) throws {
    switch step.event {
    // In the access log nothing is explained: what is said of an entry there stands in the chart.
    case .chart, .access:
      let (stream, events) = try decided(
        .deviationExplained(explanation), occurred: step.occurred)
      for event in events { add(.chart(event), to: stream, occurred: step.occurred) }
    case .visit:
      let events = try decided(
        .deviationExplained(explanation), in: step.stream, occurred: step.occurred)
      for event in events { add(.visit(event), to: step.stream, occurred: step.occurred) }
    case .staff, .policy, .operations, .lot, .document: break
    }
  }
}
