internal import ClinicalRecord
internal import Ledger

extension Clinic {
  /// The one door into the ledger for whatever the clinic appends: from the intent of its erasure
  /// on, nothing about a chart passes but the completion.
  ///
  /// It is asked inside the write transaction, of what is about to be written, so that nobody who
  /// decided before the intent records after it.
  ///
  /// - Throws: `ClinicError.chartErased`; what `Ledger.append` throws.
  func commit(
    _ request: AppendRequest, isSame: ([Entry]) throws -> Bool,
    decide: (borrowing LedgerSnapshot) throws -> [Proposal]
  ) throws -> AppendOutcome {
    try namingErasures {
      try ledger.append(
        request, isSame: isSame,
        decide: { draft in
          let proposals = try decide(draft)
          try Self.refuseErased(
            proposals.filter { !$0.isCompletion }.map(\.stream.subject), in: draft)
          return proposals
        })
    }
  }

  /// The same for an append that was prepared before.
  func commit(
    _ prepared: PreparedAppend, nowMicroseconds: Int64,
    holding: (borrowing LedgerSnapshot) throws -> Void,
    conflicting: (LedgerError, borrowing LedgerSnapshot) throws -> Void = { error, _ in throw error
    }
  ) throws -> AppendOutcome {
    let charts = prepared.statements.map(\.header.stream.subject)
    return try ledger.append(
      prepared, nowMicroseconds: nowMicroseconds,
      holding: { draft in
        try Self.refuseErased(charts, in: draft)
        try holding(draft)
      },
      conflicting: { error, draft in
        try Self.refuseErased(charts, in: draft)
        try conflicting(error, draft)
      })
  }

  /// - Throws: `ClinicError.chartErased` for the first chart that is erased or about to be.
  static func refuseErased(
    _ charts: some Sequence<SubjectID>, in reader: borrowing LedgerSnapshot
  ) throws {
    var known: Set<SubjectID> = [.none]
    for chart in charts where known.insert(chart).inserted {
      guard let position = try reader.custody(of: chart).closedAt else { continue }
      throw ClinicError.chartErased(chart, position: position)
    }
  }

  /// What fails for want of a data key that an erasure has removed is told as that erasure.
  func namingErasures<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error {
      throw (try? erasure(behind: error)) ?? error
    }
  }

  private func erasure(behind error: any Error) throws -> ClinicError? {
    let chart: SubjectID
    switch error {
    case ClinicError.keyMissing(let position):
      chart = try ledger.read { try $0.outline(at: position).header.stream.subject }
    case KeyError.noDataKey(let subject, _): chart = subject
    default: return nil
    }
    return try ledger.read { try $0.custody(of: chart) }.closedAt.map {
      .chartErased(chart, position: $0)
    }
  }
}

extension Proposal {
  fileprivate var isCompletion: Bool {
    stream.type == .operations && kind == ChartErasureCompleted.kind.number
  }
}
