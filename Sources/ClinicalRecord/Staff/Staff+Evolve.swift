internal import FoundationEssentials

extension Staff {
  /// Takes a fact of a staff stream, in ledger order. Nothing is judged here: what the ledger holds
  /// was said.
  public mutating func evolve(_ fact: Fact<StaffEvent.OneOf_Event>) {
    switch fact.value {
    case .staffEnrolled(let event): enrol(fact.with(event))
    case .staffCredentialed(let event): credential(fact.with(event))
    case .staffSuspended(let event): stand(event.actor, .suspended, since: fact.position)
    case .staffReinstated(let event): members[event.actor]?.status = .active
    case .staffDeparted(let event): stand(event.actor, .departed, since: fact.position)
    case .staffKeyReplaced(let event): replaceKey(fact.with(event))
    case .deviceAssigned(let event): assign(fact.with(event))
    case .deviceReleased(let event): release(event.actor, at: fact.position)
    }
  }

  private mutating func enrol(_ fact: Fact<StaffEnrolled>) {
    if members[fact.value.actor] == nil { members[fact.value.actor] = Member(enrolled: fact) }
  }

  private mutating func credential(_ fact: Fact<StaffCredentialed>) {
    // An actor's stream begins with the enrolment: `decide` saw to it.
    members[fact.value.actor]?.credentials.append(fact)
  }

  /// Whoever is suspended or has left may have kept what their keys opened.
  private mutating func stand(_ actor: UInt32, _ status: Status, since position: UInt64) {
    members[actor]?.status = status
    release(actor, at: position)
    renewalPosition = position
  }

  private mutating func replaceKey(_ fact: Fact<StaffKeyReplaced>) {
    members[fact.value.actor]?.keyReplaced = fact
    renewalPosition = fact.position
  }

  private mutating func assign(_ fact: Fact<DeviceAssigned>) {
    release(fact.value.actor, at: fact.position)
    members[fact.value.actor]?.assignment = fact
  }

  private mutating func release(_ actor: UInt32, at position: UInt64) {
    guard let assignment = members[actor]?.assignment else { return }
    chartRenewalPositions[[UInt8](assignment.value.chart)] = position
    members[actor]?.assignment = nil
  }
}
