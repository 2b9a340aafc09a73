public import ClinicalRecord
internal import Compliance
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Everybody who is enrolled, by actor number, with their status; now, or as the ledger stood.
  ///
  /// Now, who holds the charts' keys is what the keyring says; as of then, whose role holds
  /// them and who was active.
  ///
  /// - Throws: `ClinicError.futureAsOf`; `LedgerError`.
  public func staff(asOf: AsOf? = nil) throws -> [StaffListing] {
    let size = asOf == nil ? nil : try head(asOf: asOf).size
    let site = try ledger.read { try SiteState.load(below: size, from: $0) }
    let readers = asOf == nil ? keyringReaders() : site.entitledReaders
    return site.staff.everyone.compactMap { member in
      site.label(of: member.actor).map { label in
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

  /// Whoever the keyring holds a wrap for; nil where there is no keyring, as in an auditor's copy,
  /// or where it does not read, which is told.
  private func keyringReaders() -> Set<UInt32>? {
    do {
      return Set(try keyring().readers())
    } catch KeyError.keyringMissing {
      return nil
    } catch {
      observer.tell(.keyringUnread(cause: Doctor.problem(of: error)))
      return nil
    }
  }

  /// The actor who signs in by a name.
  public func staffMember(_ handle: String) throws -> StaffLabel {
    try listing(of: handle).label
  }

  /// An actor by a sign-in name or a number, of people, devices and the program.
  ///
  /// - Throws: `ClinicError.unknownStaff`.
  public func actor(named name: String) throws -> UInt32 {
    let number = UInt32(name)
    guard
      let actor = try staff().map(\.label).first(where: { $0.handle == name || $0.actor == number })
    else { throw ClinicError.unknownStaff(name) }
    return actor.actor
  }

  func listing(of handle: String) throws -> StaffListing {
    guard let listing = try staff().first(where: { $0.label.handle == handle }) else {
      throw ClinicError.unknownStaff(handle)
    }
    return listing
  }
}

extension Clinic {
  /// How long a sign-in lasts by the policy in force: unused, and at all, in minutes.
  ///
  /// Asked with every command before anybody's keys are there: the tables are taken for what they
  /// say, as they are for the clock.
  ///
  /// - Throws: `ClinicError.noPolicy`; `LedgerError`.
  public func sessionMinutes() throws -> (idle: Int, limit: Int) {
    let policy = try ledger.readAsStored { try SiteState.policyInForce(in: $0) }
    return (policy.sessionIdleMinutes, policy.sessionLimitMinutes)
  }
}

extension SiteState {
  /// The active members whose role holds the charts' keys.
  var entitledReaders: Set<UInt32> {
    Set(
      staff.everyone.filter { $0.status == .active && Permission.holdKeys.holds(for: $0.role) }
        .map(\.actor))
  }
}

/// One line of `staff list`.
public struct StaffListing: Sendable {
  /// Whether somebody sees what is in a chart.
  public enum ChartAccess: String, Sendable {
    /// Holds the keys, in a role that reads charts.
    case reads
    /// Holds the keys to seal or to pass them on; opens a chart in an emergency alone.
    case inEmergency = "in emergency"
    case no
  }

  public var label: StaffLabel
  public var status: Staff.Status
  public var enrolledPosition: UInt64
  public var enrolledMicroseconds: Int64
  /// Credentials in the order in which they were recorded (S22).
  public var credentials: [StaffCredentialed]
  /// Whether the person holds a wrap of the keyring key and so can open charts.
  /// Nil where the keyring is not at hand.
  public var holdsKeys: Bool?
  /// What a device is assigned to; nil for everybody else.
  public var served: ServedVisit?

  /// Nil where the keyring is not at hand.
  public var chartAccess: ChartAccess? {
    holdsKeys.map { holdsKeys in
      guard holdsKeys else { return .no }
      return Permission.readCharts.holds(for: label.role) ? .reads : .inEmergency
    }
  }
}

/// A member of staff as printed beside what they recorded.
public struct StaffLabel: Hashable, Sendable {
  public var actor: UInt32
  /// The sign-in name.
  public var handle: String
  public var displayName: String
  public var role: Role

  public init(actor: UInt32, handle: String, displayName: String, role: Role) {
    self.actor = actor
    self.handle = handle
    self.displayName = displayName
    self.role = role
  }
}

/// The visit that a device is assigned to.
public struct ServedVisit: Hashable, Sendable {
  public var chart: SubjectID
  public var visitNumber: UInt32
}
