import Foundation
import Testing

/// `candor backup`, `restore`, `verify --record` and `doctor`, as they are run.
@Suite(.serialized) struct BackupCommandTests {
  @Test func `backups made while another process records are each restored and sound`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.must(
      "record intake-received --record-number BK-1 --json - --as desk.kim",
      input: #"{"family_name": "Quillfeather", "birth_date": "1984-05-17"}"#)
    try bench.must(
      "record arrived --patient BK-1 --indication depression --at -60m --as desk.kim")
    let line = "record vitals-sampled --patient BK-1 --hr 70 --again --as nurse.lee"
    let hand = try bench.launch(
      ["import", "vitals", try bench.monitorFile(rows: 3_000), "--patient", "BK-1"]
        + ["--as", "nurse.lee"])
    var sizes: [Int] = []
    for index in 0..<3 {
      let other = try bench.launch(line.split(separator: " ").map(String.init))
      let json = try bench.json(
        "backup b\(index) --keyring k\(index) --as dr.okafor --format json".at(bench))
      sizes.append(try #require(json["size"] as? Int))
      #expect(json["holds_program_identity"] as? Bool == true)
      #expect((json["missing_data_keys"] as? [Any])?.isEmpty == true)
      #expect(try other.wait().code == 0)
    }
    #expect(try hand.wait().code == 0)
    #expect(sizes == sizes.sorted())
    // The checkpoint of the newest is kept on this machine: the others lie before it.
    for index in 0..<3 {
      let refused = try bench.candor("restore b\(index) --ledger r\(index)".at(bench))
      #expect(refused.code == (index == 2 ? 0 : 1), "\(refused.errors)")
      if index < 2 { #expect(refused.errors.contains("A rollback")) }
    }
    for index in 0..<3 {
      let restored = try bench.json(
        "restore b\(index) --keyring k\(index) --accept-rollback --format json --ledger n\(index)"
          .at(bench))
      #expect(restored["size"] as? Int == sizes[index])
      #expect(restored["recorded_position"] as? Int == sizes[index])
      #expect(try bench.candor("verify --signatures --ledger n\(index)".at(bench)).code == 0)
      #expect(
        try bench.candor("timeline BK-1 --as dr.okafor --ledger n\(index)".at(bench)).code == 0)
    }
  }

  @Test func `what cannot be backed up or restored says why, and leaves nothing`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.must("backup b --keyring k --as dr.okafor".at(bench))
    let refusals: [(String, Int32, String)] = [
      ("backup b --as dr.okafor", 69, "not empty"),
      ("backup new --as nurse.lee", 77, "administrator"),
      ("backup new", 77, "nobody is signed in"),
      ("backup new --keyring new/keys --as dr.okafor", 64, "inside the other"),
      ("backup ledger/b --as dr.okafor", 64, "own directory"),
      ("restore b", 69, "not empty"),
      ("restore nowhere --ledger new", 66, "no whole backup"),
      ("restore k --ledger new", 65, "no manifest of this part"),
      ("restore b --keyring b --ledger new", 65, "other files than a keyring's"),
      ("restore b --ledger new --key training.test.example/clinic+0+AA", 64, "no verifier key"),
    ]
    for (line, code, words) in refusals {
      let ran = try bench.candor(line.at(bench))
      #expect(ran.code == code, "\(line): \(ran.code) \(ran.errors)")
      #expect(ran.errors.contains(words), "\(line): \(ran.errors)")
      #expect(!FileManager.default.fileExists(atPath: bench.directory + "/new"), "\(line)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.directory)
    #expect(!names.contains { $0.contains("being-made") })
  }

  @Test func `a verification is recorded when it is asked for, and only then`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.must("staff enroll auditor.may --role auditor --no-passphrase --as admin")
    let size = try bench.size()
    try bench.must("verify --signatures")
    #expect(try bench.size() == size)
    #expect(try bench.candor("verify --record").code == 77)
    #expect(try bench.size() == size)
    // That a nurse tried is recorded by the program; the verification is not.
    let refused = try bench.candor("verify --record --as nurse.lee")
    #expect(refused.code == 77)
    #expect(refused.output.isEmpty, "verified before it was refused: \(refused.output)")
    #expect(try bench.size() == size + 1)
    let said = try bench.json("verify --signatures --record --format json --as auditor.may")
    #expect(said["recorded_position"] as? Int == size + 1)
    #expect(try bench.size() == size + 2)
  }

