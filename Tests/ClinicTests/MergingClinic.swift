import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// A patient who was registered twice: the older chart, "MH-1", has nothing but its intake; the
/// other one, "MH-2", a whole visit with all its papers, of a morning that is over.
struct MergingClinic {
  let house: TestClinic
  let survivor: SubjectID
  let merged: SubjectID
  /// In the visit of the other chart.
  let visit: MoodVisit

  init(hasVisit: Bool = true) throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("cora", .complianceOfficer)
    try house.actAs("drew")
    survivor = try house.intake(recordNumber: "MH-1")
    visit = try MoodVisit(house, recordNumber: "MH-2", familyName: "Stream")
    merged = visit.chart
    if hasVisit { try visit.all() }
    try house.move(to: "11:00")
  }

  var acting: SignedIn { house.acting }

  @discardableResult
  func merge(
    _ chart: SubjectID? = nil, into other: SubjectID? = nil, isUndone: Bool = false,
    by handle: String = "nora", beside second: String? = "drew", id: AppendID? = nil
  ) throws -> Recorded {
    try house.actAs(handle)
    defer { try? house.actAs("drew") }
    return try acting.merge(
      ChartMerge(
        chart ?? merged, into: other ?? survivor, isUndone: isUndone,
        reason: isUndone ? "they are twins" : "registered twice", appendID: id),
      second: try second.map { try house.identity($0) })
  }

  func unmerge() throws -> Recorded { try merge(isUndone: true) }

  /// Where an entry stands.
  func stream(of position: UInt64) throws -> StreamKey {
    try house.clinic.ledger.read { try $0.outline(at: position).header.stream }
  }
}
