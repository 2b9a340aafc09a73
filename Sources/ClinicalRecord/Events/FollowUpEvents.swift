/// S16: the patient drove, or is said to have driven.
extension DrivingReported {
  public var sentence: String {
    "Driving reported, at \(droveAt.words), by \(source.words)\(Wording.note(detail))"
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    try Expect.that(
      ClinicalTime(droveAt).mayBeAtOrBefore(occurred), "drove_at",
      "a time not after the report itself")
  }
}

/// S17: somebody asked after the patient once they had left.
extension FollowUpMade {
  public var sentence: String {
    "Follow-up made (\(channel.words)): \(state.words)\(Wording.remarks(said, detail))"
  }
}

/// Who looks after the patient from here on.
extension HandedOver {
  public var sentence: String { sentence(naming: { "actor \($0)" }) }

  /// The sentence with the staff as `name` says them.
  public func sentence(naming name: (UInt32) -> String) -> String {
    "Handed over from \(name(fromActor)) to \(name(toActor))\(Wording.notes(told, note))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      fromActor != toActor, "to_actor", value: "\(toActor)", "somebody else than who handed over")
  }
}

/// 45 CFR 164.526: the patient asks that the record be amended.
extension AmendmentRequested {
  public var sentence: String {
    let about = aboutPosition == 0 ? "" : " about #\(aboutPosition)"
    return "Amendment requested by \(requester.words)\(about)\(Wording.notes(request, note))"
  }
}

/// It was accepted, or denied and on which ground.
extension AmendmentAnswered {
  public var sentence: String {
    "Amendment request #\(requestPosition) answered: \(answer.words)"
      + Wording.remarks(explanation, note)
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    try Expect.that(
      answer == .accepted || VisibleScalars.says(explanation), "explanation",
      "why it is denied, in plain words")
  }
}
