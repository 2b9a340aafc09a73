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
