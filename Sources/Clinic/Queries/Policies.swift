public import ClinicalRecord
public import Compliance
internal import FoundationEssentials
internal import Ledger

extension Clinic {
  /// The policy in force, and since when; it is never sealed, so nobody needs to be signed in.
  ///
  /// - Throws: `ClinicError.noPolicy`; `LedgerError`.
  public func policyInForce() throws -> PolicyInForce {
    let site = try ledger.read { try SiteState.load(from: $0) }
    guard let adoption = site.policies.current else { throw ClinicError.noPolicy }
    let document = [UInt8](adoption.value.document)
    return PolicyInForce(
      policy: try site.policy(of: adoption), document: document,
      keys: try Policy.keyValues(of: document), position: adoption.position,
      recorded: site.clock.local(adoption.recordedMicroseconds, beside: adoption.occurred),
      by: site.label(of: adoption.actor), timeZone: site.zoneName)
  }

  /// Whether a document could be adopted now, and what it would change.
  ///
  /// - Throws: `ClinicError.malformedPolicy` for what is no policy; `.noPolicy`; `LedgerError`.
  public func checkPolicy(_ document: [UInt8]) throws -> PolicyCheck {
    let policy = try Self.adoptable(document)
    let inForce = try policyInForce()
    let site = try ledger.read { try SiteState.policies(in: $0) }
    return PolicyCheck(
      policy: policy, inForce: inForce,
      differences: try Policy.differences(from: inForce.document, to: document),
      obstacle: site.policies.obstacle(to: .adopting(policy, document)))
  }

  /// The clock of the time zone that a document names; without a zone where it names none, or is
  /// none, which whoever adopts it is told.
  public static func clock(ofPolicy document: [UInt8]) -> ClinicClock {
    let name = (try? Policy(json: document))?.timeZone
    return ClinicClock(zone: name.flatMap { try? ZoneFiles.rules(of: $0) })
  }

  /// A policy whose time zone is known here, too.
  ///
  /// - Throws: `ClinicError.malformedPolicy`.
  static func adoptable(_ document: [UInt8]) throws -> Policy {
    let policy: Policy
    do { policy = try Policy(json: document) } catch {
      throw ClinicError.malformedPolicy("\(error)")
    }
    guard let name = policy.timeZone else { return policy }
    do throws(ClinicError) {
      _ = try ZoneFiles.rules(of: name)
    } catch .zoneUnreadable(_, let path, let cause) {
      throw ClinicError.malformedPolicy(
        "$.timeZone is \"\(name)\", and there is no such time zone on this machine (\(path): "
          + "\(cause)); write a name of the IANA database, such as America/Chicago, or install the "
          + "system's time zones (Debian: tzdata)")
    }
    return policy
  }
}

extension SignedIn {
  /// Adopts a policy: it holds from its entry's time on.
  ///
  /// - Throws: `ClinicError.malformedPolicy`; `.rejected` for another role than an administrator's
  ///   and for a version that is not the next; `LedgerError`.
  public func adoptPolicy(_ document: [UInt8]) throws -> Recorded {
    try refusing { try PolicyAdopted.kind.requireRole(role) }
    let policy = try Clinic.adoptable(document)
    return try record(
      RecordRequest(statements: [
        Statement(chart: nil, event: .policy(.policyAdopted(.adopting(policy, document))))
      ]))
  }
}

extension PolicyAdopted {
  /// The adoption of a document, byte for byte.
  static func adopting(_ policy: Policy, _ document: [UInt8]) -> PolicyAdopted {
    var adopted = PolicyAdopted()
    adopted.name = policy.name
    adopted.version = policy.version
    adopted.document = Data(document)
    return adopted
  }
}

extension PolicyHistory {
  /// Why a document is not adopted now, in a sentence's middle; nil when it can be.
  ///
  /// Asked when it is recorded alone: a ledger in which an earlier version was adopted again
  /// verifies.
  func obstacle(to adopted: PolicyAdopted) -> Rejection? {
    let newest = adoptions.filter { $0.value.name == adopted.name }.map(\.value.version).max()
    guard let newest, adopted.version <= newest else { return nil }
    return .malformed(
      field: "version", value: "\(adopted.version)",
      expected: "more than \(newest), the newest version of \(adopted.name) that was adopted")
  }
}

/// The policy in force and where it comes from.
public struct PolicyInForce: Sendable {
  public var policy: Policy
  /// The JSON, byte for byte as adopted.
  public var document: [UInt8]
  public var keys: [PolicyKey]
  /// Of `policy adopted`.
  public var position: UInt64
  /// When the ledger took it: it holds from then on.
  public var recorded: ClinicalTime
  public var by: StaffLabel?
  /// By which times are typed and shown: that of an earlier policy where this one names none; nil
  /// where none ever did.
  public var timeZone: String?
}

/// What adopting a document would come to.
public struct PolicyCheck: Sendable {
  public var policy: Policy
  public var inForce: PolicyInForce
  public var differences: [PolicyDifference]
  /// Why it is not adopted as it is; nil when it can be.
  public var obstacle: Rejection?
}
