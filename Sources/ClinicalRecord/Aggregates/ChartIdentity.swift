/// Who a patient is, as the record has it: what an intake says and a correction says anew.
public struct PatientIdentity: Codable, Hashable, Sendable {
  public var familyName: String
  public var givenName: String
  /// YYYY-MM-DD.
  public var birthDate: String
  public var phone: String

  /// Who an intake says that the patient is.
  public init(_ intake: IntakeReceived) {
    familyName = intake.familyName
    givenName = intake.givenName
    birthDate = intake.birthDate
    phone = intake.phone
  }

  /// Who a correction says that the patient is from then on.
  public init(_ corrected: IdentityCorrected) {
    familyName = corrected.familyName
    givenName = corrected.givenName
    birthDate = corrected.birthDate
    phone = corrected.phone
  }

  /// What another one differs in.
  public func details(changedIn other: PatientIdentity) -> [IdentityCorrected.Detail] {
    var details: [IdentityCorrected.Detail] = []
    if (familyName, givenName) != (other.familyName, other.givenName) { details.append(.name) }
    if birthDate != other.birthDate { details.append(.birthDate) }
    if phone != other.phone { details.append(.contact) }
    return details
  }
}

extension Chart {
  /// Who the patient is: the newest correction's whole identity, or the intake's; nil before it.
  public var identity: PatientIdentity? { identities.last }

  /// Who the patient was, oldest first, and is last.
  public var identities: [PatientIdentity] {
    guard let intake else { return [] }
    return [PatientIdentity(intake.value)]
      + self[IdentityCorrected.self].map { PatientIdentity($0.value) }
  }

  /// A correction says what it changes, and changes something.
  func requireChange(_ corrected: IdentityCorrected) throws(Rejection) {
    guard let identity else { return }
    let changed = identity.details(changedIn: PatientIdentity(corrected))
    try Expect.that(
      !changed.isEmpty, "changed", "at least one of name, birth date and contact that differs")
    try Expect.that(
      corrected.changed == changed, "changed",
      "what differs from the record: \(Wording.list(changed.map(\.words), joinedBy: "and"))")
  }
}
