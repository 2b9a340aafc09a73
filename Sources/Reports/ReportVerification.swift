public import Clinic
internal import ClinicalRecord
public import Compliance
internal import FoundationEssentials
public import Ledger

/// A compliance report as somebody holds it, to be held against the ledger.
public struct HeldReport: Sendable {
  public let origin: String
  public let treeSize: UInt64
  public let treeRoot: String
  public let ruleSetVersion: UInt32
  public let fromDate: String?
  public let toDate: String?
  public let filter: ComplianceFilter
  private let document: JSONBody

  /// - Throws: ``NoReport`` for what is no compliance report as `--format json` writes it.
  public init(_ bytes: [UInt8]) throws(NoReport) {
    guard let text = String(validating: bytes, as: UTF8.self), let document = try? JSONBody(text)
    else { throw NoReport(field: nil) }
    self.document = document
    origin = try document.text("origin")
    treeSize = try document.number("tree_size")
    treeRoot = try document.text("tree_root")
    guard let rules = UInt32(exactly: try document.number("rule_set_version")) else {
      throw NoReport(field: "rule_set_version")
    }
    ruleSetVersion = rules
    fromDate = document["from"] == nil ? nil : try document.text("from")
    toDate = document["to"] == nil ? nil : try document.text("to")
    guard case .array? = document["visits"] else { throw NoReport(field: "visits") }
    filter = try Self.filter(of: document)
  }

  private static func filter(of document: JSONBody) throws(NoReport) -> ComplianceFilter {
    var filter = ComplianceFilter()
    guard case .bool(let identified)? = document["identified"] else {
      throw NoReport(field: "identified")
    }
    filter.isIdentified = identified
    if document["chart"] != nil {
      guard let chart = SubjectID(hex: try document.text("chart")) else {
        throw NoReport(field: "chart")
      }
      filter.chart = chart
    }
    if document["visit"] != nil {
      filter.visitNumber = UInt32(clamping: try document.number("visit"))
    }
    if document["course"] != nil { filter.course = Int(clamping: try document.number("course")) }
    if document["clinician"] != nil {
      filter.clinician = UInt32(clamping: try document.number("clinician"))
    }
    if case .array(let rules)? = document["rules"] {
      for rule in rules {
        guard case .string(let name) = rule, let id = RuleID(rawValue: name) else {
          throw NoReport(field: "rules")
        }
        filter.rules.insert(id)
      }
    }
    return filter
  }

  /// What no compliance report has, or has otherwise.
  public struct NoReport: Error {
    /// Nil where it is not JSON at all.
    public var field: String?
  }

  /// Holds it against what the ledger comes to for the same prefix.
  ///
  /// - Parameter erased: the charts that are erased now.
  public func verdict(
    against report: ComplianceReport, erased: Set<SubjectID>
  ) throws -> ReportVerdict {
    guard report.origin == origin, report.treeSize == treeSize, report.treeRoot == treeRoot else {
      return .otherLedger
    }
    guard report.ruleSetVersion == ruleSetVersion else { return .otherRuleSet(ruleSetVersion) }
    let computed = try JSONBody(ComplianceJSON.render(report))
    if computed == document { return .same }
    let gone = Set(erased.map(\.description))
    let (kept, count) = document.without(charts: gone)
    let (whole, _) = computed.without(charts: gone)
    guard kept == whole else {
      return .altered(at: kept.difference(from: whole, at: "") ?? "the document")
    }
    // What is summed up of charts that are gone is held against what the report itself lists.
    return document.sumsUp ? .sameButErased(visits: count) : .altered(at: "totals")
  }
}

/// What becomes of a report that is held against the ledger.
public enum ReportVerdict: Hashable, Sendable {
  /// This ledger's, word for word.
  case same
  /// The same but for visits of charts that were erased since.
  case sameButErased(visits: Int)
  /// Of this ledger's prefix, judged by rules that this program does not have.
  case otherRuleSet(UInt32)
  /// Its tree is none of this ledger's.
  case otherLedger
  /// It says something else than the ledger, first there: "visit 1 of 81d584b4, S5, verdict".
  case altered(at: String)

  /// Whether it says what the ledger says.
  public var isSame: Bool {
    switch self {
    case .same, .sameButErased: true
    case .otherRuleSet, .otherLedger, .altered: false
    }
  }
}

