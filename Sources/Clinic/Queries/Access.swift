public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Who looked at a patient's chart, or at one that is merged into it; itself a look.
  ///
  /// - Parameters:
  ///   - from: first local date, YYYY-MM-DD; nil: from the beginning.
  ///   - to: last local date; nil: to the end.
  /// - Throws: `ClinicError.malformedDate`, `.reversedSpan`, `.unknownPatient`, `.notPermitted`,
  ///   `.lookNotRecorded`.
  public func accessReport(
    of chart: SubjectID, from: String?, to: String?
  ) throws -> AccessReport {
    try ClinicError.requireSpan(from: from, to: to)
    return try disclosing(.readAccessLog, concerning: chart) { context in
      let (report, charts) = try ledger.read { snapshot in
        let site = try SiteState.load(from: snapshot)
        let file = try ChartFile.load(
          chart, keys: context.charts, clock: site.clock, from: snapshot)
        guard let patient = file.label(on: today) else {
          throw ClinicError.unknownPatient(chart.description)
        }
        let charts = [chart] + file.merged.map(\.subject)
        var lines: [AccessReport.Line] = []
        for chart in charts {
          lines += try AccessLines(
            chart: chart, charts: context.charts, site: site, in: snapshot
          ).all
        }
        let report = AccessReport(
          patient: patient, fromDate: from, toDate: to,
          lines: lines.filter { line in
            // When the ledger took it: the context's own clock may have been set back.
            let date = line.recordedDate.iso8601
            return date >= from ?? date && date <= to ?? date
          }.sorted { $0.position < $1.position },
          treeSize: snapshot.head.size, treeRoot: snapshot.head.root.hex)
        return (report, charts)
      }
      return (report, charts.map { Disclosure(chart: $0, look: .chart(.accessLog)) })
    }
  }
}

/// The access streams of one chart, each look a line, each emergency with its review.
private struct AccessLines {
  private(set) var all: [AccessReport.Line] = []
  private let site: SiteState

  init(
    chart: SubjectID, charts: ChartKeys, site: SiteState, in snapshot: borrowing LedgerSnapshot
  ) throws {
    self.site = site
    for stream in try snapshot.streams(of: chart) where stream.type == .access {
      for entry in try snapshot.stream(stream) {
        let key = try charts.key(of: entry.header, position: entry.position, in: snapshot)
        guard
          let fact = try entry.fact(
            body: try entry.open(with: key, in: snapshot.ledgerID))?.on(site.clock),
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
    case .disclosed(let disclosed): add(fact, Look(), disclosed: disclosed)
    case .emergencyAccessOpened(let opened):
      add(
        fact, opened.look,
        emergency: AccessReport.Emergency(
          number: number, reason: opened.reason, host: opened.host, isSpooled: opened.isSpooled))
    case .emergencyAccessReviewed(let reviewed):
      guard let opened = all.lastIndex(where: { $0.emergency?.number == number }) else { return }
      let recordedOffset = recordedOffset(of: fact)
      all[opened].emergency?.review = AccessReport.Review(
        position: fact.position, by: site.label(of: fact.actor),
        recordedMicroseconds: fact.recordedMicroseconds,
        recordedOffsetMinutes: recordedOffset, outcome: reviewed.outcome,
        note: reviewed.note)
    }
  }

  private func recordedOffset<Value>(of fact: Fact<Value>) -> Int16 {
    site.clock.local(fact.recordedMicroseconds, beside: fact.occurred).utcOffsetMinutes
  }

  private mutating func add(
    _ fact: Fact<AccessEvent.OneOf_Event>, _ look: Look, listedCount: UInt32? = nil,
    emergency: AccessReport.Emergency? = nil, disclosed: Disclosed? = nil
  ) {
    let isEntry = look.scope == .entry
    all.append(
      AccessReport.Line(
        position: fact.position, occurred: fact.occurred,
        recordedMicroseconds: fact.recordedMicroseconds,
        recordedOffsetMinutes: recordedOffset(of: fact), by: site.label(of: fact.actor),
        name: fact.value.kind.name, scope: look.scope,
        visitNumber: look.visitNumber == 0 ? nil : look.visitNumber,
        entryPosition: isEntry ? look.position : nil, answer: look.answer,
        listedCount: listedCount, emergency: emergency, disclosed: disclosed))
  }
}

/// Who looked at a patient's chart, when, at what and from where (45 CFR 164.312(b)).
public struct AccessReport: Sendable {
  /// One look that was recorded; further equal or narrower ones within the policy's window are not.
  public struct Line: Sendable {
    public var position: UInt64
    /// By the clock of whoever looked.
    public var occurred: ClinicalTime
    /// Later than `occurred` where the look was kept in the spool meanwhile.
    public var recordedMicroseconds: Int64
    /// Of the clinic's clock then.
    public var recordedOffsetMinutes: Int16
    public var by: StaffLabel?
    /// "viewed", "searched", "emergency access opened", "disclosed".
    public var name: String
    /// How much of the chart: "chart", "visit", "entry", "roster line".
    public var scope: Look.Scope
    /// Of a visit, or of an entry in one.
    public var visitNumber: UInt32?
    /// Of the entry that was shown.
    public var entryPosition: UInt64?
    /// By which answer: "timeline", "findings".
    public var answer: Look.Answer
    /// How many charts a listing showed; nil for everything else.
    public var listedCount: UInt32?
    /// Nil for a look that the role permits.
    public var emergency: Emergency?
    /// What was given to whom outside (45 CFR 164.528); nil for what was looked at here.
    public var disclosed: Disclosed?
  }

  /// Why somebody looked at what the role does not read, or at what could not be recorded first.
  public struct Emergency: Sendable {
    /// The number among the chart's emergency accesses, from 1.
    public var number: UInt32
    public var reason: String
    /// The machine's name.
    public var host: String
    /// Shown before it could be appended.
    public var isSpooled: Bool
    /// Nil while nobody has reviewed it.
    public var review: Review?
  }

  /// What somebody else made of it.
  public struct Review: Sendable {
    public var position: UInt64
    public var by: StaffLabel?
    public var recordedMicroseconds: Int64
    /// Of the clinic's clock then.
    public var recordedOffsetMinutes: Int16
    public var outcome: EmergencyAccessReviewed.Outcome
    public var note: String
  }

  public var patient: PatientLabel
  /// First and last local date, YYYY-MM-DD; nil: from the beginning, to the end.
  public var fromDate: String?
  public var toDate: String?
  /// In the order in which they were recorded.
  public var lines: [Line]
  /// The tree before this report's own look.
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String

  /// Emergency accesses that nobody has reviewed.
  public var waitingCount: Int {
    lines.count { $0.emergency.map { $0.review == nil } ?? false }
  }
}

extension AccessReport.Line {
  /// The day on which the ledger took it, by the clinic's clock.
  var recordedDate: LocalDate {
    ClinicalTime(
      unixMicroseconds: recordedMicroseconds, utcOffsetMinutes: recordedOffsetMinutes,
      precision: .microsecond
    ).localDate
  }
}
