public import ClinicalRecord
internal import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Who was refused, who looked in an emergency, and what was done to the ledger in a span of
  /// local days of recording.
  ///
  /// Opens no sealed body and appends nothing, so it is the same for an auditor.
  ///
  /// - Parameters:
  ///   - from: first local date, YYYY-MM-DD; nil: from the beginning.
  ///   - to: last local date; nil: to the end.
  /// - Throws: `ClinicError.notSignedIn`, `.notPermitted`, `.malformedDate`, `.reversedSpan`;
  ///   `LedgerError`.
  public func securityReport(from: String?, to: String?) throws -> SecurityReport {
    let permission = Permission.readSecurityReport
    guard permission.holds(for: role) else {
      throw refusal(
        .notPermitted(act: permission.rawValue, role: role, allowed: permission.roles.words))
    }
    try ClinicError.requireSpan(from: from, to: to)
    let (head, site) = try ledger.read { ($0.head, try SiteState.load(from: $0)) }
    var report = SecurityReport(
      origin: clinic.origin, fromDate: from, toDate: to, treeSize: head.size,
      treeRoot: head.root.hex,
      refusedSignIns: [], refusedActs: [], emergencies: [], changes: [], operations: [],
      clockJumps: [])
    var reading = SecurityReading(
      site: site, from: from, to: to,
      mostAhead: Clinic.mostMicrosecondsAhead(isTraining: clinic.isTraining))
    try ledger.forEachOutline(below: head.size) { outline in
      reading.take(outline)
      return true
    }
    report.clockLag = reading.clockLag
    report.clockJumps = reading.clockJumps
    if let position = report.clockLag?.position {
      report.clockLag?.signed = try ledger.read { snapshot in
        let header = try snapshot.outline(at: position).header
        let last = try snapshot.entry(at: position + UInt64(header.lastIndex - header.index))
        return last.signatures?.signatures.first.map {
          site.clock.local($0.signedAtMicroseconds, beside: ClinicalTime(header.occurred))
        }
      }
    }
    report.emergencies = reading.emergencies
    for position in reading.positions {
      let entry = try ledger.entry(at: position)
      guard let fact = try entry.fact(body: entry.body) else { continue }
      reading.tell(fact.value, of: entry, in: &report)
    }
    return report
  }
}

/// A pass over headers: what is told by them alone, and which never-sealed bodies say more.
private struct SecurityReading {
  let site: SiteState
  let from: String?
  let to: String?
  /// Of the bodies to be read.
  private(set) var positions: [UInt64] = []
  private(set) var clockLag: SecurityReport.ClockLag?
  private(set) var clockJumps: [SecurityReport.ClockJump] = []
  /// By how much a clock may lie ahead unasked.
  private let mostAhead: Int64
  private var previousRecorded: Int64?
  private var looks: [StreamKey: SecurityReport.Emergency] = [:]

  private static let lagMilliseconds: Int32 = 1_000

  init(site: SiteState, from: String?, to: String?, mostAhead: Int64) {
    self.site = site
    self.mostAhead = mostAhead
    self.from = from
    self.to = to
  }

  /// Oldest first.
  var emergencies: [SecurityReport.Emergency] {
    looks.values.sorted { $0.opened.position < $1.opened.position }
  }

  mutating func take(_ outline: EntryOutline) {
    let header = outline.header
    if header.stream.type == .access, header.stream.number > 0 { takeLook(outline) }
    let recorded = outline.stamp.recordedMicroseconds
    let previous = previousRecorded
    previousRecorded = recorded
    guard isInSpan(outline) else { return }
    if let previous, recorded.isFarBeyond(previous, by: mostAhead) {
      clockJumps.append(
        SecurityReport.ClockJump(
          mark: mark(outline.position, header, outline.stamp),
          days: (recorded &- previous) / Age.day))
    }
    if outline.stamp.clockLagMilliseconds > Self.lagMilliseconds { takeLag(outline) }
    let isTold = header.stream.type == .operations || Self.standing.contains { header.isOf($0) }
    if isTold, header.dataKeyNumber == 0 { positions.append(outline.position) }
  }

  private static let standing = [
    StaffSuspended.kind, StaffReinstated.kind, StaffDeparted.kind, StaffKeyReplaced.kind,
  ]

  /// A review after the span is told too: what was opened in it is then no longer open.
  private mutating func takeLook(_ outline: EntryOutline) {
    let key = outline.header.stream
    if outline.header.isOf(EmergencyAccessOpened.kind), isInSpan(outline) {
      looks[key] = SecurityReport.Emergency(
        chart: key.subject.description, number: key.number,
        opened: mark(outline.position, outline.header, outline.stamp))
    } else if outline.header.isOf(EmergencyAccessReviewed.kind) {
      let review = mark(outline.position, outline.header, outline.stamp)
      looks[key]?.reviewed = review
    }
  }

  private mutating func takeLag(_ outline: EntryOutline) {
    let lag = outline.stamp.clockLagMilliseconds
    var largest =
      clockLag
      ?? SecurityReport.ClockLag(count: 0, largestMilliseconds: 0, position: outline.position)
    largest.count += 1
    if lag > largest.largestMilliseconds {
      largest.largestMilliseconds = lag
      largest.position = outline.position
    }
    clockLag = largest
  }

  /// By the local date on which the ledger took it.
  private func isInSpan(_ outline: EntryOutline) -> Bool {
    guard from != nil || to != nil else { return true }
    let date = recorded(outline.header, outline.stamp).localDate.iso8601
    return date >= from ?? date && date <= to ?? date
  }