  @Test func `a keyring that lacks data keys is an alarm in the exit code too`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.must("backup b --keyring k --as dr.okafor".at(bench))
    try bench.admit("BK-1")
    try bench.must("backup b1 --keyring k1 --as dr.okafor".at(bench))
    let restored = try bench.candor("restore b1 --keyring k --ledger r".at(bench))
    #expect(restored.code == 1, "\(restored.errors)")
    #expect(restored.output.contains("ALARM"), "\(restored.output)")
    #expect(FileManager.default.fileExists(atPath: bench.directory + "/r/log/data.mdb"))
    try FileManager.default.removeItem(atPath: bench.ledger + "/keyring")
    try FileManager.default.copyItem(
      atPath: bench.directory + "/k/keyring", toPath: bench.ledger + "/keyring")
    let taken = try bench.candor("backup b2 --keyring k2 --as dr.okafor".at(bench))
    #expect(taken.code == 1, "\(taken.errors)")
    #expect(taken.output.contains("ALARM") && taken.output.contains("recorded  as entry"))
    try FileManager.default.removeItem(atPath: bench.ledger + "/keyring")
    #expect(try bench.candor("doctor").code == 1)
    #expect(try bench.verdicts()["keyring"] == "act")
  }

  @Test func `a restored copy is signed only when it is said to take the ledger's place`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.must("backup b --keyring k --as dr.okafor".at(bench))
    try bench.admit("BK-1")
    try bench.must("checkpoint --as admin")
    try bench.must("restore b --keyring k --accept-rollback --ledger r".at(bench))
    for line in ["checkpoint --as admin --ledger r", "backup b1 --as admin --ledger r"] {
      let refused = try bench.candor(line.at(bench))
      #expect(refused.code == 1, "\(line): \(refused.errors)")
      #expect(refused.errors.contains("candor checkpoint --accept-rollback"), "\(refused.errors)")
    }
    try bench.must("checkpoint --as admin")
    let line = "checkpoint --accept-rollback --ledger r --as"
    #expect(try bench.candor((line + " nurse.lee").at(bench)).code == 77)
    let signed = try bench.must((line + " dr.okafor --second admin").at(bench))
    #expect(signed.errors.contains(".before-rollback-"), "\(signed.errors)")
    try bench.must("backup b1 --as admin --ledger r".at(bench))
    #expect(try bench.candor("checkpoint --as admin").code == 1)
  }

  @Test func `doctor says what a person should do, without an identity`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    let first = try bench.must("doctor")
    #expect(first.output.contains("never"))
    for named in first.output.matches(of: /candor ([a-z]+)/) {
      #expect(try bench.candor("\(named.1) --help").code == 0, "there is no candor \(named.1)")
    }
    try bench.must("backup b --keyring k --as dr.okafor".at(bench))
    try bench.must("verify --signatures --record --as dr.okafor")
    let size = try bench.size()
    #expect(try bench.verdicts().filter { $0.value == "look" }.keys.sorted() == ["time service"])
    chmod(bench.ledger + "/keyring", 0o755)
    #expect(try bench.candor("doctor").code == 1)
    #expect(try bench.verdicts()["permissions"] == "act")
    chmod(bench.ledger + "/keyring", 0o700)
    #expect(try bench.size() == size)
    #expect(try bench.candor("doctor --ledger nowhere").code == 66)
  }

  @Test(arguments: ["log", "keyring", "projections"], [0, 1, 3])
  func `doctor never dies of a damaged part`(part: String, page: Int) throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("BK-1")
    try bench.must("patients --as dr.okafor")
    let url = URL(filePath: bench.ledger + "/\(part)/data.mdb")
    var bytes = try Data(contentsOf: url)
    // A page, or all from the second or the fourth on, of something else.
    let range = page * 4_096..<(page == 0 ? 8_192 : bytes.count)
    bytes.replaceSubrange(range, with: repeatElement(0xA5, count: range.count))
    try bytes.write(to: url)
    let verdicts = try bench.verdicts()
    #expect(verdicts.count >= 17)
    let lines = ["log": ["ledger"], "keyring": ["keyring", "data keys", "keyring renewal"]]
    let told = (lines[part] ?? ["read models"]).contains { verdicts[$0] != "ok" }
    #expect(told, "\(verdicts)")
  }
}

extension String {
  /// The words that name directories of the test, `b0` or `new`, as paths in the bench's own.
  fileprivate func at(_ bench: Workbench) -> String {
    split(separator: " ").enumerated().map { index, word in
      let isPlace = word.wholeMatch(of: /[bknr]\d?|new(\/keys)?|ledger\/b|nowhere/) != nil
      return isPlace && index > 0 ? bench.directory + "/" + word : String(word)
    }.joined(separator: " ")
  }
}

extension Workbench {
  /// Runs what answers in JSON, and succeeds.
  fileprivate func json(_ line: String) throws -> [String: Any] {
    let ran = try must(line)
    let answer = try JSONSerialization.jsonObject(with: Data(ran.output.utf8))
    return try #require(answer as? [String: Any])
  }

  /// The verdict of each line of `doctor`.
  fileprivate func verdicts() throws -> [String: String] {
    let ran = try candor("doctor --format json")
    let answer = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any]
    let checks = try #require(answer?["checks"] as? [[String: String]], "\(ran.errors)")
    return Dictionary(
      uniqueKeysWithValues: checks.map { ($0["check"] ?? "", $0["verdict"] ?? "") })
  }

  /// A monitor's file of so many seconds, ending a minute ago.
  fileprivate func monitorFile(rows: Int) throws -> String {
    let start = Date().addingTimeInterval(-Double(rows) - 60)
    let format = ISO8601DateFormatter()
    let lines = (0..<rows).map { row in
      "\(format.string(from: start.addingTimeInterval(Double(row)))),\(60 + row % 40),,,97,,,"
    }
    let path = directory + "/monitor.csv"
    try Data(
      ([
        "time,heart_rate_bpm,pulse_bpm,respiratory_rate_bpm,spo2_percent,systolic_mmhg,diastolic_mmhg,"
          + "mean_mmhg"
      ] + lines).joined(separator: "\n").utf8
    )
    .write(to: URL(filePath: path))
    return path
  }
}
