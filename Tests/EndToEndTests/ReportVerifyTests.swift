import Foundation
import Testing

/// A compliance report that somebody took along, held against the ledger.
struct ReportVerifyTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.makeClinic()
    try bench.must("staff enroll comp.wu --role compliance-officer --no-passphrase --as admin")
    try bench.admit("MH-1001")
    try bench.admit("MH-1002")
    try bench.must(
      "record discharged --patient MH-1001 --to alone --reason - --as nurse.lee",
      input: "nobody came for her")
  }

  /// A report as JSON; what departs without a reason makes exit code 1.
  private func report(_ options: String = "") throws -> String {
    let ran = try bench.candor("report compliance --format json \(options) --as dr.okafor")
    #expect(ran.code <= 1, "\(ran.errors)")
    return ran.output
  }

  private func verdict(_ report: String) throws -> (code: Int32, words: String) {
    let ran = try bench.candor("report verify - --as dr.okafor", input: report)
    return (ran.code, ran.output + ran.errors)
  }

  @Test(arguments: [
    "", "--identified", "--rule S15 --rule S5", "--visit 1", "--clinician nurse.lee",
    "--patient MH-1001", "--from 2020-01-01", "--course 1",
  ])
  func `a report is the ledger's however much was recorded since`(options: String) throws {
    let size = try bench.size()
    let first = try report("\(options) --as-of \(size)")
    try bench.must("record weighed --patient MH-1002 --weight 70kg --as nurse.lee")
    #expect(try report("\(options) --as-of \(size)") == first)
    let (code, words) = try verdict(first)
    #expect(code == 0 && words.hasPrefix("This ledger's: computed once more"), "\(words)")
    #expect(words.contains("Not on record as issued."))
  }

  @Test func `without names nobody is named`() throws {
    let text = try bench.candor("report compliance --full --as dr.okafor").output
    let json = try report()
    for secret in ["Quillfeather", "MH-100", "1984-05-17", "nobody came"] {
      #expect(!text.contains(secret) && !json.contains(secret), "\(secret)")
    }
    #expect(try report("--identified").contains("Quillfeather"))
    let size = try bench.size()
    _ = try report()
    #expect(try bench.size() == size)
  }

  @Test(arguments: [
    ("\"verdict\" : \"not applicable\"", "\"verdict\" : \"met\"", "verdict"),
    ("\"is_owed_a_reason\" : false", "\"is_owed_a_reason\" : true", "is_owed_a_reason"),
    ("\"reasons_owed\" : ", "\"reasons_owed\" : 1", "reasons_owed"),
    ("\"policy_version\" : 2", "\"policy_version\" : 7", "policy_version"),
  ])
  func `what was altered is named`(from: String, to: String, place: String) throws {
    let report = try report()
    let range = try #require(report.range(of: from), "\(from)")
    let (code, words) = try verdict(report.replacingCharacters(in: range, with: to))
    #expect(code == 1 && words.contains("Altered") && words.contains(place), "\(words)")
  }

  @Test func `a visit that was taken out is missed`() throws {
    var document = try #require(
      try JSONSerialization.jsonObject(with: Data(report().utf8)) as? [String: Any])
    document["visits"] = Array(((document["visits"] as? [Any]) ?? []).dropLast())
    let data = try JSONSerialization.data(withJSONObject: document)
    let (code, words) = try verdict(String(decoding: data, as: UTF8.self))
    #expect(code == 1 && words.contains("Altered"), "\(words)")
    #expect(words.contains("1 where the ledger has 2"), "\(words)")
  }

  @Test func `another ledger's, one of more entries and one of other rules are told apart`() throws
  {
    let report = try report()
    let size = try bench.size()
    for (from, to) in [
      ("\"tree_root\" : \"", "\"tree_root\" : \"00"),
      ("\"tree_size\" : \(size)", "\"tree_size\" : \(size + 1000)"),
    ] {
      let (code, words) = try verdict(report.replacing(from, with: to))
      #expect(code == 1 && words.hasPrefix("Not of this ledger"), "\(words)")
    }
    let older = report.replacing(
      #/"rule_set_version" : \d+/#, with: "\"rule_set_version\" : 1")
    let (code, words) = try verdict(older)
    #expect(code == 1 && words.contains("judged by rule set 1"), "\(words)")
  }

  @Test(arguments: ["", "{}", "[1]", "{\"origin\": 3}", "Compliance report of x"])
  func `what is no report is refused by what it lacks`(text: String) throws {
    let (code, words) = try verdict(text)
    #expect(code == 65 && words.contains("is no compliance report"), "\(code) \(words)")
  }

  @Test func `an issued report is known by its digest, and an altered one is not issued`() throws {
    let report = try report()
    let path = bench.directory + "/report.json"
    try report.write(toFile: path, atomically: true, encoding: .utf8)
    let refused = try bench.candor("report issue \(path) --as nurse.lee")
    #expect(refused.code == 77, "\(refused.errors)")
    let issued = try bench.must("report issue \(path) --as comp.wu")
    #expect(issued.output.hasPrefix("Issued in entry "))
    #expect(try bench.must("report issue \(path) --as comp.wu").output == issued.output)
    let (code, words) = try verdict(report)
    #expect(
      code == 0 && words.contains("Issued in entry ") && words.contains("comp.wu"), "\(words)")
    let altered = report.replacing("\"not applicable\"", with: "\"met\"")
    let ran = try bench.candor("report issue - --as comp.wu", input: altered)
    #expect(ran.code == 1 && ran.errors.contains("nothing was recorded"), "\(ran.errors)")
    #expect(try bench.must("verify --signatures").code == 0)
  }

  @Test func `a report from before an erasure is the ledger's but for the chart that is gone`()
    throws
  {
    let report = try report()
    let intakes = try bench.must("history --kind intake-received --format json").output
    let charts = try JSONSerialization.jsonObject(with: Data(intakes.utf8)) as? [[String: Any]]
    let chart = try #require(charts?.first?["chart"] as? String)
    let erased = try bench.candor(
      "erase MH-1001 --ground patient-request --second admin --confirm \(chart) --as comp.wu")
    #expect(erased.code == 0, "\(erased.errors)")
    let (code, words) = try verdict(report)
    #expect(
      code == 0 && words.contains("but for 1 visit of charts that were erased since"), "\(words)")
    let altered = report.replacing("\"policy_version\" : 2", with: "\"policy_version\" : 7")
    #expect(try verdict(altered).code == 1)
    // The sums cannot be the ledger's any more, and are still those of the visits that are listed.
    for sum in ["\"late\" : 0", "\"reasons_owed\" : 0"] {
      let parts = report.components(separatedBy: sum)
      #expect(parts.count > 1, "\(sum)")
      let forged =
        parts[0] + String(sum.dropLast()) + "9" + parts.dropFirst().joined(separator: sum)
      let (code, words) = try verdict(forged)
      #expect(code == 1 && words.contains("totals"), "\(words)")
    }
  }
}
