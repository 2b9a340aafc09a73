extension Staff {
  /// Takes a fact of a staff stream, in ledger order. Nothing is judged here: what the ledger holds
  /// was said.
  public mutating func evolve(_ fact: Fact<StaffEvent.OneOf_Event>) {
    switch fact.value {
    case .staffEnrolled(let event): enrol(fact.with(event))
    case .staffCredentialed(let event): credential(fact.with(event))
    }
  }

  private mutating func enrol(_ fact: Fact<StaffEnrolled>) {
    if members[fact.value.actor] == nil { members[fact.value.actor] = Member(enrolled: fact) }
  }

  private mutating func credential(_ fact: Fact<StaffCredentialed>) {
    // An actor's stream begins with the enrolment: `decide` saw to it.
    members[fact.value.actor]?.credentials.append(fact)
  }
}
