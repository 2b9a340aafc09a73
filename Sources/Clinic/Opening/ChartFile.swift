internal import ClinicalRecord
internal import Ledger

/// One patient's chart with the visits, folded from the ledger's streams.
struct ChartFile: Sendable {
  let subject: SubjectID
  var chart = Chart()
  /// By visit number.
  var visits: [UInt32: Visit] = [:]
  /// Every fact in ledger order, for a timeline.
  var facts: [(visitNumber: UInt32, fact: Fact<ClinicalEvent>)] = []

  init(subject: SubjectID) { self.subject = subject }

  /// The visit that is going on or was last.
  var newestVisitNumber: UInt32? { visits.keys.max() }

  /// Whose chart it is; nil before the intake.
  var label: PatientLabel? {
    guard let intake = chart.intake?.value else { return nil }
    return PatientLabel(
      chart: subject, recordNumber: intake.recordNumber, familyName: intake.familyName,
      givenName: intake.givenName, birthDate: intake.birthDate)
  }

  /// Reads and folds a chart.
  ///
  /// - Parameter size: entries at or beyond this position do not count; nil: all do.
  static func load(
    _ subject: SubjectID, below size: UInt64? = nil, keys: ChartKeys,
    from reader: borrowing LedgerSnapshot
  ) throws -> ChartFile {
    var file = ChartFile(subject: subject)
    for stream in try reader.streams(of: subject) {
      guard stream.type == .chart || stream.type == .visit else { continue }
      for entry in try reader.stream(stream) where entry.position < size ?? .max {
        let key = try keys.key(of: entry.header, position: entry.position, in: reader)
        let body = try entry.open(with: key, in: reader.ledgerID)
        guard let fact = try entry.fact(body: body) else { continue }
        file.facts.append((stream.type == .visit ? stream.number : 0, fact))
      }
    }
    file.facts.sort { $0.fact.position < $1.fact.position }
    for (visitNumber, fact) in file.facts { file.evolve(fact, visitNumber: visitNumber) }
    return file
  }

  /// Takes one more fact into the states; `facts` is the caller's.
  mutating func evolve(_ fact: Fact<ClinicalEvent>, visitNumber: UInt32) {
    switch fact.value {
    case .chart(let event): chart.evolve(fact.with(event))
    case .visit(let event): visits[visitNumber, default: Visit()].evolve(fact.with(event))
    case .access, .staff, .policy, .operations: break
    }
  }
}

extension Clinic {
  /// A chart's states, to decide on: what is shown goes through `looking`.
  func chartFile(_ subject: SubjectID) throws -> ChartFile {
    let reader = try chartReader(toDo: "read charts")
    return try ledger.read { try ChartFile.load(subject, keys: reader.charts, from: $0) }
  }
}
