internal import ClinicalRecord
internal import Compliance
internal import Crypto
internal import Ledger
internal import Projections
internal import TransparencyLog

/// What the rules say of each visit.
///
/// A finding rests on the chart, the staff's roles and credentials, the policies, and the rule set;
/// where something is not due yet, on the time as well. What time alone can change holds for the
/// moment at which it was judged.
enum VisitFindings: StoredProjection {
  static let name = "findings"
  static let version: UInt32 = 1
  static let key = ProjectionKey.visit
  static let streams: Set<EventStream> = [.chart, .visit]
  static let initial = State()
  static let place = RowPlace.reports

  /// Of one visit; nothing of one whose arrival was entered in error.
  struct State: Sendable, Hashable {
    /// Of the adoption of the policy that it was judged by.
    var policyPosition: UInt64 = 0
    var findings: [Line] = []
    /// Of the explanations that findings name.
    var reasons: [Reason] = []
  }

  /// A finding without what the rule, the policy and the answer add to it.
  struct Line: Sendable, Hashable {
    var rule: RuleID
    var verdict: Verdict
    var statement: String
    var measured: String?
    var evidence: [UInt64]
    var explanations: [UInt64]
  }

  struct Reason: Sendable, Hashable {
    var position: UInt64
    var text: String
  }

  static var basis: (@Sendable (SiteState) -> [UInt8])? { { $0.findingsBasis } }

  static func states(
    of statements: ChartStatements, at moment: Moment
  ) throws -> [UInt32: FoldedState<State>] {
    let site = moment.site
    let file = ChartFile(statements, on: site.clock)
    var states: [UInt32: FoldedState<State>] = [:]
    for (number, visit) in file.visits {
      guard let arrival = visit.arrival else { continue }
      let caseFile = try file.caseFile(
        visit: number, site: site, nowMicroseconds: moment.nowMicroseconds, size: moment.head.size)
      let (findings, isSettled) = RuleBook.settlingFindings(for: caseFile)
      states[number] = FoldedState(
        state: State(
          findings, of: file, visit: visit,
          policyPosition: site.adoption(of: arrival.occurred)?.position ?? 0),
        isSettled: isSettled)
    }
    return states
  }
}

extension VisitFindings.State {
  fileprivate init(
    _ findings: [Finding], of file: ChartFile, visit: Visit, policyPosition: UInt64
  ) {
    self.policyPosition = policyPosition
    self.findings = findings.map { finding in
      VisitFindings.Line(
        rule: finding.rule, verdict: finding.verdict, statement: finding.statement,
        measured: finding.measured, evidence: finding.evidence, explanations: finding.explanations)
    }
    let named = Set(findings.flatMap(\.explanations))
    let explanations = file.chart[DeviationExplained.self] + visit[DeviationExplained.self]
    reasons = explanations.filter { named.contains($0.position) }
      .sorted { $0.position < $1.position }
      .map { VisitFindings.Reason(position: $0.position, text: $0.value.reason) }
  }

  /// The findings as a report tells them.
  ///
  /// - Parameter size: of the tree that the answer rests on.
  func findings(on site: SiteState, size: UInt64, _ titles: inout RuleTitles) throws -> [Finding] {
    let policy = try site.policy(adoptedAt: policyPosition) ?? site.policy(at: size)
    return findings.map { line in
      Finding(
        rule: line.rule, title: titles.title(of: line.rule, under: policy, policyPosition),
        verdict: line.verdict,
        statement: line.statement, measured: line.measured, evidence: line.evidence,
        explanations: line.explanations, policyName: policy.name, policyVersion: policy.version,
        computedAt: size)
    }
  }
}

/// The rules' titles under the policies that an answer meets.
struct RuleTitles {
  private var known: [UInt64: [RuleID: String]] = [:]

  mutating func title(of rule: RuleID, under policy: Policy, _ adoption: UInt64) -> String {
    if let title = known[adoption]?[rule] { return title }
    let titles = RuleBook.titles(under: policy)
    known[adoption] = titles
    return titles[rule] ?? ""
  }
}

extension SiteState {
  /// What findings rest on beside the chart: another digest wherever one of them could change.
  var findingsBasis: [UInt8] {
    var row = RowWriter()
    row.put(UInt64(RuleBook.version))
    row.put(zoneName ?? "")
    row.put(clock.zone != nil)
    for adoption in policies.adoptions {
      row.put(adoption.position)
      row.put(adoption.recordedMicroseconds)
      row.put([UInt8](adoption.value.document))
    }
    if let book = policies.drugBook {
      row.put(book.position)
      row.put(book.recordedMicroseconds)
    }
    for member in staff.everyone {
      row.put(UInt64(member.actor))
      row.put(Int64(member.role.rawValue))
      for credential in member.credentials {
        row.put(credential.position)
        row.put(credential.recordedMicroseconds)
        row.put(Int64(credential.value.specialty.rawValue))
        row.put(credential.value.validFrom)
        row.put(credential.value.validUntil)
      }
    }
    return Array(SHA256.hash(data: row.bytes))
  }
}

extension VisitFindings.State: RowCodable {
  init(from row: inout RowReader) throws(RowDefect) {
    policyPosition = try row.number()
    findings = try row.list()
    reasons = try row.list()
  }

  func write(to row: inout RowWriter) {
    row.put(policyPosition)
    row.put(findings)
    row.put(reasons)
  }
}

extension VisitFindings.Line: RowCodable {
  init(from row: inout RowReader) throws(RowDefect) {
    let verdicts = Verdict.allCases
    guard let rule = RuleID(rawValue: "S\(try row.number())"),
      let index = Int(exactly: try row.number()), verdicts.indices.contains(index)
    else { throw RowDefect() }
    self.rule = rule
    verdict = verdicts[index]
    statement = try row.text()
    measured = try row.flag() ? try row.text() : nil
    evidence = try row.list()
    explanations = try row.list()
  }

  func write(to row: inout RowWriter) {
    row.put(UInt64(rule.number))
    row.put(UInt64(Verdict.allCases.firstIndex(of: verdict) ?? 0))
    row.put(statement)
    row.put(measured != nil)
    if let measured { row.put(measured) }
    row.put(evidence)
    row.put(explanations)
  }
}

extension VisitFindings.Reason: RowCodable {
  init(from row: inout RowReader) throws(RowDefect) {
    position = try row.number()
    text = try row.text()
  }

  func write(to row: inout RowWriter) {
    row.put(position)
    row.put(text)
  }
}
