public import ClinicalRecord
import EventSamples
import Foundation
import SwiftProtobuf
public import Testing

/// The samples of events as the aggregates take them, and a few that vary.
enum Statements {
  static let all = EventSample.all.map(\.event)

  static let chart: [ChartEvent.OneOf_Event] = all.compactMap {
    if case .chart(let event) = $0 { event } else { nil }
  }

  static let visit: [VisitEvent.OneOf_Event] = all.compactMap {
    if case .visit(let event) = $0 { event } else { nil }
  }

  static let staff: [StaffEvent.OneOf_Event] = all.compactMap {
    if case .staff(let event) = $0 { event } else { nil }
  }

  static let intake = chart[0]

  static let explanation = DeviationExplained.with {
    $0.aboutPosition = 31
    $0.rules = ["S5", "S8"]
    $0.reason = "the patient had breakfast"
  }

  static func chart(_ identifier: String) -> ChartEvent.OneOf_Event? {
    chart.first { $0.kind.identifier == identifier }
  }

  static func visit(_ identifier: String) -> VisitEvent.OneOf_Event? {
    visit.first { $0.kind.identifier == identifier }
  }

  static func assignment(_ actor: UInt32) -> StaffEvent.OneOf_Event {
    .deviceAssigned(
      .with {
        $0.actor = actor
        $0.chart = Data(repeating: 0xab, count: 16)
        $0.visitNumber = 2
        $0.dataKeyNumber = 3
      })
  }

  static func enrolment(_ actor: UInt32, _ handle: String, _ role: Role) -> StaffEvent.OneOf_Event {
    .staffEnrolled(
      .with {
        $0.actor = actor
        $0.handle = handle
        $0.displayName = "Ada Byron, MD"
        $0.role = role
      })
  }

  static func policy(_ version: UInt32, _ document: String) -> PolicyEvent.OneOf_Event {
    .policyAdopted(
      .with {
        $0.name = "omaha-mood-and-pain"
        $0.version = version
        $0.document = Data(document.utf8)
      })
  }
}

extension ClinicalEvent: CustomTestStringConvertible {
  public var testDescription: String { "\(stream.name): \(kind.identifier)" }
}
