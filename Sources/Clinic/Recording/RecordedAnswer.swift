internal import ClinicalRecord
internal import Compliance
internal import Ledger

extension Clinic {
  /// What an append did, told from the entries themselves.
  func recorded(
    _ appended: Appended, decision: Decision?, wasAlreadyRecorded: Bool
  ) throws -> Recorded {
    let entries = try ledger.read { snapshot in
      try appended.positions.map { try snapshot.entry(at: $0) }
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
      wasAlreadyRecorded: wasAlreadyRecorded,
      patient: subject == .none ? nil : try label(of: subject), visitNumber: visitNumber,
      explainedDepartures: try departures(of: decision, owed: false),
      owedDepartures: try departures(of: decision, owed: true))
  }

  private func departures(of decision: Decision?, owed: Bool) throws -> [Finding] {
    guard let decision else { return [] }
    let rules = Set(decision.departed.flatMap { $0.findings.map(\.rule) })
    return try decision.findings().filter { rules.contains($0.rule) && $0.isOwedAReason == owed }
  }

  /// The fact an entry tells, opened with the signed-in person's keys; nil for the ledger's own.
  func fact(of entry: Entry) throws -> Fact<ClinicalEvent>? {
    guard entry.header.dataKeyNumber != 0 else { return try entry.fact(body: entry.body) }
    let reader = try chartReader(toDo: "open entry \(entry.position)")
    let key = try ledger.read {
      try reader.charts.key(of: entry.header, position: entry.position, in: $0)
    }
    return try entry.fact(body: try entry.open(with: key, in: ledger.id))
  }
}
