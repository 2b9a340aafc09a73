internal import Ledger
internal import TransparencyLog

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
    return try standing(of: prepared, in: reader)
  }
}
