import Foundation
import Testing

/// Standing, key replacement and devices through the real program.
struct StandingTests {
  private func clinic() throws -> Workbench {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    return bench
  }

  @Test func `a suspended nurse records nothing until reinstated`() throws {
    let bench = try clinic()
    try bench.must("staff suspend nurse.lee --cause leave --as admin")
    for line in [
      "record weighed --patient MH-1001 --weight 72kg --as nurse.lee",
      "record emergency-called --patient MH-1001 --as nurse.lee",
      "timeline MH-1001 --as nurse.lee", "whoami --as nurse.lee",
    ] {
      let ran = try bench.candor(line)
      #expect(ran.code == 77, "\(line): \(ran.errors)")
      #expect(ran.errors.contains("nurse.lee is suspended"), "\(line): \(ran.errors)")
    }
    #expect(try bench.must("staff list").output.contains("suspended"))
    try bench.must("record weighed --patient MH-1001 --weight 72kg --as dr.okafor")
    try bench.must("staff reinstate nurse.lee --as admin")
    try bench.must("record weighed --patient MH-1001 --weight 72kg --again --as nurse.lee")
    try bench.must("verify --signatures")
    let own = try bench.candor("staff suspend admin --cause other --as admin")
    #expect(own.code == 65 && own.errors.contains("nobody changes their own standing"))
  }

  @Test func `who has left is in the list of the day before`() throws {
    let bench = try clinic()
    let size = try bench.size()
    try bench.must("staff depart nurse.lee --as admin")
    #expect(try bench.must("staff list").output.contains("departed"))
    #expect(!(try bench.must("staff list --as-of \(size)").output.contains("departed")))
    let again = try bench.candor("staff reinstate nurse.lee --as admin")
    #expect(again.code == 65 && again.errors.contains("departed"))
  }

  @Test func `a key is replaced with the old one, and by two administrators`() throws {
    let bench = try clinic()
    let first = try bench.must(
      "staff replace-key nurse.lee --cause routine --no-passphrase --as nurse.lee")
    #expect(first.output.contains(".identity.replaced-"))
    try bench.must("record weighed --patient MH-1001 --weight 72kg --as nurse.lee")
    let alone = try bench.candor(
      "staff replace-key nurse.lee --cause lost --no-passphrase --as admin")
    #expect(alone.code == 65 && alone.errors.contains("two administrators"), "\(alone.errors)")
    try bench.must("staff enroll admin.two --role administrator --no-passphrase --as admin")
    try bench.must(
      "staff replace-key nurse.lee --cause lost --no-passphrase --as admin --second admin.two")
    try bench.must("record weighed --patient MH-1001 --weight 72kg --again --as nurse.lee")
    try bench.must("verify --signatures")
  }

  @Test func `a device records on its visit alone`() throws {
    let bench = try clinic()
    try bench.must("staff enroll monitor-1 --role device --as admin")
    let assigned = try bench.must("device assign monitor-1 --patient MH-1001 --as nurse.lee")
    let digits = try #require(
      assigned.output.split(separator: "\n").last?.split(separator: " ").last.map(String.init))
    #expect(digits.count == 8)
    try bench.must("record vitals-sampled --patient \(digits) --hr 72 --as monitor-1")
    try bench.must(
      "record --batch - --as monitor-1",
      input: """
        {"event": "vitals-sampled", "patient": "\(digits)", "data": {"heart_rate_bpm": 72}}
        {"event": "vitals-sampled", "patient": "\(digits)", "data": {"heart_rate_bpm": 73}}
        """)
    #expect(try bench.must("device list").output.contains(digits))
    let weighed = try bench.candor(
      "record weighed --patient \(digits) --weight 72kg --as monitor-1")
    #expect(weighed.code == 77, "\(weighed.errors)")
    #expect(try bench.candor("timeline \(digits) --as monitor-1").code == 77)
    #expect(
      try bench.candor("record vitals-sampled --patient MH-1001 --hr 72 --as monitor-1").code == 66)
    try bench.must("device release monitor-1 --as nurse.lee")
    let after = try bench.candor("record vitals-sampled --patient \(digits) --hr 72 --as monitor-1")
    #expect(after.code == 77 && after.errors.contains("serves no visit"), "\(after.errors)")
    try bench.must("verify --signatures")
  }

  @Test func `the table of roles is printed, as text and as JSON`() throws {
    let bench = try Workbench()
    let text = try bench.must("staff roles").output
    #expect(text.contains("hold the charts' keys"))
    #expect(text.contains("visit: drug wasted"))
    #expect(text.contains("drug wasted needs a second signer"))
    let json = try bench.must("staff roles --format json").output
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Any]]])
    #expect(document["kinds"]?.count ?? 0 > 50)
  }
}
