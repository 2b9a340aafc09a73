extension Chart {
  /// Whether `event` may be stated now, and what follows from it.
  ///
  /// Only what is not a statement is refused: a departure from policy is for the rules to find on
  /// the state that these events lead to.
  /// - Parameters:
  ///   - occurred: when it happened, as stated.
  ///   - role: of whoever states it.
  /// - Returns: the events to append, `event` first.
  /// - Throws: `notYourRole`, `malformed`, `duplicate` or `outOfOrder`.
  public func decide(
    _ event: ChartEvent.OneOf_Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [ChartEvent.OneOf_Event] {
    try event.kind.requireRecorder(role)
    try event.statement.validate()
    try Expect.time(occurred.stated, "time")
    switch event {
    case .intakeReceived(let intake):
      try requireAbsent()
      try requireBorn(intake, by: occurred)
    case .visitOpened(let opened):
      try requireOpen(event.kind)
      try requireNext(opened)
    case .historyFormReceived, .acknowledgementOfOngoingCareReceived, .medicationListReviewed,
      .candidacyDetermined, .consentSigned, .consentWithdrawn, .infusionScheduled,
      .deviationExplained:
      try requireOpen(event.kind)
    }
    return [event]
  }

  /// The number that the patient's next visit gets.
  public var nextVisitNumber: UInt32 { (visits.map(\.value.visitNumber).max() ?? 0) + 1 }

  private func requireAbsent() throws(Rejection) {
    guard stage == .absent else {
      throw .duplicate(
        event: IntakeReceived.kind, of: "this chart has its intake",
        next: "record what is new as its own event")
    }
  }

  private func requireBorn(
    _ intake: IntakeReceived, by occurred: ClinicalTime
  ) throws(Rejection) {
    guard let born = LocalDate(iso8601: intake.birthDate), born <= occurred.localDate else {
      throw .malformed(
        field: "birth_date", value: nil, expected: "a day not after the intake itself")
    }
  }

  private func requireOpen(_ kind: EventKind) throws(Rejection) {
    guard stage == .open else {
      throw .outOfOrder(
        event: kind, stage: "the chart does not exist", why: "nothing is known of this patient",
        next: "record \"\(IntakeReceived.name)\" first")
    }
  }

  private func requireNext(_ opened: VisitOpened) throws(Rejection) {
    guard opened.visitNumber == nextVisitNumber else {
      throw .malformed(
        field: "visit_number", value: String(opened.visitNumber),
        expected: "\(nextVisitNumber), the next visit of this chart")
    }
  }
}
