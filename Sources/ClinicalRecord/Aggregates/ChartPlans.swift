// What of a chart waits for something: dates, risks, requests. Each is worked out from the facts
// that stand.

extension Chart {
  /// The dates that infusions are to be on, oldest statement first: given, moved, and gone where
  /// they were cancelled or the patient did not come.
  public var scheduledInfusions: [StatedTime] {
    enum Change {
      case given(StatedTime)
      case moved(StatedTime, to: StatedTime)
      case gone(StatedTime)
    }
    var changes: [(position: UInt64, change: Change)] = []
    changes += self[InfusionScheduled.self].map { ($0.position, .given($0.value.scheduledFor)) }
    changes += self[InfusionRescheduled.self].map {
      ($0.position, .moved($0.value.scheduledFor, to: $0.value.rescheduledFor))
    }
    changes += self[InfusionCancelled.self].map { ($0.position, .gone($0.value.scheduledFor)) }
    changes += self[NoShowRecorded.self].map { ($0.position, .gone($0.value.scheduledFor)) }
    var dates: [StatedTime] = []
    for (_, change) in changes.sorted(by: { $0.position < $1.position }) {
      switch change {
      case .given(let date): dates.append(date)
      case .moved(let date, let other):
        if let index = dates.firstIndex(where: { $0.meets(date) }) { dates[index] = other }
      case .gone(let date):
        if let index = dates.firstIndex(where: { $0.meets(date) }) { dates.remove(at: index) }
      }
    }
    return dates
  }

  /// Whether an infusion is to be on that date.
  public func isScheduled(for date: StatedTime) -> Bool {
    scheduledInfusions.contains { $0.meets(date) }
  }

  /// What the patient must not be given, by noted substance; empty where nothing was noted.
  public var allergies: [Fact<AllergyNoted>] {
    self[AllergyNoted.self].filter { !$0.value.noneKnown }
  }

  /// What somebody has to look into and nobody has answered: scores and escalations since the
  /// newest answer, in the ledger's order.
  public var openRisks: [UInt64] {
    let answered = self[RiskAnswered.self].map(\.position).max() ?? 0
    let scores = self[OutcomeScored.self].filter { $0.value.risk != nil }.map(\.position)
    return (scores + self[RiskEscalated.self].map(\.position)).filter { $0 > answered }.sorted()
  }

  /// An answer is one to a request, and the only one.
  func requireRequest(_ answered: AmendmentAnswered) throws(Rejection) {
    let position = answered.requestPosition
    guard self[AmendmentRequested.self].contains(where: { $0.position == position }) else {
      throw .malformed(
        field: "request_position", value: "\(position)",
        expected: "the entry of a request for an amendment of this patient (candor timeline)")
    }
    if let answer = self[AmendmentAnswered.self].first(where: {
      $0.value.requestPosition == position
    }) {
      throw .duplicate(
        event: AmendmentAnswered.kind, of: "request \(position) has its answer",
        next: "a new request has an entry of its own", at: answer.position)
    }
  }
}

extension StatedTime {
  /// Whether some instant is of both: a day holds every time of its own.
  fileprivate func meets(_ other: StatedTime) -> Bool {
    let (mine, others) = (ClinicalTime(self), ClinicalTime(other))
    return mine.earliest <= others.latest && others.earliest <= mine.latest
  }
}
