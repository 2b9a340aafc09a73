internal import ClinicalRecord
internal import Ledger

extension Clinic {
  /// Appends what happened to the ledger itself, in the clear, in an append of its own.
  ///
  /// - Parameter signer: must be active, with a role that records this kind.
  func recordOperation(
    _ event: OperationsEvent.OneOf_Event, by signer: Signer
  ) throws -> Appended {
    do throws(Rejection) { try event.statement.validate() } catch {
      throw ClinicError.rejected(error)
    }
    let now = clock.now()
    let outcome = try append(
      AppendRequest(
        id: .timeOrdered(now.unixMicroseconds), signers: [signer],
        nowMicroseconds: now.unixMicroseconds),
      isSame: { _ in false },
      decide: { draft in
        let staff = try House.load(from: draft).staff
        guard let member = staff.members[signer.actor], member.status == .active else {
          throw ClinicError.notSignedIn(toDo: "recording \(event.kind.name)")
        }
        guard event.kind.recorders.contains(member.role) else {
          throw ClinicError.notPermitted(
            act: "record \(event.kind.name)", role: member.role,
            allowed: event.kind.recorders.map(\.words).sorted().joined(separator: ", "))
        }
        return [try .inTheClear(.operations(event), number: 0, occurred: now.occurred)]
      })
    return outcome.appended
  }

  /// Whoever is signed in and still active, if their role may do this.
  func signedIn(holding permission: Permission) throws -> Session {
    let session = try signedInSession(toDo: "to \(permission.rawValue)")
    guard permission.holds(for: session.label.role) else {
      throw ClinicError.notPermitted(
        act: permission.rawValue, role: session.label.role,
        allowed: permission.roles.map(\.words).sorted().joined(separator: ", "))
    }
    try requireActive(session)
    return session
  }
}
