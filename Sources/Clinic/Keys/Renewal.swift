internal import ClinicalRecord
internal import Ledger

extension SignedIn {
  /// Does what follows an act that is recorded.
  ///
  /// - Throws: `ClinicError.leftUnfinished` for whatever `body` throws: the act itself is in the
  ///   ledger, and the next sign-in goes on from there.
  func finishing<Value>(recordedAt position: UInt64, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch {
      throw ClinicError.leftUnfinished(position: position, cause: Doctor.problem(of: error))
    }
  }

  /// Renews the keyring key when the staff calls for it, and revokes what devices hold no more.
  ///
  /// It is called for by a wrap that somebody inactive holds, or that was made for a key that was
  /// replaced: what a suspension, a departure or a key replacement has left to be done, here or in
  /// a process that was killed. Once renewed, exactly the active members whose role holds the
  /// charts' keys have a wrap. Does nothing for who holds none themself.
  ///
  /// - Parameter site: as it was just now.
  /// - Returns: what was done to the keyring.
  @discardableResult
  func finishRenewal(_ site: SiteState) throws -> KeyringChange {
    guard let charts, charts.keyring != nil else { return KeyringChange() }
    let change = try clinic.renewKeyring(with: charts, site)
    try revokeDeviceKeys(site)
    try grantDevicesNewKeys(site, charts)
    // What a killed process has left out keeps nobody from signing in.
    try? grantDevicesMissedKeys(site, charts)
    return change
  }

  /// Removes the wraps of devices that serve the chart no more, or whose key was replaced.
  ///
  /// A key is granted before the append that introduces it is durable: what is not introduced yet
  /// may belong to an assignment under way and is left, to be revoked once a later key is.
  func revokeDeviceKeys(_ site: SiteState) throws {
    let keyring = try clinic.keyring()
    let grants = try keyring.deviceGrants()
    guard !grants.isEmpty else { return }
    let (keys, introduced) = try ledger.read { snapshot in
      var keys: [UInt32: [UInt8]] = [:]
      for actor in Set(grants.map(\.actor)) {
        keys[actor] = try snapshot.enrolment(of: actor).map { [UInt8]($0.keys.receivingPublicKey) }
      }
      var introduced: [SubjectID: UInt32] = [:]
      for subject in Set(grants.map(\.subject)) {
        introduced[subject] = try snapshot.newestKeyIntroduction(of: subject)?.number
      }
      return (keys, introduced)
    }
    for grant in grants
    where grant.number <= introduced[grant.subject] ?? 0
      && (!site.staff.devices(serving: grant.subject).contains(grant.actor)
        || keys[grant.actor] != grant.receivingPublicKey)
    {
      try keyring.takeBack(grant)
    }
  }

  /// Introduces a new data key for every chart that a device serves and whose newest is older than
  /// a renewal, so that the device need not wait for the next person to record.
  private func grantDevicesNewKeys(_ site: SiteState, _ charts: ChartKeys) throws {
    let stale = try ledger.read { try Self.servedWithStaleKey(site, in: $0) }
    for subject in stale {
      let now = clock.now()
      do {
        _ = try write(WriteOrder(signers: try signers(nil), now: now)) { draft, site in
          Decided(
            try charts.sealingKey(of: subject, site, in: draft)
              .introduction(in: ledger.id, occurred: now.occurred))
        }
      } catch LedgerError.emptyAppend {
        // Somebody has recorded on the chart meanwhile.
        continue
      }
    }
  }

  private static func servedWithStaleKey(
    _ site: SiteState, in snapshot: borrowing LedgerSnapshot
  ) throws -> [SubjectID] {
    let staff = site.staff
    let served = Set(
      staff.everyone.compactMap { $0.status == .active ? $0.assignment?.value.subject : nil })
    return try served.filter { subject in
      guard let newest = try snapshot.newestKeyIntroduction(of: subject) else { return false }
      return newest.position < staff.renewalPosition(of: subject) ?? 0
    }
  }

  /// Grants every device that serves a chart the key in force there, where it has no wrap of it:
  /// what a process has left that died, or had the wrap taken from under its assignment.
  ///
  /// Only a key that was introduced with the device's assignment or after it is granted, so that it
  /// opens nothing of before; and in a write transaction, so that nobody releases it meanwhile.
  private func grantDevicesMissedKeys(_ site: SiteState, _ charts: ChartKeys) throws {
    let grants = Set(try clinic.keyring().deviceGrants().map(DeviceKeyName.init))
    let missing = try ledger.read { try Self.missedKeys(grants, site, charts: charts, in: $0) }
    for subject in Set(missing.map(\.subject)) {
      do {
        _ = try write(WriteOrder(signers: try signers(nil), now: clock.now())) { draft, site in
          let missed = try Self.missedKeys(grants, site, charts: charts, in: draft)
          for name in missed where name.subject == subject {
            guard let key = try charts.key(name.number, of: subject, in: draft) else { continue }
            try charts.grant(key, to: [name.actor], in: draft)
          }
          return Decided([])
        }
      } catch LedgerError.emptyAppend {
        // There was nothing to record, only to grant.
        continue
      }
    }
  }

