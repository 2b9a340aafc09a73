import ClinicalRecord
import Foundation
import Ledger
import Testing

@testable import Clinic

/// Each device's file goes into a visit as it is, and reads back as what is written in it.
struct ShippedProfileTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Schemas/profiles")

  @Test func `what the program holds are the files of the repository, byte for byte`() throws {
    let shipped = try ImportProfile.shipped
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".json") }
    #expect(Set(files) == Set(shipped.map { "\($0.name).json" }))
    #expect(shipped.count == files.count)
    for profile in shipped {
      let file = Self.folder.appending(path: "\(profile.name).json")
      #expect(try [UInt8](Data(contentsOf: file)) == profile.document, "\(profile.name)")
    }
    #expect(try ImportProfile.own == shipped.first)
  }

  @Test func `there is a file of every profile`() throws {
    #expect(DeviceFile.all.map(\.profile) == (try ImportProfile.shipped.map(\.name)))
  }

  private func profile(_ name: String) throws -> ImportProfile {
    try #require(try ImportProfile.shipped.first { $0.name == name })
  }

  private func arrived() throws -> (house: TestClinic, chart: SubjectID) {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.arrive(.chronicPain)
    try house.move(to: "09:30")
    return (house, visit.chart)
  }

  @Test(arguments: DeviceFile.all)
  func `a device's file goes into a visit and reads back as written`(file: DeviceFile) throws {
    let (house, chart) = try arrived()
    let profile = try profile(file.profile)
    #expect(profile.needsStart == (file.start != nil))
    let imported = try house.acting.importVitals(
      Array(file.text.utf8), as: profile, startingAt: try file.start.map(time), into: chart,
      visit: nil, appendID: nil, progress: { _, _ in })

    #expect(imported.samples == file.rows.count && imported.profile == file.profile)
    #expect(imported.offCodes == file.offCodes)
    #expect(imported.unreadColumns == file.unread)
    #expect(imported.impossible.isEmpty)
    let samples = try #require(house.acting.chartFile(chart).visits[1]).samples()
    let read = samples.map { sample in
      DeviceFile.Row(
        String(sample.occurred.iso8601.dropFirst("2026-11-02T".count)),
        Dictionary(
          uniqueKeysWithValues: VitalsChannel.ofRun.compactMap { channel in
            sample.sample[channel].map { (channel, $0) }
          }))
    }
    #expect(read == file.rows)
    try house.checkEverything()

    // Once more it adds nothing.
    let size = house.size
    let again = try house.acting.importVitals(
      Array(file.text.utf8), as: profile, startingAt: try file.start.map(time), into: chart,
      visit: nil, appendID: nil, progress: { _, _ in })
    #expect(again.recorded.wasAlreadyRecorded && house.size == size)
  }

  private func time(_ text: String) throws -> ClinicalTime { try ClinicalTime(iso8601: text) }

  @Test func `the same file by another start is another append`() throws {
    let (house, chart) = try arrived()
    let file = Array("Time [s], HR, PULSE, RESP, SpO2\n0, 94, 93, 25, 97\n".utf8)
    for start in ["2026-11-02T09:10-06:00", "2026-11-02T09:12-06:00"] {
      let imported = try house.acting.importVitals(
        file, as: try profile("physionet-bidmc"), startingAt: try time(start), into: chart,
        visit: nil, appendID: nil, progress: { _, _ in })
      #expect(imported.samples == 1 && !imported.recorded.wasAlreadyRecorded)
    }
    #expect(try house.acting.chartFile(chart).visits[1]?.samples().count == 2)
  }

  @Test func `numbers that a profile says mean off are blank and counted, others stay suspect`()
    throws
  {
    let (house, chart) = try arrived()
    let document = """
      {
        "name": "ours", "description": "A monitor of ours.", "delimiter": "comma",
        "off": ["32767"],
        "time": { "form": "iso-8601", "columns": ["t"] },
        "channels": {
          "heart_rate_bpm": { "columns": ["hr"] },
          "spo2_percent": { "columns": ["sat"], "off": ["127", "-66"] }
        }
      }
      """
    let rows = [
      "t,hr,sat", "2026-11-02T09:10,32767,127", "2026-11-02T09:11,127,127.0",
      "2026-11-02T09:12,-66,-66", "2026-11-02T09:13,0,98", "2026-11-02T09:14,32767.00,0",
    ]
    let imported = try house.acting.importVitals(
      Array(rows.joined(separator: "\n").utf8), as: try ImportProfile(json: Array(document.utf8)),
      into: chart, visit: nil, appendID: nil, progress: { _, _ in })

    #expect(imported.samples == 4 && imported.blankRows == 1)
    #expect(
      imported.offCodes == [
        "heart_rate_bpm": ["32767": 2], "spo2_percent": ["127": 2, "-66": 1],
      ])
    #expect(imported.impossible == ["heart_rate_bpm": [-66: 1]])
    #expect(imported.zeros == ["heart_rate_bpm": 1, "spo2_percent": 1])
    let samples = try #require(house.acting.chartFile(chart).visits[1]).samples()
    #expect(samples.map { $0.sample[.heartRate] } == [127, -66, 0, nil])
    #expect(samples.map { $0.sample[.spo2] } == [nil, nil, 98, 0])
    try house.checkEverything()
  }
}
