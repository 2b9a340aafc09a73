import ClinicalRecord
import SwiftProtobuf
import Compliance

/// What happened to one patient, told line by line, and the case file that it folds into.
///
/// A line has a name, so that a test can leave it out, move it, record it late or say it otherwise.
struct Story: Sendable {
  enum Said: Sendable {
    case chart(ChartEvent.OneOf_Event)
    case visit(VisitEvent.OneOf_Event)
    case staff(StaffEvent.OneOf_Event)
  }

  struct Line: Sendable {
    var name: String
    var said: Said
    var occurred: ClinicalTime
    var recordedMicroseconds: Int64
    /// When an amendment of it was recorded, that says the same of what matters here.
    var amendedMicroseconds: Int64?
  }

  var lines: [Line] = []
  var visitNumber: UInt32 = 1
  var firstInfusionStart: ClinicalTime?
  /// At positions below 100.
  var otherVisits: [OtherVisit] = []
  var policy: Policy = Story.shipped
  /// When it was recorded that the clinic keeps a drug book.
  var drugBookSince: Int64?
  var now = time("2026-11-02 23:00")

  static let shipped: Policy = policy(ShippedPolicies.omahaMoodAndPain)

  static func policy(_ json: [UInt8]) -> Policy {
    do { return try Policy(json: json) } catch { preconditionFailure("\(error)") }
  }

  // MARK: Telling

  /// - Parameters:
  ///   - at: "09:00", "09:00:30", "2026-11-01 09:00" or "2026-11-01": Omaha's clock in winter.
  ///   - recorded: likewise; without it, when it happened.
  func telling(
    _ name: String, _ said: Said, at: String, offset: Int16 = -360, recorded: String? = nil
  ) -> Story {
    var story = self
    let occurred = time(at, offset: offset)
    let taken = recorded.map { time($0, offset: offset) } ?? occurred
    story.lines.append(
      Line(
        name: name, said: said, occurred: occurred, recordedMicroseconds: taken.unixMicroseconds))
    return story
  }

  func without(_ names: String...) -> Story {
    var story = self
    for name in names where !story.lines.contains(where: { $0.name == name }) {
      preconditionFailure("no line is called \(name)")
    }
    story.lines.removeAll { names.contains($0.name) }
    return story
  }

  func moving(
    _ name: String, to at: String, offset: Int16 = -360, recorded: String? = nil
  ) -> Story {
    guard let line = lines.first(where: { $0.name == name }) else {
      preconditionFailure("no line is called \(name)")
    }
    return without(name).telling(name, line.said, at: at, offset: offset, recorded: recorded)
  }

  func recording(_ name: String, at: String) -> Story {
    var story = self
    guard let index = story.lines.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no line is called \(name)")
    }
    story.lines[index].recordedMicroseconds = time(at).unixMicroseconds
    return story
  }

  func amending(_ name: String, at: String) -> Story {
    var story = self
    guard let index = story.lines.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no line is called \(name)")
    }
    story.lines[index].amendedMicroseconds = time(at).unixMicroseconds
    return story
  }

  func saying(_ name: String, _ said: Said) -> Story {
    var story = self
    guard let index = story.lines.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no line is called \(name)")
    }
    story.lines[index].said = said
    return story
  }

  func explaining(_ name: String, rules: [String], at: String = "22:00") -> Story {
    let explained = DeviationExplained.with {
      $0.aboutPosition = position(of: name)
      $0.rules = rules
      $0.reason = Personal.reason
    }
    return telling("explanation of \(name)", .visit(.deviationExplained(explained)), at: at)
  }

  func later(visitNumber: UInt32, firstStart: String?) -> Story {
    var story = self
    story.visitNumber = visitNumber
    story.firstInfusionStart = firstStart.map { time($0) }
    return story
  }

  func until(_ at: String) -> Story {
    var story = self
    story.now = time(at)
    story.lines.removeAll { $0.occurred.unixMicroseconds > story.now.unixMicroseconds }
    return story
  }

  func keepingDrugBook(from at: String) -> Story {
    var story = self
    story.drugBookSince = time(at).unixMicroseconds
    return story
  }

  func under(_ json: [UInt8]) -> Story {
    var story = self
    story.policy = Self.policy(json)
    return story
  }

  // MARK: Folding

  /// In the order in which the ledger took the lines.
  var recorded: [Line] {
    lines.enumerated().sorted {
      ($0.element.recordedMicroseconds, $0.offset) < ($1.element.recordedMicroseconds, $1.offset)
    }.map(\.element)
  }

  /// Positions begin at 100, so that none is mistaken for a count.
  func position(of name: String) -> UInt64 {
    guard let index = recorded.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no line is called \(name)")
    }
    return 100 + UInt64(index)
  }

  var caseFile: CaseFile {
    var chart = Chart()
    var visit = Visit()
    var staff = Staff()
    for (index, line) in recorded.enumerated() {
      var fact = Fact(
        line.said, position: 100 + UInt64(index), occurred: line.occurred,
        recordedMicroseconds: line.recordedMicroseconds, actor: 3)
      if let amended = line.amendedMicroseconds {
        fact.recordedMicroseconds = amended
        fact.amendment = Amendment(
          position: 90, firstRecordedMicroseconds: line.recordedMicroseconds, firstActor: 3)
      }
      switch line.said {
      case .chart(let event): chart.evolve(fact.with(event))
      case .visit(let event): visit.evolve(fact.with(event))
      case .staff(let event): staff.evolve(fact.with(event))
      }
    }
    var file = CaseFile(
      chart: chart, visit: visit, visitNumber: visitNumber,
      firstInfusionStart: firstInfusionStart, staff: staff, policy: policy,
      nowMicroseconds: now.unixMicroseconds, treeSize: 100 + UInt64(lines.count))
    file.otherVisits = otherVisits
    file.drugBookSince = drugBookSince
    return file
  }

  func finding(_ rule: RuleID) -> Finding {
    guard let finding = RuleBook.findings(for: caseFile).first(where: { $0.rule == rule }) else {
      preconditionFailure("no rule \(rule)")
    }
    return finding
  }
}
