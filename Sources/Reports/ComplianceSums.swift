public import Clinic
internal import ClinicalRecord
internal import Compliance

/// By what a compliance report is summed up.
public enum ComplianceKey: String, CaseIterable, Sendable {
  case visit, course, day, month, clinician, rule
}

/// What the findings of a report come to, by visit, course, time, clinician or rule.
public struct ComplianceSums: Sendable {
  /// One of them.
  public struct Line: Sendable {
    public var name: String
    /// Of a rule: the clinic's sentence.
    public var title = ""
    /// That have a finding in it.
    public fileprivate(set) var visits = 0
    public var met = 0
    public var late = 0
    public var departed = 0
    /// Of those that departed, without a reason.
    public var owed = 0
    /// Noted, not yet due or not applicable.
    public var other = 0
    /// That was counted last: its findings come one after the other.
    fileprivate var newestVisit: Int?

    init(name: String) { self.name = name }
  }

  /// By name; rules by their numbers.
  public private(set) var lines: [Line] = []

  /// Of every finding that the report tells.
  public init(_ report: ComplianceReport, by key: ComplianceKey) {
    var sums: [String: Line] = [:]
    var rules: [String: Int] = [:]
    for (index, visit) in report.visits.enumerated() {
      for finding in visit.findings {
        let name = Self.name(of: finding, in: visit, by: key)
        var line = sums.removeValue(forKey: name) ?? Line(name: name)
        line.take(finding, ofVisit: index)
        if key == .rule {
          line.title = finding.title
          rules[name] = finding.rule.number
        }
        sums[name] = line
      }
    }
    lines = sums.values.sorted {
      (rules[$0.name] ?? 0, $0.name) < (rules[$1.name] ?? 0, $1.name)
    }
  }

  private static func name(
    of finding: Finding, in visit: ComplianceReport.VisitSection, by key: ComplianceKey
  ) -> String {
    switch key {
    case .visit: return "\(visit.date) \(ComplianceText.place(visit))"
    case .course:
      let course = visit.count.map { ", course \($0.course)" } ?? ", of no course"
      return "\(visit.patient.recordNumber), \(visit.indication.words)\(course)"
    case .day: return visit.date
    case .month: return String(visit.date.prefix(7))
    case .clinician: return visit.recordedBy[finding.rule]?.handle ?? "nobody named"
    case .rule: return finding.rule.rawValue
    }
  }

  /// The sums as a table, with a line for all of them but of the rules.
  func table(_ style: TextStyle, by key: ComplianceKey = .rule) -> String {
    let isByRule = key == .rule
    var table = TextTable(
      isByRule
        ? ["rule", "met", "late", "departed", "owed", "other", ""]
        : [key.rawValue, "visits", "met", "late", "departed", "owed", "other"])
    for line in lines {
      let counts = [line.met, line.late, line.departed, line.owed, line.other].map(Self.shown)
      table.add(
        isByRule
          ? [line.name] + counts + [line.title] : [line.name, Self.shown(line.visits)] + counts)
    }
    return table.render(style)
  }

  private static func shown(_ count: Int) -> String { count == 0 ? "·" : "\(count)" }
}

extension ComplianceSums.Line {
  fileprivate mutating func take(_ finding: Finding, ofVisit index: Int) {
    if newestVisit != index { visits += 1 }
    newestVisit = index
    take(finding.verdict, isOwed: finding.isOwedAReason)
  }

  /// Counts one more, whichever visit it is of.
  mutating func take(_ verdict: Verdict, isOwed: Bool) {
    switch verdict {
    case .met: met += 1
    case .metOnLateEvidence: late += 1
    case .deviation, .deviationMissingEvidence:
      departed += 1
      if isOwed { owed += 1 }
    case .noted, .notYetDue, .notApplicable: other += 1
    }
  }
}

/// A report summed up, for a person.
public enum ComplianceSumsText {
  /// The text, ending in a newline.
  public static func render(
    _ report: ComplianceReport, by key: ComplianceKey, style: TextStyle
  ) -> String {
    let sums = ComplianceSums(report, by: key)
    let note =
      key == .clinician
      ? "\nA finding counts for whoever recorded the newest entry that it rests on.\n" : "\n"
    return ComplianceText.heading(of: report, style: style)
      + (sums.lines.isEmpty ? "" : note + sums.table(style, by: key))
      + ComplianceText.ending(of: report, style: style)
  }
}
