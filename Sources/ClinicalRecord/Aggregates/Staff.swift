internal import FoundationEssentials

/// Who works here, with role, credentials and standing: the fold of the staff streams.
public struct Staff: Sendable {
  /// Whether somebody may act; it holds from the position of its event on.
  public enum Status: String, Sendable {
    case active
    case suspended
    case departed
  }

  /// One member of staff, a device or the program itself.
  public struct Member: Sendable {
    public internal(set) var enrolled: Fact<StaffEnrolled>
    public internal(set) var credentials: [Fact<StaffCredentialed>] = []
    public internal(set) var status = Status.active
    /// The visit that a device serves; nil for everybody else.
    public internal(set) var assignment: Fact<DeviceAssigned>?
    /// The newest replacement of the actor's key.
    public internal(set) var keyReplaced: Fact<StaffKeyReplaced>?
  }

  /// By actor number.
  public internal(set) var members: [UInt32: Member] = [:]
  /// Position of the newest suspension, departure or key replacement: what is sealed after it is
  /// sealed under a data key introduced after it.
  public internal(set) var renewalPosition: UInt64?
  /// The same for single charts, by the 16 bytes of their ids: a device that served there was
  /// released.
  public internal(set) var chartRenewalPositions: [[UInt8]: UInt64] = [:]

  public init() {}
}

extension Staff {
  /// Nil when nobody is enrolled under that number.
  public func role(of actor: UInt32) -> Role? { members[actor]?.role }

  /// - Parameter handle: the sign-in name.
  public func member(handle: String) -> Member? {
    members.values.first { $0.enrolled.value.handle == handle }
  }

  /// The number that the next member of staff gets: from 1, gapless, never reused.
  public var nextActorNumber: UInt32 { (members.keys.max() ?? 0) + 1 }

  /// Everyone, by number.
  public var everyone: [Member] {
    members.values.sorted { $0.actor < $1.actor }
  }
}

extension Staff.Member {
  public var actor: UInt32 { enrolled.value.actor }
  public var handle: String { enrolled.value.handle }
  public var displayName: String { enrolled.value.displayName }
  public var role: Role { enrolled.value.role }

  /// The credentials that hold on the local day of `time`, first and last day included (S22).
  public func credentials(validAt time: ClinicalTime) -> [Fact<StaffCredentialed>] {
    credentials.filter { $0.value.isValid(on: time.localDate) }
  }
}

extension StaffCredentialed {
  /// First and last day included.
  public func isValid(on date: LocalDate) -> Bool {
    guard let from = LocalDate(iso8601: validFrom), let until = LocalDate(iso8601: validUntil)
    else { return false }
    return from <= date && date <= until
  }
}

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