  /// The keys in force, held here, of charts that are served by devices without a wrap of them.
  private static func missedKeys(
    _ grants: Set<DeviceKeyName>, _ site: SiteState, charts: ChartKeys,
    in reader: borrowing LedgerSnapshot
  ) throws -> [DeviceKeyName] {
    let staff = site.staff
    var missed: [DeviceKeyName] = []
    for member in staff.everyone where member.status == .active {
      guard let assignment = member.assignment, let subject = assignment.value.subject,
        let newest = try reader.newestKeyIntroduction(of: subject),
        newest.position >= staff.renewalPosition(of: subject) ?? 0
      else { continue }
      let name = DeviceKeyName(actor: member.actor, subject: subject, number: newest.number)
      let index = try reader.entry(at: assignment.position).header.index
      guard !grants.contains(name), newest.position >= assignment.position - UInt64(index),
        try charts.key(newest.number, of: subject, in: reader) != nil
      else { continue }
      missed.append(name)
    }
    return missed
  }
}

/// What was done so that exactly those hold a wrap of the keyring key who should.
struct KeyringChange {
  /// There is a new keyring key.
  var isRenewed = false
  /// Who was given a wrap that they lacked: a killed enrolment or reinstatement had not got to it.
  var granted: [UInt32] = []
}

extension Clinic {
  /// The renewal alone, by whoever can unlock the keyring.
  func renewKeyring(
    with charts: ChartKeys, _ known: SiteState? = nil
  ) throws -> KeyringChange {
    let keyring = try keyring()
    var change = KeyringChange()
    // Once more when somebody else renewed at the same time, or enrolled meanwhile.
    var known = known
    for _ in 0..<Self.renewalAttempts {
      let readers = try entitledReaders(known)
      known = nil
      let grants = try keyring.grants()
      if Self.callForRenewal(grants, entitled: readers) {
        do {
          try charts.renew(for: readers.map(\.reader))
          change.isRenewed = true
        } catch KeyError.keyringRenewed {
          try charts.unlockAgain()
        }
      } else {
        let held = Set(grants.map(\.actor))
        let missing = readers.map(\.reader).filter { !held.contains($0.actor) }
        for reader in missing {
          try charts.renewing {
            try $0.grant(to: reader.actor, receivingPublicKey: reader.receivingPublicKey)
          }
          change.granted.append(reader.actor)
        }
        return change
      }
    }
    return change
  }

  static let renewalAttempts = 10

  /// Whoever is to hold a wrap, with the receiving key in force.
  ///
  /// - Parameter known: the site as it was just now; nil: it is folded anew.
  func entitledReaders(
    _ known: SiteState? = nil
  ) throws -> [(reader: KeyringReader, isReplaced: Bool)] {
    try ledger.read { snapshot in
      let site = try known ?? SiteState.load(from: snapshot)
      return try site.staff.everyone.compactMap { member in
        guard member.status == .active, Self.holdsKeys(member.role),
          let keys = try snapshot.enrolment(of: member.actor)?.keys
        else { return nil }
        return (
          KeyringReader(
            actor: member.actor, receivingPublicKey: [UInt8](keys.receivingPublicKey)),
          member.keyReplaced != nil
        )
      }
    }
  }

  /// A wrap made before it was kept for whom counts as the enrolled one's, unless the key was ever
  /// replaced.
  private static func callForRenewal(
    _ grants: [KeyringGrant], entitled: [(reader: KeyringReader, isReplaced: Bool)]
  ) -> Bool {
    grants.contains { grant in
      guard let entitled = entitled.first(where: { $0.reader.actor == grant.actor }) else {
        return true
      }
      guard let made = grant.receivingPublicKey else { return entitled.isReplaced }
      return made != entitled.reader.receivingPublicKey
    }
  }
}

/// Which key of which device.
private struct DeviceKeyName: Hashable {
  var actor: UInt32
  var subject: SubjectID
  var number: UInt32
}

extension DeviceKeyName {
  fileprivate init(_ grant: DeviceGrant) {
    self.init(actor: grant.actor, subject: grant.subject, number: grant.number)
  }
}
