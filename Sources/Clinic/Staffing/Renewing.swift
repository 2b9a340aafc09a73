internal import ClinicalRecord
internal import Ledger

extension Clinic {
  /// Renews the keyring key when the staff calls for it, and takes back what devices hold no more.
  ///
  /// It is called for by a wrap that somebody inactive holds, or that was made for a key that was
  /// replaced: what a suspension, a departure or a key replacement has left to be done, here or in
  /// a process that was killed. Once renewed, exactly the active members whose role holds the
  /// charts' keys have a wrap. Does nothing for who holds none themself.
  ///
  /// - Returns: whether the keyring was renewed.
  @discardableResult
  func finishRenewal() throws -> Bool {
    guard let session, let charts = session.charts, charts.keyring != nil else { return false }
    let isRenewed = try renewKeyring(with: charts)
    try takeBackDeviceKeys()
    try handDevicesNewKeys(session, charts)
    // What a killed process has left out keeps nobody from signing in.
    try? handDevicesMissedKeys(session, charts)
    return isRenewed
  }

  /// The renewal alone, by whoever can unlock the keyring.
  func renewKeyring(with charts: ChartKeys) throws -> Bool {
    let keyring = try keyring()
    var isRenewed = false
    // Once more when somebody else renewed at the same time, or enrolled meanwhile.
    for _ in 0..<Self.renewalAttempts {
      let readers = try entitledReaders()
      let grants = try keyring.grants()
      if Self.callForRenewal(grants, entitled: readers) {
        do {
          try charts.renew(for: readers.map(\.reader))
          isRenewed = true
        } catch KeyError.keyringRenewed {
          try charts.unlockAgain()
        }
      } else {
        guard isRenewed else { return false }
        let held = Set(grants.map(\.actor))
        let missing = readers.map(\.reader).filter { !held.contains($0.actor) }
        for reader in missing {
          try charts.renewing {
            try $0.grant(to: reader.actor, receivingPublicKey: reader.receivingPublicKey)
          }
        }
        return true
      }
    }
    return isRenewed
  }

  static let renewalAttempts = 10

  /// Whoever is to hold a wrap, with the receiving key in force.
  func entitledReaders() throws -> [(reader: KeyringReader, isReplaced: Bool)] {
    try ledger.read { snapshot in
      try House.load(from: snapshot).staff.everyone.compactMap { member in
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

  /// Removes the wraps of devices that serve the chart no more, or whose key was replaced.
  ///
  /// A key is handed before the append that introduces it is durable: what is not introduced yet
  /// may belong to an assignment under way and is left, to be taken back once a later key is.
  func takeBackDeviceKeys() throws {
    let keyring = try keyring()
    let grants = try keyring.deviceGrants()
    guard !grants.isEmpty else { return }
    let (staff, keys, introduced) = try ledger.read { snapshot in
      var keys: [UInt32: [UInt8]] = [:]
      for actor in Set(grants.map(\.actor)) {
        keys[actor] = try snapshot.enrolment(of: actor).map { [UInt8]($0.keys.receivingPublicKey) }
      }
      var introduced: [SubjectID: UInt32] = [:]
      for subject in Set(grants.map(\.subject)) {
        introduced[subject] = try snapshot.newestKeyIntroduction(of: subject)?.number
      }
      return (try House.load(from: snapshot).staff, keys, introduced)
    }
    for grant in grants
    where grant.number <= introduced[grant.subject] ?? 0
      && (!staff.devices(serving: grant.subject).contains(grant.actor)
        || keys[grant.actor] != grant.receivingPublicKey)
    {
      try keyring.takeBack(grant)
    }
  }

  /// Introduces a new data key for every chart that a device serves and whose newest is older than
  /// a renewal, so that the device need not wait for the next person to record.
  private func handDevicesNewKeys(_ session: Session, _ charts: ChartKeys) throws {
    let stale = try ledger.read { try Self.servedWithStaleKey(in: $0) }
    for subject in stale {
      let now = clock.now()
      do {
        _ = try append(
          AppendRequest(
            id: .timeOrdered(now.unixMicroseconds), signers: [try session.signer(.recorded)],
            nowMicroseconds: now.unixMicroseconds),
          isSame: { _ in false },
          decide: { draft in
            let house = try House.load(from: draft)
            try house.requireActive(session.label.actor)
            return try charts.sealingKey(of: subject, staff: house.staff, in: draft)
              .introduction(in: ledger.id, occurred: now.occurred)
          })
      } catch LedgerError.emptyAppend {
        // Somebody has recorded on the chart meanwhile.
        continue
      }
    }
  }

  private static func servedWithStaleKey(
    in snapshot: borrowing LedgerSnapshot
  ) throws -> [SubjectID] {
    let staff = try House.load(from: snapshot).staff
    let served = Set(
      staff.everyone.compactMap { $0.status == .active ? $0.assignment?.value.subject : nil })
    return try served.filter { subject in
      guard let newest = try snapshot.newestKeyIntroduction(of: subject) else { return false }
      return newest.position < staff.renewalPosition(of: subject) ?? 0
    }
  }
}
