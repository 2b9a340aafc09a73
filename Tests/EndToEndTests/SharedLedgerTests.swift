import Foundation
import Testing

/// Several processes at one ledger.
struct SharedLedgerTests {
  @Test func `two processes appending at once lose nothing`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let before = try bench.size()
    let writers = ["nurse.lee", "dr.okafor"]
    let count = 50
    let loop = { (handle: String) in
      """
      i=0; while [ $i -lt \(count) ]; do
        candor record vitals-sampled --patient MH-1001 --hr $((60 + i)) --again --as \(handle) >> \(handle).log || exit 1
        i=$((i + 1))
      done
      """
    }
    let both = try bench.shell(
      writers.map { "( \(loop($0)) ) &" }.joined(separator: "\n") + "\nwait")
    #expect(both.code == 0, "\(both.errors)")
    #expect(both.errors.isEmpty, "\(both.errors)")
    #expect(try bench.size() == before + writers.count * count)
    for handle in writers {
      let rows = try bench.must(
        "history --kind vitals-sampled --actor \(handle) --format json")
      let parsed = try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) as? [Any]
      #expect(parsed?.count == count)
    }
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test func `people who look at one chart at once, on three terminals each, leave one look each`()
    throws
  {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    let people = ["nurse.lee", "dr.okafor"]
    for number in 1001...1004 {
      try bench.admit("MH-\(number)")
      let before = try bench.size()
      // Each of them on three terminals.
      let running = try (people + people + people).map { handle in
        try bench.launch(["timeline", "MH-\(number)", "--visit", "1", "--as", handle])
      }
      for launched in running {
        let ran = try launched.wait()
        #expect(ran.code == 0 && ran.output.contains("Arrived"), "\(ran.errors)")
      }
      #expect(try bench.size() == before + people.count)
      for handle in people {
        let refused = try bench.candor(
          "record infusion-resumed --patient MH-\(number) --as \(handle)")
        #expect(refused.code == 65)
      }
      #expect(try bench.size() == before + people.count)
    }
    for handle in people {
      let rows = try bench.must("history --kind viewed --actor \(handle) --format json")
      let parsed = try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) as? [Any]
      #expect(parsed?.count == 4)
    }
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test func `the same append id adds once`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T08:00"
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let id = String(repeating: "5a", count: 16)
    let line = "record weighed --patient MH-1001 --weight 72.6kg --as nurse.lee --append-id \(id)"
    try bench.must(line)
    let size = try bench.size()
    let again = try bench.must(line)
    #expect(again.output.contains("Recorded before, nothing added"))
    let other = try bench.candor(line.replacing("72.6kg", with: "73kg"))
    #expect(other.code == 65)
    #expect(try bench.size() == size)
  }
}
