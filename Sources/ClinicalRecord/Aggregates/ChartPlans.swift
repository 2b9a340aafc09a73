// What of a chart waits for something: risks, requests; dates are `Appointments`. Each is worked
// out from the facts that stand.

extension Chart {
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
