import EventSamples

/// What the model says of an act before it is tried.
struct Verdict {
  /// What stands against it; one of these is told. None: it is done.
  var refusals: Set<Refusal> = []
  /// May stand against it, where nothing else does: whether it does, the policy's rules tell.
  var possible: Set<Refusal> = []

  /// - Parameter refusal: nil: it was done.
  func allows(_ refusal: Refusal?) -> Bool {
    guard let refusal else { return refusals.isEmpty }
    return refusals.isEmpty ? possible.contains(refusal) : refusals.contains(refusal)
  }
}

extension ReferenceModel {
  func verdict(on act: Act) -> Verdict {
    var verdict = verdictOfActive(act)
    var standing = act.handle
    if case .complete = act { standing = request?.by }
    guard let standing, !isActive(standing) else { return verdict }
    if isOpenToAll(act) {
      // It needs nobody, but whoever is to do it may have to sign in first.
      verdict.possible.insert(.inactive)
    } else {
      // How far a chart has come is not told to who is no longer there.
      verdict.refusals.subtract([.order, .malformed, .unexplained, .stage])
      verdict.refusals.insert(.inactive)
      verdict.possible = []
    }
    return verdict
  }

  /// What is told from headers alone, to whoever has the files.
  private func isOpenToAll(_ act: Act) -> Bool {
    if case .entry(let by, let chart, _, let glass) = act {
      return charts[chart].isErased || !opens(.readCharts, by, glass)
    }
    return false
  }

  func opens(_ power: RoleTable.Power, _ handle: String, _ glass: Bool) -> Bool {
    may(power, handle) || (glass && may(.openInEmergency, handle))
  }

  private func verdictOfActive(_ act: Act) -> Verdict {
    switch act {
    case .intake(let by, let number, let hasReason): return intake(by, number, hasReason)
    case .record(let by, let sample, let chart, let hasReason, let isOwed, let second):
      return recording(
        EventSample.all[sample], by, chart, mayBeUnexplained: !hasReason && !isOwed, second)
    case .correct(let by, let how, let chart, let position, let second):
      return correcting(by, how, chart, position, second)
    case .timeline(let by, let chart, _, let glass):
      return when([
        (!opens(.readCharts, by, glass), .role), (charts[chart].isErased, .erased),
      ])
    case .entry: return Verdict()
    case .roster(let by, let glass): return when([(!opens(.readRoster, by, glass), .role)])
    case .review(let by, let position):
      return when([
        (!may(.review, by), .role), (!waitingEmergencies.contains(position), .review),
        (isOfErased(position), .erased),
      ])
    case .suspend(let by, let of, _): return standing(by, of, !isActive(of))
    case .reinstate(let by, let of):
      return standing(by, of, isActive(of) || people[of]?.hasDeparted ?? true)
    case .depart(let by, let of): return standing(by, of, people[of]?.hasDeparted ?? true)
    case .assign(let by, let chart): return assigning(by, chart)
    case .release(let by):
      if role(by) == "device" { return Verdict(refusals: [.device]) }
      return when([
        (!RoleTable.mayRecord("staff device-released", role(by)), .role), (served == nil, .order),
      ])
    case .hold(let by, let chart):
      return when([
        (!may(.placeHold, by), .role), (charts[chart].isErased, .erased),
        (charts[chart].isErased || charts[chart].isHeld, .order),
      ])
    case .releaseHold(let by, let chart, let second):
      return when([
        (!may(.releaseHold, by), .role), (charts[chart].isErased, .erased),
        (charts[chart].isErased || !charts[chart].isHeld, .order),
        (!isSecond(second, beside: by, .witnessCustody), .second),
      ])
    case .erase(let by, let chart, let second, _): return erasing(by, chart, second)
    case .ask(let by, let chart, let of):
      if role(by) == "device" { return Verdict(refusals: [.device, .role]) }
      guard let waste = EventSample.all.first(where: { $0.eventName == "drug-wasted" })
      else { return Verdict() }
      return recording(waste, by, chart, mayBeUnexplained: true, of)
    case .approve(let by): return signing { $0.of == by }
    case .complete: return signing { $0.isSigned }
    case .signIn, .reopen: return Verdict()
    }
  }

  func when(
    _ rules: [(Bool, Refusal)], possible: Set<Refusal> = []
  ) -> Verdict {
    Verdict(refusals: Set(rules.filter(\.0).map(\.1)), possible: possible)
  }

  /// Of a request that waits for a signature, or for its completion.
  private func signing(_ isReady: (Request) -> Bool) -> Verdict {
    guard let request else { return Verdict(refusals: [.request]) }
    let isErased = charts[request.chart].isErased
    var verdict = when(
      [
        (!isReady(request) || request.isOutdated || isErased, .request), (isErased, .erased),
        (!isActive(request.by), .role), (!isActive(request.of), .second),
      ], possible: request.isInDoubt ? [.request] : [])
    if request.isInDoubt, !verdict.refusals.isEmpty { verdict.refusals.insert(.request) }
    return verdict
  }

  private func isOfErased(_ position: UInt64) -> Bool {
    charts.contains { $0.isErased && $0.reviewed.contains(position) }
  }

  private func intake(_ by: String, _ number: String?, _ hasReason: Bool) -> Verdict {
    if role(by) == "device" { return Verdict(refusals: [.device]) }
    let isTaken = charts.contains { !$0.isErased && $0.number == number }
    return when(
      [
        (!RoleTable.mayRecord("chart intake-received", role(by)), .role), (isTaken, .recordNumber),
      ], possible: hasReason ? [] : [.unexplained])
  }

