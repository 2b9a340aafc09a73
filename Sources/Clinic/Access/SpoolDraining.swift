public import ClinicalRecord
internal import Ledger
internal import TransparencyLog

extension Clinic {
  var accessSpool: AccessSpool { AccessSpool(path: directory + "/" + AccessSpool.name) }

  /// Appends what waits in the spool; what cannot be appended, or read, stays there, is told and is
  /// reported by ``spoolState()``. No write fails because of it.
  func appendSpooled() {
    try? accessSpool.makeIfMissing()
    guard accessSpool.exists, !accessSpool.isSettled else { return }
    do {
      drain(try HeldSpool(accessSpool, patience))
    } catch {
      observer.tell(.spoolUnusable(path: accessSpool.path, cause: Doctor.problem(of: error)))
    }
  }

  func drain(_ held: HeldSpool) {
    let damage = keepDamage(of: held)
    if let damage { observer.tell(.spoolDamaged(damage)) }
    append(waitingIn: held)
    // What does not read is written over when it lies elsewhere and the ledger says so.
    if damage?.position != nil, held.waiting.isEmpty { try? held.beginAnew() }
  }

  private func append(waitingIn held: HeldSpool) {
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
      return SpoolState(
        isMissing: true, waiting: [], damage: nil, hasTornEnd: false, freeByteCount: 0,
        keptFiles: DamagedSpool.keptFiles(in: directory))
    }
    let file = try spool.bytes()
    let contents = SpoolContents(of: file)
    let isInUse = !contents.waiting.isEmpty || contents.isDamaged
    return SpoolState(
      isMissing: false,
      waiting: try contents.waiting.filter { try !isRecorded($0) }.map(waiting),
      damage: DamagedSpool(contents, of: file, at: spool.path).map {
        SpoolDamage(byteCount: $0.bytes.count, lookCount: $0.lookCount)
      },
      hasTornEnd: contents.hasTornEnd,
      freeByteCount: AccessSpool.end - (isInUse ? contents.nextOffset : AccessSpool.begin),
      keptFiles: DamagedSpool.keptFiles(in: directory))
  }

  /// Whether a crash came between the append and its note in the spool.
  private func isRecorded(_ record: SpoolRecord) throws -> Bool {
    guard let prepared = try? PreparedAppend(parsing: record.payload) else { return false }
    return try ledger.read { try $0.append(prepared.id) } != nil
  }

  private func waiting(_ record: SpoolRecord) throws -> SpoolState.Waiting {
    guard let prepared = try? PreparedAppend(parsing: record.payload) else {
      return SpoolState.Waiting(entryCount: 0, problem: "its bytes are no prepared append")
    }
    let actor = prepared.signers.first?.actor
    let looks = prepared.statements.map(\.header).filter { $0.stream.type == .access }
    return SpoolState.Waiting(
      appendID: prepared.id.description, actor: actor,
      handle: try actor.flatMap { actor in
        try ledger.read { try SiteState.load(from: $0).label(of: actor)?.handle }
      },
      looked: looks.first.map { clock.clinicClock.local(ClinicalTime($0.occurred)) },
      charts: looks.map(\.stream.subject.description), entryCount: looks.count,
      problem: try ledger.read { try problem(with: prepared, in: $0) })
  }

  /// What the next write would find, told without writing.
  private func problem(
    with prepared: PreparedAppend, in reader: borrowing LedgerSnapshot
  ) throws -> String? {
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
    /// The sign-in name; nil for an actor that is not enrolled here.
    public var handle: String?
    /// When, by the clock of whoever looked.
    public var looked: ClinicalTime?
    /// The charts that were looked at, lower-case hexadecimal.
    public var charts: [String] = []
    /// How many charts or visits were shown.
    public var entryCount: Int
    /// Why the next write cannot append it, and a person is needed; nil when it can.
    public var problem: String?
  }

  /// The file is not there; the next command that writes makes it again.
  public var isMissing: Bool
  public var waiting: [Waiting]
  /// What should be looks and does not read; nil where all does.
  public var damage: SpoolDamage?
  /// Behind the last look lies a write that was interrupted, whose answer was never shown.
  public var hasTornEnd: Bool
  /// Bytes that are still free.
  public var freeByteCount: Int
  /// Files of the ledger's directory that keep what did not read before, until a person removes
  /// them.
  public var keptFiles: [String]

  /// Looks that are in no ledger yet and that nobody can have reviewed.
  public var unreviewedCount: Int { waiting.map(\.entryCount).reduce(0, +) }
}
