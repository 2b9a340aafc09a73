internal import ClinicalRecord
internal import Compliance
internal import Ledger

extension Decision {
  /// What was recorded, told from what was decided: nothing is read any more, so nothing can fail
  /// once the append is durable.
  func recorded(_ appended: Appended, signedBy signatures: [Recorded.Signature]) -> Recorded {
    let lines = steps.enumerated().map { index, step in
      Recorded.Line(
        position: appended.positions.lowerBound + UInt64(precedingCount + index),
        event: step.event.kind.name,
        sentence: house.sentence(of: step.event, occurred: step.occurred), occurred: step.occurred)
    }
    return Recorded(
      positions: appended.positions, lines: lines,
      recordedMicroseconds: appended.recordedMicroseconds, signatures: signatures,
      wasAlreadyRecorded: false,
      patient: file?.label?.told(to: role), visitNumber: visitNumber,
      explainedDepartures: standing.filter { !$0.isOwedAReason },
      owedDepartures: standing.filter(\.isOwedAReason))
  }
}

extension Clinic {
  /// What an append that is there already did, told from its entries.
  func recordedBefore(_ appended: Appended) throws -> Recorded {
    let (entries, house) = try ledger.read { snapshot in
      (try appended.positions.map { try snapshot.entry(at: $0) }, try House.load(from: snapshot))
    }
    var lines: [Recorded.Line] = []
    var visitNumber: UInt32?
    for entry in entries {
      if entry.header.stream.type == .visit { visitNumber = entry.header.stream.number }
      guard let fact = try fact(of: entry) else { continue }
      lines.append(
        Recorded.Line(
          position: entry.position, event: fact.value.kind.name,
          sentence: fact.value.sentence(occurred: fact.occurred),
          occurred: fact.occurred))
    }
    let subject = entries.last?.header.stream.subject ?? .none
    return Recorded(
      positions: appended.positions, lines: lines,
      recordedMicroseconds: appended.recordedMicroseconds,
      signatures: house.signatures(
        (entries.last?.signatures?.signatures ?? []).map {
          ($0.actor, $0.meaning, $0.signedAtMicroseconds)
        }),
      wasAlreadyRecorded: true,
      patient: subject == .none ? nil : try label(of: subject).told(to: session?.label.role),
      visitNumber: visitNumber,
      explainedDepartures: [], owedDepartures: [])
  }

  /// Who signed the append that an entry belongs to, for commands that tell nothing else of it.
  ///
  /// - Throws: `LedgerError`, also for a position that no entry has.
  public func signatures(ofAppendWith position: UInt64) throws -> [Recorded.Signature] {
    try ledger.read { snapshot in
      let header = try snapshot.outline(at: position).header
      let last = try snapshot.entry(at: position + UInt64(header.lastIndex - header.index))
      return try House.load(from: snapshot).signatures(
        (last.signatures?.signatures ?? []).map { ($0.actor, $0.meaning, $0.signedAtMicroseconds) })
    }
  }

  /// The fact an entry tells, opened with the signed-in person's keys; nil for the ledger's own.
  func fact(of entry: Entry) throws -> Fact<ClinicalEvent>? {
    guard entry.header.dataKeyNumber != 0 else { return try entry.fact(body: entry.body) }
    let session = try signedInSession(toDo: "opening entry \(entry.position)")
    guard let charts = session.charts else { throw session.opensNothing("open an entry") }
    let key = try ledger.read {
      try charts.key(of: entry.header, position: entry.position, in: $0)
    }
    return try entry.fact(body: try entry.open(with: key, in: ledger.id))
  }
}

extension House {
  /// Who signed, when by their clocks, and what each signature means (21 CFR 11.50).
  func signatures(
    _ signers: [(actor: UInt32, meaning: SignatureMeaning, signedMicroseconds: Int64)]
  ) -> [Recorded.Signature] {
    signers.compactMap { signer in
      label(of: signer.actor).map {
        Recorded.Signature(
          signer: $0, meaning: signer.meaning.words, signedMicroseconds: signer.signedMicroseconds)
      }
    }
  }
}
