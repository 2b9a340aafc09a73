internal import ClinicalRecord
internal import Compliance
public import Ledger

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

  /// Whether an entry at that position is one of the chart's.
  func holds(_ position: UInt64) -> Bool {
    var range = facts.indices
    while let middle = range.middle {
      if facts[middle].fact.position == position { return true }
      range =
        facts[middle].fact.position < position
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return false
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

extension Range<Int> {
  /// Nil when the range is empty.
  fileprivate var middle: Int? { isEmpty ? nil : lowerBound + count / 2 }
}

extension Visit {
  /// When the patient left, by the first event that says so.
  var end: (position: UInt64, occurred: ClinicalTime)? {
    if let discharge { return (discharge.position, discharge.occurred) }
    return transfer.map { ($0.position, $0.occurred) }
  }
}

extension SignedIn {
  /// A chart's states, to decide on: what is shown goes through `disclosing`.
  func chartFile(_ subject: SubjectID) throws -> ChartFile {
    let charts = try chartReader(toDo: "read charts").charts
    return try ledger.read { try ChartFile.load(subject, keys: charts, from: $0) }
  }
}

extension ChartFile {
  /// What the rules judge: one visit with all they need to know around it.
  ///
  /// - Parameters:
  ///   - visitNumber: 0 for the chart before its first visit.
  ///   - size: the tree that the answer rests on.
  func caseFile(
    visit visitNumber: UInt32, site: SiteState, nowMicroseconds: Int64, size: UInt64
  ) throws -> CaseFile {
    let visit = visits[visitNumber] ?? Visit()
    let earlierStarts = visits.filter { $0.key < visitNumber }.compactMap {
      $0.value.start?.occurred
    }
    return CaseFile(
      chart: chart, visit: visit, visitNumber: visitNumber,
      firstInfusionStart: earlierStarts.min { $0.unixMicroseconds < $1.unixMicroseconds },
      staff: site.staff, policy: try site.policy(at: visit.arrival?.position ?? size),
      nowMicroseconds: nowMicroseconds, treeSize: size)
  }
}

/// Who an answer is about, as every write echoes it on the terminal.
public struct PatientLabel: Hashable, Sendable {
  public var chart: SubjectID
  public var recordNumber: String
  public var familyName: String
  public var givenName: String
  /// YYYY-MM-DD.
  public var birthDate: String

  public init(
    chart: SubjectID, recordNumber: String, familyName: String, givenName: String,
    birthDate: String
  ) {
    self.chart = chart
    self.recordNumber = recordNumber
    self.familyName = familyName
    self.givenName = givenName
    self.birthDate = birthDate
  }
}

extension PatientLabel {
  /// As much of it as an answer may tell that leaves no look: the chart's id alone for a role that
  /// does not read the roster.
  func redacted(for role: Role?) -> PatientLabel {
    if let role, Permission.readRoster.holds(for: role) { return self }
    return PatientLabel(
      chart: chart, recordNumber: "", familyName: "", givenName: "", birthDate: "")
  }
}
