import Foundation
import Testing

/// Bits that flip in a copy of a ledger are named by `verify`, entry by entry.
struct DamageTests {
  @Test func `each flipped entry is named`() throws {
    let bench = try Workbench()
    let size = try Self.fill(bench)
    #expect(size >= 60)
    let sound = try bench.candor("verify --signatures")
    #expect(sound.code == 0, "\(sound.output)")
    let data = URL(filePath: bench.ledger + "/log/data.mdb")
    let original = try Data(contentsOf: data)
    let leafHashes = try (0..<size).map { try Self.leafHash(of: $0, at: bench) }
    for position in 0..<size {
      let places = Self.places(of: leafHashes[position], in: original)
      #expect(!places.isEmpty, "entry \(position) was not found in the data file")
      var damaged = original
      // LMDB may hold older copies of a page: all of them are flipped, somewhere else in each
      // entry.
      for place in places { damaged[place + 32 + (position * 7) % 88] ^= 1 << (position % 8) }
      try damaged.write(to: data)
      let ran = try bench.candor("verify --format json")
      #expect(ran.code == 1, "entry \(position): \(ran.output) \(ran.errors)")
      let named = try Self.positions(of: ran)
      #expect(named.contains(position), "entry \(position): \(ran.output)")
    }
    try original.write(to: data)
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test func `a structure that kills the storage library is a verdict`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    let data = URL(filePath: bench.ledger + "/log/data.mdb")
    let original = try Data(contentsOf: data)
    // Behind the two meta pages everything is torn; the file keeps its length.
    var torn = original
    for index in 8192..<torn.count { torn[index] = UInt8(truncatingIfNeeded: index &* 31 | 0x80) }
    try torn.write(to: data)
    let ran = try bench.candor("verify")
    #expect(ran.code == 1, "\(ran.output) \(ran.errors)")
    #expect(ran.output.contains("Verification failed"), "\(ran.output) \(ran.errors)")
    // A file that ends too early is read past its end.
    try original.prefix(8192).write(to: data)
    #expect(try bench.candor("verify").code == 1)
  }

  @Test func `only a checkpoint held elsewhere reveals a ledger rolled back whole`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    let early = bench.directory + "/early"
    try FileManager.default.copyItem(atPath: bench.ledger, toPath: early)
    try bench.admit("MH-1001")
    let note = try bench.must("checkpoint --as admin").output
    let file = bench.directory + "/monday.checkpoint"
    try note.write(toFile: file, atomically: true, encoding: .utf8)
    let continued = try bench.must("verify --since \(file)")
    #expect(continued.output.contains("continues"))
    #expect(try bench.candor("verify --ledger \(early)").code == 0)
    let rolledBack = try bench.candor("verify --ledger \(early) --since \(file)")
    #expect(rolledBack.code == 1)
    #expect(rolledBack.output.contains("rolled back"), "\(rolledBack.output)")
    let signing = try bench.candor("checkpoint --as admin --ledger \(early)")
    #expect(signing.code == 1, "\(signing.errors)")
  }

  /// The newest entry, and one of the staff's, without which nobody can sign in.
  @Test(arguments: [nil, 3])
  func `an unsound verdict ends with 1 where it cannot be recorded`(position: Int?) throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let damaged = try position ?? bench.size() - 1
    let data = URL(filePath: bench.ledger + "/log/data.mdb")
    var bytes = try Data(contentsOf: data)
    for place in Self.places(of: try Self.leafHash(of: damaged, at: bench), in: bytes) {
      bytes[place + 40] ^= 1
    }
    try bytes.write(to: data)
    let ran = try bench.candor("verify --record --as dr.okafor")
    #expect(ran.code == 1, "\(ran.output) \(ran.errors)")
    #expect(ran.output.contains("Verification failed"), "\(ran.output)")
    #expect(ran.errors.contains("the verdict was not recorded"), "\(ran.errors)")
  }

  /// Three charts, four signers, appends of one entry and of many; the number of entries.
  private static func fill(_ bench: Workbench) throws -> Int {
    try bench.makeClinic()
    for (number, desk) in [
      ("MH-1001", "desk.kim"), ("MH-1002", "nurse.lee"), ("MH-1003", "dr.okafor"),
    ] {
      try bench.admit(number, as: desk)
      let batch = (0..<15).map { index in
        """
        {"event": "vitals-sampled", "patient": "\(number)", "data": {"heart_rate_bpm": \(60 + index)}}
        """
      }
      try bench.must("record --batch - --as nurse.lee", input: batch.joined(separator: "\n"))
      try bench.must("record weighed --patient \(number) --weight 72kg --as dr.okafor")
    }
    return try bench.size()
  }

  private static func leafHash(of position: Int, at bench: Workbench) throws -> Data {
    let ran = try bench.must("show \(position) --format json")
    let entry = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any]
    let hex = try #require(entry?["leaf_hash"] as? String)
    let digits = Array(hex)
    return Data(
      stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0...($0 + 1)]), radix: 16)
      })
  }

  private static func places(of hash: Data, in data: Data) -> [Int] {
    var places: [Int] = []
    var from = data.startIndex
    while let found = data.range(of: hash, in: from..<data.endIndex) {
      places.append(found.lowerBound)
      from = found.upperBound
    }
    return places
  }

  private static func positions(of ran: Ran) throws -> [Int] {
    let answer = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any]
    let problems = answer?["problems"] as? [[String: Any]] ?? []
    return problems.compactMap { $0["position"] as? Int }
  }
}