  private func standing(_ by: String, _ of: String, _ isSettled: Bool) -> Verdict {
    if role(by) == "device" { return Verdict(refusals: [.device]) }
    return when([(!may(.changeStanding, by), .role), (by == of || isSettled, .order)])
  }

  private func assigning(_ by: String, _ chart: Int) -> Verdict {
    when([
      (!may(.assignDevice, by), .role), (charts[chart].isErased, .erased),
      (charts[chart].newest.map(\.hasEnded) ?? true, .stage),
      (served != nil || !isActive("monitor"), .order),
    ])
  }

  private func erasing(_ by: String, _ chart: Int, _ second: String?) -> Verdict {
    let isErasable = charts[chart].isErased
    return when([
      (!may(.erase, by), .role),
      (!isErasable && (charts[chart].isHeld || !charts[chart].emergencies.isEmpty), .order),
      (!isErasable && (served == chart || charts[chart].visits.contains { !$0.hasEnded }), .order),
      (!isErasable && !isSecond(second, beside: by, .witnessCustody), .second),
    ])
  }

  func isSecond(
    _ second: String?, beside by: String, _ power: RoleTable.Power
  ) -> Bool {
    guard let second else { return false }
    return second != by && isActive(second) && may(power, second)
  }

  private func recording(
    _ sample: EventSample, _ by: String, _ chart: Int, mayBeUnexplained: Bool, _ second: String?
  ) -> Verdict {
    let stream = sample.streamName
    let name = sample.eventName
    let isOfRole = RoleTable.mayRecord("\(stream) \(name)", role(by))
    if role(by) == "device" {
      guard served == chart, stream == "visit" else { return Verdict(refusals: [.device]) }
      return when([
        (!isOfRole, .role), (charts[chart].isKeyStale, .device),
        (name == "deviation-explained", .malformed),
      ])
    }
    var verdict = when([(!isOfRole, .role)])
    let isClinical = stream == "chart" || stream == "visit" || stream == "access"
    if isClinical, charts[chart].isErased { verdict.refusals.insert(.erased) }
    if stream == "visit", name != "arrived", charts[chart].visits.isEmpty {
      verdict.refusals.insert(.stage)
    }
    let isHomeless =
      stream == "visit" && name != "arrived" && !charts[chart].visits.isEmpty
      && charts[chart].visit(of: name, at: minute) == nil
    if isHomeless {
      verdict.refusals.insert(.order)
    } else if let refusal = against(name, stream, on: charts[chart]) {
      verdict.refusals.insert(refusal)
    }
    let isWaste = name == "drug-wasted"
    if isClinical, isWaste || second != nil,
      !isSecond(second, beside: by, isWaste ? .witnessWaste : .witnessCare)
    {
      verdict.refusals.insert(.second)
    }
    if isClinical, mayBeUnexplained, !RoleTable.neverHeldUp.contains(name) {
      verdict.possible = [.unexplained]
    }
    // Nor is an infusion started against some of them for any reason, or on one person's word.
    if name == "infusion-started" { verdict.possible.formUnion([.unexplained, .second]) }
    // The day of the sample may be over, and nothing is scheduled for such a day.
    if ["infusion-scheduled", "infusion-rescheduled"].contains(name) {
      verdict.possible.insert(.malformed)
    }
    // Whoever may not record it is told that, and nothing of the chart.
    if !isOfRole {
      verdict.refusals.formIntersection([.role, .erased, .second, .stage])
      if stream == "staff" { verdict.refusals = [.role] }
      if stream != "visit" { verdict.refusals.remove(.stage) }
    }
    return verdict
  }

  /// What the state of the chart says against an event.
  private func against(_ name: String, _ stream: String, on chart: Chart) -> Refusal? {
    // Each sample of the staff is about the first administrator, who is no device, serves nobody
    // and is enrolled.
    if stream == "staff" {
      return switch name {
      case "staff-enrolled", "device-released": .order
      case "device-assigned": isActive("ada") ? .malformed : .order
      default: nil
      }
    }
    let isOutOfOrder: Bool =
      switch (name, chart.visit(of: name, at: minute).map { chart.visits[$0] }) {
      case ("intake-received", _): true
      case ("arrived", _):
        chart.visits.contains { visit in
          !visit.hasEnded && (visit.day == day || visit.isGoingOn(at: minute))
        }
      case (_, let visit?): !visit.takes(name)
      default: false
      }
    if isOutOfOrder { return .order }
    switch name {
    // The sample is the first visit's.
    case "visit-opened": return .malformed
    // Nor is there a request at the sample's position.
    case "amendment-answered": return .malformed
    case "deviation-explained": return chart.facts[31] == nil ? .malformed : nil
    default: return nil
    }
  }
}

extension ReferenceModel.Visit {
  /// Whether it can be said of a visit that has come this far.
  func takes(_ name: String) -> Bool {
    switch name {
    case "infusion-started": !isStarted
    case "infusion-paused": isStarted && !isStopped && !isPaused
    case "infusion-resumed": isStarted && !isStopped && isPaused
    case "infusion-stopped": isStarted && !isStopped
    case "recovery-started": isStopped && !isRecovering
    case "side-effect-resolved": isNauseous
    case "infusion-rate-changed": isStarted && !isStopped
    case "discharged", "left-against-advice":
      !isDischarged && !hasLeft && (!isStarted || isStopped || isTransferred)
    case "visit-signed-off": hasEnded
    default: true
    }
  }
}
