internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

extension Clinic {
  var accessSpool: AccessSpool { AccessSpool(path: directory + "/" + AccessSpool.name) }

  /// Appends, after the looks that wait in the spool: every write begins with them.
  func append(
    _ request: AppendRequest, isSame: ([Entry]) throws -> Bool,
    decide: (borrowing LedgerSnapshot) throws -> [Proposal]
  ) throws -> AppendOutcome {
    appendSpooled()
    return try commit(request, isSame: isSame, decide: decide)
  }

  /// Appends what waits in the spool; what cannot be appended stays there and is reported by
  /// ``spoolState()``. No write fails because of it.
  func appendSpooled() {
    try? accessSpool.makeIfMissing()
    guard !accessSpool.isBlank, let held = try? HeldSpool(accessSpool) else { return }
    drain(held)
  }

  func drain(_ held: HeldSpool) {
    for record in held.waiting {
      guard let prepared = try? PreparedAppend(parsing: record.payload) else { continue }
      do {
        _ = try commit(
          prepared, nowMicroseconds: clock.nowMicroseconds(),
          holding: { draft in
            if let problem = try standing(of: prepared, in: draft) {
              throw ClinicError.file(path: accessSpool.path, what: problem)
            }
          })
        try held.settle(record)
      } catch let error where error.isStorageFailure {
        return
      } catch {
        continue
      }
    }
  }

  /// Why a spooled look cannot be appended by what has been decided since; nil when it can.
  func standing(
    of prepared: PreparedAppend, in reader: borrowing LedgerSnapshot
  ) throws -> String? {
    let staff = try House.load(from: reader).staff
    for signer in prepared.signers {
      guard let member = staff.members[signer.actor] else {
        return "actor \(signer.actor) is not enrolled"
      }
      guard member.status == .active else {
        return "\(member.handle), who looked, is \(member.status.rawValue)"
      }
      for kind in prepared.kinds where !kind.mayBeRecorded(by: member.role) {
        return "\(kind.name) is not the role \(member.role.words)'s to record"
      }
    }
    for header in prepared.statements.map(\.header) {
      if let refusal = try reader.accessRefusal(of: header) { return refusal.words }
    }
    for header in prepared.statements.map(\.header) where header.isSealed {
      let subject = header.stream.subject
      let introduced =
        prepared.keyIntroduction(of: subject, number: header.dataKeyNumber) != nil
        ? reader.head.size
        : try reader.keyIntroduction(of: subject, number: header.dataKeyNumber)?.position ?? 0
      if introduced < staff.renewalPosition(of: subject) ?? 0 {
        return "its data key has been replaced"
      }
    }
    return nil
  }
}
