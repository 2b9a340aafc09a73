internal import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Who looked at a patient's chart; itself a look.
  ///
  /// - Parameters:
  ///   - from: first local date, YYYY-MM-DD; nil: from the beginning.
  ///   - to: last local date; nil: to the end.
  /// - Throws: `ClinicError.malformedDate`, `.unknownPatient`, `.notPermitted`, `.lookNotRecorded`.
  public func accessReport(
    of chart: SubjectID, from: String?, to: String?
  ) throws -> AccessReport {
    for date in [from, to] {
      if let date, LocalDate(iso8601: date) == nil { throw ClinicError.malformedDate(date) }
    }
    return try looking(.readAccessLog) { looker in
      let report = try ledger.read { snapshot in
        let file = try ChartFile.load(chart, keys: looker.charts, from: snapshot)
        guard let patient = file.label else { throw ClinicError.unknownPatient(chart.description) }
        let lines = try AccessLines(
          chart: chart, charts: looker.charts, house: try House.load(from: snapshot), in: snapshot)
        return AccessReport(
          patient: patient, fromDate: from, toDate: to,
          lines: lines.all.filter { line in
            // When the ledger took it: the looker's own clock may have been set back.
            let date = line.recordedDate.iso8601
            return date >= from ?? date && date <= to ?? date
          }, treeSize: snapshot.head.size, treeRoot: snapshot.head.root.hex)
      }
      return (report, [Glance(chart: chart, look: .chart(.accessLog))])
    }
  }
}

/// The access streams of one chart, each look a line, each emergency with its review.
private struct AccessLines {
  private(set) var all: [AccessReport.Line] = []
  private let house: House

  init(
    chart: SubjectID, charts: ChartKeys, house: House, in snapshot: borrowing LedgerSnapshot
  ) throws {
    self.house = house
    for stream in try snapshot.streams(of: chart) where stream.type == .access {
      for entry in try snapshot.stream(stream) {
        let key = try charts.key(of: entry.header, position: entry.position, in: snapshot)
        guard
          let fact = try entry.fact(body: try entry.open(with: key, in: snapshot.ledgerID)),
          case .access(let event) = fact.value
        else { continue }
        take(fact.with(event), number: stream.number)
      }
    }
    all.sort { $0.position < $1.position }
  }

  private mutating func take(_ fact: Fact<AccessEvent.OneOf_Event>, number: UInt32) {
    switch fact.value {
    case .viewed(let viewed): add(fact, viewed.look)
    case .searched(let searched): add(fact, .rosterLine, listedCount: searched.listedCount)
    case .emergencyAccessOpened(let opened):
      add(
        fact, opened.look,
        emergency: AccessReport.Emergency(
          number: number, reason: opened.reason, host: opened.host, isSpooled: opened.isSpooled))
    case .emergencyAccessReviewed(let reviewed):
      guard let opened = all.lastIndex(where: { $0.emergency?.number == number }) else { return }
      all[opened].emergency?.review = AccessReport.Review(
        position: fact.position, by: house.label(of: fact.actor),
        recordedMicroseconds: fact.recordedMicroseconds, outcome: reviewed.outcome,
        note: reviewed.note)
    }
  }

  private mutating func add(
    _ fact: Fact<AccessEvent.OneOf_Event>, _ look: Look, listedCount: UInt32? = nil,
    emergency: AccessReport.Emergency? = nil
  ) {
    let isEntry = look.scope == .entry
    all.append(
      AccessReport.Line(
        position: fact.position, occurred: fact.occurred,
        recordedMicroseconds: fact.recordedMicroseconds, by: house.label(of: fact.actor),
        name: fact.value.kind.name, scope: look.scope,
        visitNumber: look.visitNumber == 0 ? nil : look.visitNumber,
        entryPosition: isEntry ? look.position : nil, answer: look.answer,
        listedCount: listedCount, emergency: emergency))
  }
}
