/// S1, S2: an infusion has a date.
extension InfusionScheduled {
  public var sentence: String {
    "Infusion scheduled for \(scheduledFor.words), \(indication.words)\(Wording.note(note))"
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    try Expect.dayNotOver(scheduledFor, "scheduled_for", when: occurred)
  }
}

/// It has another date.
extension InfusionRescheduled {
  public var sentence: String {
    "Infusion rescheduled from \(scheduledFor.words) to \(rescheduledFor.words), \(cause.words)"
      + Wording.note(detail)
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      scheduledFor.unixUs != rescheduledFor.unixUs, "rescheduled_for",
      "another time than it was scheduled for")
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    try Expect.dayNotOver(rescheduledFor, "rescheduled_for", when: occurred)
  }
}

/// It will not take place.
extension InfusionCancelled {
  public var sentence: String {
    "Infusion cancelled, scheduled for \(scheduledFor.words), \(cause.words)"
      + Wording.note(detail)
  }
}

/// The patient did not come to it.
extension NoShowRecorded {
  public var sentence: String {
    let was = Wording.answer(reached, "reached since", "not reached", "not called")
    return "No-show recorded, scheduled for \(scheduledFor.words): \(was)\(Wording.remark(note))"
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    try Expect.that(
      ClinicalTime(scheduledFor).mayBeAtOrBefore(occurred), "scheduled_for",
      "a time that has passed; what lies ahead is cancelled")
  }
}

extension StatedTime {
  /// "2026-11-02 07:30"; of a day alone, the day.
  var words: String {
    let time = ClinicalTime(self)
    return "\(time.localDate)\(time.precision == .day ? "" : " \(time.localClock)")"
  }
}

extension Expect {
  /// A date to come: of a day that was not over when it was given.
  fileprivate static func dayNotOver(
    _ time: StatedTime, _ field: String, when occurred: ClinicalTime
  ) throws(Rejection) {
    try that(
      ClinicalTime(time).localDate >= occurred.localDate, field,
      "a day that was not over when it was scheduled; look at the year")
  }
}