  func tell(_ event: ClinicalEvent, of entry: Entry, in report: inout SecurityReport) {
    let mark = mark(entry.position, entry.header, entry.stamp)
    switch event {
    case .operations(.signInRefused(let refused)):
      report.refusedSignIns.append(
        SecurityReport.Refusal(
          mark: mark, actor: refused.actor, handle: handle(refused.actor), act: nil,
          cause: refused.cause.words, chart: nil, host: refused.host))
    case .operations(.actRefused(let refused)):
      report.refusedActs.append(
        SecurityReport.Refusal(
          mark: mark, actor: refused.actor, handle: handle(refused.actor), act: refused.act,
          cause: refused.cause.words,
          chart: SubjectID(bytes: [UInt8](refused.chart))?.description, host: refused.host))
    case .operations(.backupTaken), .operations(.ledgerRestored), .operations(.ledgerVerified),
      .operations(.accessSpoolDamaged), .operations(.tablesMended),
      .operations(.checkpointGivenUp), .operations(.checkpointContradicted),
      .operations(.dayClosed), .operations(.reportIssued):
      report.operations.append(
        SecurityReport.Operation(
          mark: mark, event: event.kind.name, sentence: sentence(of: event, entry)))
    case .operations(.legalHoldPlaced), .operations(.legalHoldReleased),
      .operations(.chartErasureIntended), .operations(.chartErasureCompleted):
      report.operations.append(
        SecurityReport.Operation(
          mark: mark, event: event.kind.name,
          sentence: sentence(of: event, entry)
            + ", chart \(entry.header.stream.subject.description.prefix(16))"))
    case .staff(let change):
      report.changes.append(
        SecurityReport.Change(
          mark: mark, event: event.kind.name, actor: change.subjectActor,
          handle: handle(change.subjectActor), sentence: sentence(of: event, entry)))
    case .chart, .visit, .access, .policy, .lot, .document: break
    }
  }

  private func sentence(of event: ClinicalEvent, _ entry: Entry) -> String {
    site.sentence(of: event, occurred: ClinicalTime(entry.header.occurred))
  }

  private func mark(
    _ position: UInt64, _ header: EntryHeader, _ stamp: Stamp
  ) -> SecurityReport.Mark {
    SecurityReport.Mark(
      position: position, recordedMicroseconds: stamp.recordedMicroseconds,
      utcOffsetMinutes: recorded(header, stamp).utcOffsetMinutes, actor: header.actor,
      handle: handle(header.actor))
  }

  /// When the ledger took it, by the clinic's clock.
  private func recorded(_ header: EntryHeader, _ stamp: Stamp) -> ClinicalTime {
    site.clock.local(stamp.recordedMicroseconds, beside: ClinicalTime(header.occurred))
  }

  private func handle(_ actor: UInt32) -> String? { site.label(of: actor)?.handle }
}

/// Refusals, emergency accesses and what was done to the ledger in a span of days, by headers and
/// by bodies that are never sealed: nothing in it is about a patient but opaque chart ids.
public struct SecurityReport: Sendable {
  /// Where and when something was recorded.
  public struct Mark: Sendable {
    public var position: UInt64
    public var recordedMicroseconds: Int64
    public var utcOffsetMinutes: Int16
    /// Who says so.
    public var actor: UInt32
    public var handle: String?
  }

  /// A sign-in or an act that was refused.
  public struct Refusal: Sendable {
    public var mark: Mark
    /// Whom it was refused.
    public var actor: UInt32
    public var handle: String?
    /// The command; nil for a sign-in.
    public var act: String?
    /// "wrong passphrase", "role", …
    public var cause: String
    /// Lower-case hexadecimal; nil where none was named.
    public var chart: String?
    public var host: String
  }

  /// A look that a role would not have opened.
  public struct Emergency: Sendable {
    /// Lower-case hexadecimal.
    public var chart: String
    /// The number among the chart's emergency accesses, from 1.
    public var number: UInt32
    public var opened: Mark
    /// Nil while nobody has reviewed it.
    public var reviewed: Mark?
  }

  /// A change of somebody's standing or keys.
  public struct Change: Sendable {
    public var mark: Mark
    /// "staff suspended", …
    public var event: String
    public var actor: UInt32
    public var handle: String?
    public var sentence: String
  }

  /// A verification, a backup or a restore.
  public struct Operation: Sendable {
    public var mark: Mark
    public var event: String
    public var sentence: String
  }

  /// Entries whose recorded time was moved past the clock, by more than a second.
  public struct ClockLag: Sendable {
    public var count: Int
    public var largestMilliseconds: Int32
    /// Of the largest.
    public var position: UInt64
    /// When its signer signed it, by their own clock, which says how far it was moved where the
    /// stamp cannot.
    public var signed: ClinicalTime?
  }

  /// An entry that was recorded so long after the one before that the clock may have been wrong:
  /// somebody has said that it was right, or the act was never to be held up.
  public struct ClockJump: Sendable {
    public var mark: Mark
    /// Whole days after the entry before.
    public var days: Int64
  }

  public var origin: String
  public var fromDate: String?
  public var toDate: String?
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  public var refusedSignIns: [Refusal]
  public var refusedActs: [Refusal]
  public var emergencies: [Emergency]
  public var changes: [Change]
  public var operations: [Operation]
  /// Nil when there is none.
  public var clockLag: ClockLag?
  public var clockJumps: [ClockJump]

  /// Emergency looks that wait for a review.
  public var unreviewedCount: Int { emergencies.count { $0.reviewed == nil } }
}