extension JSONBody {
  fileprivate subscript(key: String) -> JSONBody? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  fileprivate func text(_ key: String) throws(HeldReport.NoReport) -> String {
    guard case .string(let text)? = self[key] else { throw HeldReport.NoReport(field: key) }
    return text
  }

  fileprivate func number(_ key: String) throws(HeldReport.NoReport) -> UInt64 {
    guard case .integer(let number)? = self[key], number >= 0 else {
      throw HeldReport.NoReport(field: key)
    }
    return UInt64(number)
  }

  /// Without the visits of charts, and without what is summed up of all.
  fileprivate func without(charts: Set<String>) -> (JSONBody, count: Int) {
    guard case .object(var members) = self, !charts.isEmpty else { return (self, 0) }
    var count = 0
    for key in ["visits", "left_open"] {
      guard case .array(let visits)? = members[key] else { continue }
      let kept = visits.filter { visit in
        guard case .string(let chart)? = visit["chart"] else { return true }
        return !charts.contains(chart)
      }
      if key == "visits" { count = visits.count - kept.count }
      members[key] = kept.isEmpty && key == "left_open" ? nil : .array(kept)
    }
    for key in ["erased_charts", "reasons_owed", "totals"] { members[key] = nil }
    return (.object(members), count)
  }

  /// Whether the sums are those of the visits that are listed.
  fileprivate var sumsUp: Bool {
    guard case .array(let visits)? = self["visits"], case .array(let totals)? = self["totals"],
      case .integer(let stated)? = self["reasons_owed"]
    else { return false }
    var lines: [String: ComplianceSums.Line] = [:]
    for visit in visits {
      guard case .array(let findings)? = visit["findings"] else { return false }
      for finding in findings {
        guard case .string(let rule)? = finding["rule"],
          case .string(let name)? = finding["verdict"],
          let verdict = Verdict(rawValue: name),
          case .bool(let isOwed)? = finding["is_owed_a_reason"]
        else { return false }
        lines[rule, default: ComplianceSums.Line(name: rule)].take(verdict, isOwed: isOwed)
      }
    }
    guard totals.count == lines.count, lines.values.reduce(0, { $0 + $1.owed }) == stated else {
      return false
    }
    return totals.allSatisfy { total in
      guard case .string(let rule)? = total["rule"], let line = lines[rule] else { return false }
      return total
        == .object([
          "rule": .string(rule), "met": .integer(Int64(line.met)),
          "late": .integer(Int64(line.late)), "departed": .integer(Int64(line.departed)),
          "owed": .integer(Int64(line.owed)), "other": .integer(Int64(line.other)),
        ])
    }
  }

  /// Where another document says something else first, in words.
  fileprivate func difference(from other: JSONBody, at place: String) -> String? {
    guard self != other else { return nil }
    switch (self, other) {
    case (.object(let mine), .object(let others)):
      let own = [named, other.named].compactMap(\.self).first ?? ""
      let here = [place, own].filter { !$0.isEmpty }.joined(separator: ", ")
      // Sums follow from what they sum up.
      let keys = Set(mine.keys).union(others.keys).sorted {
        (Self.sums.contains($0) ? 1 : 0, $0) < (Self.sums.contains($1) ? 1 : 0, $1)
      }
      for key in keys where mine[key] != others[key] {
        let isList = if case .array? = mine[key] ?? others[key] { true } else { false }
        let there = isList && Self.lists.contains(key) ? here : Self.joined(here, key)
        guard let first = mine[key], let second = others[key] else { return there }
        return first.difference(from: second, at: there)
      }
      return here
    case (.array(let mine), .array(let others)):
      for (first, second) in zip(mine, others) where first != second {
        return first.difference(from: second, at: place)
      }
      return Self.joined(place, "\(mine.count) where the ledger has \(others.count)")
    default: return place
    }
  }

  private static let sums: Set<String> = ["totals", "reasons_owed"]
  private static let lists: Set<String> = ["visits", "findings", "left_open"]

  private static func joined(_ place: String, _ key: String) -> String {
    place.isEmpty ? key : "\(place), \(key)"
  }

  /// What a part of a report is called: "visit 1 of 81d584b4", "S5".
  private var named: String? {
    if case .string(let rule)? = self["rule"] { return rule }
    if case .integer(let visit)? = self["visit"], case .string(let chart)? = self["chart"],
      self["origin"] == nil
    {
      return "visit \(visit) of \(chart.prefix(8))"
    }
    return nil
  }
}
