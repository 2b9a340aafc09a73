internal import ClinicalRecord
internal import Ledger

extension Clinic {
  /// Hands every device that serves a chart the key in force there, where it has no wrap of it:
  /// what a process has left that died, or had the wrap taken from under its assignment.
  ///
  /// Only a key that was introduced with the device's assignment or after it is handed, so that it
  /// opens nothing of before; and in a write transaction, so that nobody releases it meanwhile.
  func handDevicesMissedKeys(_ session: Session, _ charts: ChartKeys) throws {
    let grants = Set(try keyring().deviceGrants().map(DeviceKeyName.init))
    let missing = try ledger.read { try Self.missedKeys(grants, charts: charts, in: $0) }
    for subject in Set(missing.map(\.subject)) {
      let now = clock.now()
      do {
        _ = try append(
          AppendRequest(
            id: .timeOrdered(now.unixMicroseconds), signers: [try session.signer(.recorded)],
            nowMicroseconds: now.unixMicroseconds),
          isSame: { _ in false },
          decide: { draft in
            try House.load(from: draft).requireActive(session.label.actor)
            let missed = try Self.missedKeys(grants, charts: charts, in: draft)
            for name in missed where name.subject == subject {
              guard let key = try charts.key(name.number, of: subject, in: draft) else { continue }
              try charts.hand(key, to: [name.actor], in: draft)
            }
            return []
          })
      } catch LedgerError.emptyAppend {
        // There was nothing to record, only to hand.
        continue
      }
    }
  }

  /// The keys in force, held here, of charts that are served by devices without a wrap of them.
  private static func missedKeys(
    _ grants: Set<DeviceKeyName>, charts: ChartKeys,
    in reader: borrowing LedgerSnapshot
  ) throws -> [DeviceKeyName] {
    let staff = try House.load(from: reader).staff
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
