internal import ClinicalRecord
internal import Compliance
internal import Ledger

extension ChartFile {
  /// What the rules judge: one visit with all they need to know around it.
  ///
  /// - Parameters:
  ///   - visitNumber: 0 for the chart before its first visit.
  ///   - size: the tree that the answer rests on.
  func caseFile(
    visit visitNumber: UInt32, house: House, nowMicroseconds: Int64, size: UInt64
  ) throws -> CaseFile {
    let visit = visits[visitNumber] ?? Visit()
    let earlierStarts = visits.filter { $0.key < visitNumber }.compactMap {
      $0.value.start?.occurred
    }
    return CaseFile(
      chart: chart, visit: visit, visitNumber: visitNumber,
      firstInfusionStart: earlierStarts.min { $0.unixMicroseconds < $1.unixMicroseconds },
      staff: house.staff, policy: try house.policy(at: visit.arrival?.position ?? size),
      nowMicroseconds: nowMicroseconds, treeSize: size)
  }
}
