internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

extension Clinic {
  var accessSpool: AccessSpool { AccessSpool(path: directory + "/" + AccessSpool.name) }

  /// Appends what waits in the spool; what cannot be appended stays there and is reported by
  /// ``spoolState()``. No write fails because of it.
  func appendSpooled() {
    try? accessSpool.makeIfMissing()
    guard !accessSpool.isBlank, let held = try? HeldSpool(accessSpool, patience) else { return }
    drain(held)
  }

  func drain(_ held: HeldSpool) {
    for record in held.waiting {
      guard let prepared = try? PreparedAppend(parsing: record.payload) else { continue }
      do {
        _ = try write(
          prepared, appendsSpooled: false,
          holding: { draft, site in
            if let problem = try obstacle(to: prepared, site, in: draft) {
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
  func obstacle(
    to prepared: PreparedAppend, _ site: SiteState,
    in reader: borrowing LedgerSnapshot
  ) throws -> String? {
    let staff = site.staff
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

extension Clinic {
  /// What waits in the spool, by headers alone; nobody needs to be signed in.
  ///
  /// - Throws: `ClinicError.file` when the spool is there and cannot be read; `LedgerError`.
  public func spoolState() throws -> SpoolState {
    let spool = accessSpool
    guard spool.exists else {
      return SpoolState(isMissing: true, waiting: [], hasTornEnd: false, freeByteCount: 0)
    }
    let (records, hasTornEnd) = try spool.peek()
    let used = records.contains { $0.state == .waiting } ? records.last?.end ?? 0 : 0
    return SpoolState(
      isMissing: false,
      waiting: try records.filter { $0.state == .waiting }.map(waiting),
      hasTornEnd: hasTornEnd, freeByteCount: AccessSpool.byteCount - used)
  }

  private func waiting(_ record: SpoolRecord) throws -> SpoolState.Waiting {
    guard let prepared = try? PreparedAppend(parsing: record.payload) else {
      return SpoolState.Waiting(entryCount: 0, problem: "its bytes are no prepared append")
    }
    return SpoolState.Waiting(
      appendID: prepared.id.description, actor: prepared.signers.first?.actor,
      lookedMicroseconds: prepared.signers.first?.signedAtMicroseconds,
      entryCount: prepared.statements.count { $0.header.stream.type == .access },
      problem: try ledger.read { try problem(with: prepared, in: $0) })
  }

  /// What the next write would find, told without writing.
  private func problem(
    with prepared: PreparedAppend, in reader: borrowing LedgerSnapshot
  ) throws -> String? {
    // It is in the ledger already, and the record will be settled.
    if try reader.append(prepared.id) != nil { return nil }
    guard prepared.ledger == reader.ledgerID else { return "it belongs to another ledger" }
    for signer in prepared.signers
    where try reader.enrolment(of: signer.actor)?.position != signer.enrolment {
      return "the key of actor \(signer.actor), who looked, has been replaced"
    }
    for (stream, revision) in prepared.expectedRevisions
    where try reader.streamHead(stream)?.revision != revision {
      return "its place in the chart's access log has been taken"
    }
    return try obstacle(to: prepared, try SiteState.load(from: reader), in: reader)
  }
}

/// What waits in the spool to be appended.
public struct SpoolState: Sendable {
  /// One look that was shown and is not in the ledger yet.
  public struct Waiting: Sendable {
    /// Lower-case hexadecimal; nil where the record cannot be read.
    public var appendID: String?
    /// Who looked.
    public var actor: UInt32?
    /// When, by the clock of whoever looked: microseconds since 1970-01-01T00:00:00Z.
    public var lookedMicroseconds: Int64?
    /// How many charts or visits were shown.
    public var entryCount: Int
    /// Why the next write cannot append it, and a person is needed; nil when it can.
    public var problem: String?
  }

  /// The file is not there; the next command that writes makes it again.
  public var isMissing: Bool
  public var waiting: [Waiting]
  /// Behind the last whole record lies something that is none: a write that was interrupted, whose
  /// answer was never shown, or damage.
  public var hasTornEnd: Bool
  /// Bytes that are still free.
  public var freeByteCount: Int
}
