internal import Clinic
internal import ClinicalRecord
internal import Foundation
internal import Ledger
internal import Rehearsal

/// A visit that was played, and its monitor's file.
struct PlayedVisit {
  let patient: String
  let chart: SubjectID
  let number: UInt32
  let path: String
  let importedAt: ClinicalTime
  private(set) var samples = 0
  private(set) var importSeconds = 0.0

  init(
    patient: String, chart: SubjectID, number: UInt32, path: String, importedAt: ClinicalTime
  ) {
    self.patient = patient
    self.chart = chart
    self.number = number
    self.path = path
    self.importedAt = importedAt
  }

  /// `candor import vitals`, timed from the outside.
  mutating func importFile(in rehearsal: RehearsalClinic, samples: Int, _ checks: CheckReport)
    throws
  {
    let (answer, seconds) = try Stopwatch.time { try runImport(in: rehearsal) }
    self.samples = samples
    importSeconds = seconds
    checks.expect(answer["samples"] as? Int == samples, "\(path): not \(samples) samples imported")
    checks.expect(
      answer["already_recorded"] as? Bool == false, "\(path): imported before it was imported")
    checks.expect(answer["visit"] as? Int == Int(number), "\(path): not in visit \(number)")
  }

  func importAgain(in rehearsal: RehearsalClinic, _ checks: CheckReport) throws {
    let answer = try runImport(in: rehearsal)
    checks.expect(answer["already_recorded"] as? Bool == true, "\(path): imported twice")
  }

  private func runImport(in rehearsal: RehearsalClinic) throws -> [String: Any] {
    let text = try rehearsal.program.run(
      ["import", "vitals", path, "--patient", patient, "--visit", String(number)]
        + ["--as", RehearsalClinic.nurse, "--format", "json"], clock: importedAt.iso8601)
    return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// Every value of the file is in the timeline, and nothing else of a monitor's.
  func checkReadBack(in rehearsal: RehearsalClinic, _ checks: CheckReport) throws {
    let doctor = try rehearsal.open(as: RehearsalClinic.doctor, at: importedAt)
    let timeline = try doctor.timeline(of: chart, visit: number, asOf: nil)
    var found: [Int64: [Double?]] = [:]
    var count = 0
    for row in timeline.rows {
      guard case .visit(.vitalsSampled(let sampled)) = row.event,
        case .run(let run)? = sampled.content
      else { continue }
      for (offset, sample) in run.samples() {
        count += 1
        let time = row.occurred.adding(seconds: Int(offset)).unixMicroseconds
        found[time] = VitalsChannel.ofRun.map { sample[$0] }
      }
    }
    checks.expect(
      count == samples, "\(path): \(count) samples in the ledger, \(samples) in the file")
    checks.expect(try found == readFile(), "\(path): values in the ledger are not the file's")
  }

  /// An independent reading of the file: text to numbers, nothing of the importer's.
  private func readFile() throws -> [Int64: [Double?]] {
    var rows: [Int64: [Double?]] = [:]
    let format = ISO8601DateFormatter()
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard let date = format.date(from: fields[0]) else { continue }
      rows[Int64(date.timeIntervalSince1970) * 1_000_000] = fields.dropFirst().map(Double.init)
    }
    return rows
  }
}
