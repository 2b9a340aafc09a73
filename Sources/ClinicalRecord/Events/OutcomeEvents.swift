/// S20: a scale of the patient's own, or asked of the patient.
extension OutcomeScored {
  public var sentence: String {
    "Outcome scored: \(scale.words) \(score)\(Wording.remark(note))"
  }

  private var score: String {
    switch scale {
    case .cSsrs:
      let was = Wording.answer(behavior, "behavior", "no behavior", "behavior not assessed")
      return "ideation \(ideation), \(was)"
    case .phq9: return "\(total), item 9 at \(selfHarm)"
    case .pain: return "\(total) of 10"
    case .gad7, .unspecified, .UNRECOGNIZED: return "\(total)"
    }
  }

  /// PHQ-9, item 9: thoughts of death or self-harm, 0 to 3.
  public var selfHarm: UInt32 { items.count == Scale.phq9.itemCount ? items[8] : item9 }

  /// What of it somebody has to look into; nil where nothing is: "PHQ-9 item 9 is 1".
  public var risk: String? {
    switch scale {
    case .phq9: selfHarm > 0 ? "PHQ-9 item 9 is \(selfHarm)" : nil
    case .cSsrs:
      if behavior == .yes {
        "C-SSRS names suicidal behavior"
      } else {
        // Thoughts of a method are where its screener begins to ask for somebody to look.
        ideation >= 3 ? "C-SSRS ideation is \(ideation)" : nil
      }
    case .gad7, .pain, .unspecified, .UNRECOGNIZED: nil
    }
  }

  public func checkTogether() throws(Rejection) {
    if scale == .cSsrs { return try checkSuicidality() }
    try Expect.that(
      !hasIdeation, "ideation", "nothing: \(scale.words) has no such score")
    try Expect.that(
      behavior == .unspecified, "behavior", "nothing: \(scale.words) has no such answer")
    try Expect.present(hasTotal, "total", "a number")
    try Expect.whole(total, "total", 0...scale.highest)
    try checkItems()
    guard scale == .phq9 else {
      return try Expect.that(!hasItem9, "item_9", "nothing: \(scale.words) has no such item")
    }
    if items.isEmpty { try Expect.present(hasItem9, "item_9", "a number") }
    try Expect.that(
      !hasItem9 || selfHarm == item9, "item_9", value: "\(item9)",
      "\(selfHarm), the last of the items")
    try Expect.that(
      selfHarm <= total, "item_9", value: "\(selfHarm)", "at most the total, \(total)")
  }

  private func checkItems() throws(Rejection) {
    guard !items.isEmpty else { return }
    try Expect.that(
      items.count == scale.itemCount, "items", value: "\(items.count) of them",
      scale.itemCount == 0
        ? "nothing: \(scale.words) is one number"
        : "\(scale.itemCount) answers, as many as \(scale.words) has")
    for item in items { try Expect.whole(item, "items", 0...3) }
    let sum = items.reduce(0, +)
    try Expect.that(total == sum, "total", value: "\(total)", "\(sum), the sum of the items")
  }

  private func checkSuicidality() throws(Rejection) {
    try Expect.that(!hasTotal, "total", "nothing: C-SSRS has ideation and behavior")
    try Expect.that(items.isEmpty, "items", "nothing: C-SSRS has ideation and behavior")
    try Expect.that(!hasItem9, "item_9", "nothing: C-SSRS has no such item")
    try Expect.present(hasIdeation, "ideation", "a number")
    try Expect.whole(ideation, "ideation", 0...5)
    try Expect.term(behavior, "behavior")
  }
}

extension OutcomeScored.Scale {
  /// Of items, each 0 to 3; 0 of what is one number, or has questions of other kinds.
  public var itemCount: Int {
    switch self {
    case .phq9: 9
    case .gad7: 7
    case .pain, .cSsrs, .unspecified, .UNRECOGNIZED: 0
    }
  }

  /// The highest total.
  var highest: UInt32 { self == .pain ? 10 : UInt32(itemCount) * 3 }
}

/// Somebody who answers for the patient was told of a danger.
extension RiskEscalated {
  public var sentence: String { sentence(naming: { "actor \($0)" }) }

  /// The sentence with the staff as `name` says them.
  public func sentence(naming name: (UInt32) -> String) -> String {
    "Risk escalated to \(name(toldActor)): \(cause.words)\(Wording.remark(detail))"
  }
}

/// What came of it.
extension RiskAnswered {
  public var sentence: String {
    "Risk answered: \(outcome.words)\(Wording.remarks(assessment, note))"
  }
}
