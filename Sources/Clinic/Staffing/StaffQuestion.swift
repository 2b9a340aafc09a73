public import ClinicalRecord
internal import Ledger
internal import TransparencyLog

extension Clinic {
  /// Everybody who is enrolled, by actor number, with their standing; now, or as the ledger stood.
  ///
  /// Now, who holds the charts' keys is what the keyring says; as of then, whose role holds
  /// them and who was active.
  ///
  /// - Throws: `ClinicError.futureAsOf`; `LedgerError`.
  public func staff(asOf: AsOf? = nil) throws -> [StaffListing] {
    let size = asOf == nil ? nil : try head(asOf: asOf).size
    let house = try ledger.read { try House.load(below: size, from: $0) }
    // An auditor's copy has no keyring: who holds keys is then not known.
    let readers = asOf == nil ? (try? keyring().readers()).map(Set.init) : house.entitledReaders
    return house.staff.everyone.compactMap { member in
      house.label(of: member.actor).map { label in
        StaffListing(
          label: label, status: member.status, enrolledPosition: member.enrolled.position,
          enrolledMicroseconds: member.enrolled.recordedMicroseconds,
          credentials: member.credentials.map(\.value),
          holdsKeys: readers?.contains(member.actor),
          served: member.assignment.flatMap { assignment in
            assignment.value.subject.map {
              ServedVisit(chart: $0, visitNumber: assignment.value.visitNumber)
            }
          })
      }
    }
  }

  /// The actor who signs in by a name.
  public func staffMember(_ handle: String) throws -> StaffLabel {
    try listing(of: handle).label
  }

  func listing(of handle: String) throws -> StaffListing {
    guard let listing = try staff().first(where: { $0.label.handle == handle }) else {
      throw ClinicError.unknownStaff(handle)
    }
    return listing
  }
}

extension House {
  /// The active members whose role holds the charts' keys.
  var entitledReaders: Set<UInt32> {
    Set(
      staff.everyone.filter { $0.status == .active && Permission.holdKeys.holds(for: $0.role) }
        .map(\.actor))
  }
}
