import ClinicalRecord
import Foundation
import Glibc
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Makes every file of this process end at 64 KiB, or at another place: what lies beyond cannot be
/// written, as on a full disk. The limit is the whole process's, so it belongs into an exit test.
///
/// The ledger's log is longer than that and the spool is not, which so can be written in place.
func withDiskFull<Result>(
  beyond byteCount: Int = 64 << 10, _ body: () throws -> Result
) rethrows -> Result {
  // Without this the system would end the process rather than refuse the write.
  signal(SIGXFSZ, SIG_IGN)
  let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
  var before = rlimit()
  getrlimit(resource, &before)
  var limited = before
  limited.rlim_cur = rlim_t(byteCount)
  setrlimit(resource, &limited)
  defer { setrlimit(resource, &before) }
  return try body()
}

extension TestClinic {
  /// A clinic whose log is longer than a file may be while the disk is full.
  static func withLongLog() throws -> (TestClinic, SubjectID) {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let weighed = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72.6 }))
    for _ in 0..<3 {
      _ = try house.acting.record(
        RecordRequest(
          statements: (0..<200).map { _ in Statement(chart: visit.chart, event: weighed) },
          reasons: .owed))
    }
    try house.move(to: "11:00")
    try #require(try house.byteCount(of: "log/data.mdb") > 128 << 10)
    return (house, visit.chart)
  }

  /// Of a file in the ledger's directory.
  func byteCount(of file: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/ledger/" + file)
    return try #require((attributes[.size] as? NSNumber)?.intValue)
  }
}
