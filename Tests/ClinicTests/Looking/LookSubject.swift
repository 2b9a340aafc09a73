import ClinicalRecord
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// One way of looking at a chart, by each command that shows something of it.
enum LookSubject: String, CaseIterable, CustomTestStringConvertible {
  case chartTimeline, visitTimeline, entry, check, roster, findings, accessLog

  var testDescription: String { rawValue }

  /// Looks once, as whoever is signed in.
  func look(at chart: SubjectID, in acting: SignedIn, emergency: BreakGlass? = nil) throws {
    switch self {
    case .chartTimeline:
      _ = try acting.timeline(of: chart, visit: nil, asOf: nil, emergency: emergency)
    case .visitTimeline:
      _ = try acting.timeline(of: chart, visit: 1, asOf: nil, emergency: emergency)
    case .entry:
      _ = try acting.show(Self.weighing(of: chart, in: acting), emergency: emergency)
    case .check: _ = try acting.check(Statement(chart: chart, event: MoodVisit.start))
    case .roster: _ = try acting.patients(matching: nil, emergency: emergency)
    case .findings:
      _ = try acting.complianceReport(from: nil, to: nil, asOf: nil, emergency: emergency)
    case .accessLog: _ = try acting.accessReport(of: chart, from: nil, to: nil)
    }
  }

  /// A sealed entry of the first visit.
  static func weighing(of chart: SubjectID, in acting: SignedIn) throws -> UInt64 {
    try acting.ledger.read { snapshot in
      try snapshot.stream(StreamKey(type: .visit, subject: chart, number: 1))[1].position
    }
  }

  /// What the access stream says of it.
  var scope: Look.Scope {
    switch self {
    case .chartTimeline, .accessLog: .chart
    case .visitTimeline, .check, .findings: .visit
    case .entry: .entry
    case .roster: .rosterLine
    }
  }

  /// Those of whom nothing is told before the same person is shown this.
  static let ofTheRecord: [LookSubject] = allCases.filter { $0 != .accessLog }
}

extension TestClinic {
  /// The events of a chart's access streams, oldest first, opened.
  func traces(of chart: SubjectID) throws -> [Fact<AccessEvent.OneOf_Event>] {
    let charts = try #require(acting.charts)
    return try clinic.ledger.read { snapshot in
      var facts: [Fact<AccessEvent.OneOf_Event>] = []
      for stream in try snapshot.streams(of: chart) where stream.type == .access {
        for entry in try snapshot.stream(stream) {
          let key = try charts.key(of: entry.header, position: entry.position, in: snapshot)
          let body = try entry.open(with: key, in: snapshot.ledgerID)
          let fact = try #require(try entry.fact(body: body))
          guard case .access(let event) = fact.value else { continue }
          facts.append(fact.with(event))
        }
      }
      return facts.sorted { $0.position < $1.position }
    }
  }
}
