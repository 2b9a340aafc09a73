import Foundation
import Testing

/// What a patient may ask for, and whom a lot reached.
struct PatientReportTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    bench.clock = "2026-03-02T09:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
  }

  private func disclose(_ purpose: String, at time: String, to recipient: String) throws {
    try bench.must(
      "record disclosed --patient MH-1001 --purpose \(purpose) --at \(time) --json - --as dr.okafor",
      input: #"{"recipient": "\#(recipient)", "given": "the visit note"}"#)
  }

  private func accounting(_ options: String = "") throws -> [String: Any] {
    let json = try bench.must(
      "report disclosures MH-1001 --format json \(options) --as dr.okafor"
    ).output
    return try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  @Test func `disclosures are accounted for by when they were made, and the exempt ones counted`()
    throws
  {
    try disclose("public-health", at: "2026-03-01T10:00", to: "County health department")
    try disclose("treatment", at: "2026-03-01T11:00", to: "Dr. Crane")
    try disclose("required-by-law", at: "2025-03-03T10:00", to: "District court")
    try disclose("research", at: "2025-03-02T10:00", to: "A university")
    // The six years before that day, both days counted.
    let told = try accounting("--to 2031-03-03")
    let recipients = (told["disclosures"] as? [[String: Any]])?.compactMap {
      $0["recipient"] as? String
    }
    #expect(recipients == ["District court", "County health department"])
    #expect(told["left_out"] as? Int == 1)
    #expect(told["from"] as? String == "2025-03-03" && told["to"] as? String == "2031-03-03")
    let older = try accounting("--from 2025-03-02 --to 2025-03-02")
    #expect((older["disclosures"] as? [[String: Any]])?.count == 1)
    let text = try bench.must("report disclosures MH-1001 --as dr.okafor").output
    #expect(text.contains("Left out: 1 disclosure for treatment"))
    #expect(text.contains("2026-03-01  County health department  public health"))
    #expect(!text.contains("Dr. Crane"))
    let refused = try bench.candor("report disclosures MH-1001 --as nurse.lee")
    #expect(refused.code == 77)
    // It is a look itself.
    let log = try bench.must("report access MH-1001 --as dr.okafor").output
    #expect(log.contains("dr.okafor") && log.contains("access log"))
  }

  @Test func `a patient is told in plain words who looked, on a terminal and on a page`() throws {
    try bench.must("timeline MH-1001 --as nurse.lee")
    try bench.must("report compliance --identified --visit 1 --as dr.okafor")
    let text = try bench.must("report access MH-1001 --for-patient --as dr.okafor").output
    #expect(text.hasPrefix("Who has looked at your record\n"))
    #expect(text.contains("nurse.lee (nurse)") && text.contains("the whole record"))
    #expect(text.contains("how the clinic's rules were kept of visit 1"))
    #expect(!text.contains("#") && !text.contains("root"))
    let html = try bench.must(
      "report access MH-1001 --format html --from 2026-03-02 --as dr.okafor"
    ).output
    #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("the whole record"))
    #expect(html.contains("from 2026-03-02") && !html.contains("<script"))
  }

  @Test func `an empty access log is told as one`() throws {
    let text = try bench.must(
      "report access MH-1001 --for-patient --to 2025-01-01 --as dr.okafor"
    ).output
    #expect(text.hasSuffix("Nobody.\n"))
  }

  @Test func `a lot that is not there is named`() throws {
    let ran = try bench.candor("report lot 7 --as dr.okafor")
    #expect(ran.code == 66 && ran.errors.contains("no lot 7"), "\(ran.errors)")
  }
}
