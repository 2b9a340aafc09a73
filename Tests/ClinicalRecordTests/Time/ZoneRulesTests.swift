import Foundation
import Testing

@testable import ClinicalRecord

/// Zone files, and what another reader of them says of every change of the clocks from 1970 to
/// 2100 (`Tests/Fixtures/zones/make.py`).
struct ZoneVectors: Decodable {
  struct Zone: Decodable, CustomTestStringConvertible {
    var name: String
    var tzif: Data
    /// Seconds east of UTC at 1970-01-01T00:00:00Z.
    var first: Int32
    /// The first second of each new offset, and the offset.
    var changes: [[Int64]]

    var testDescription: String { name }
    var bytes: [UInt8] { [UInt8](tzif) }

    func rules() throws -> ZoneRules { try ZoneRules(named: name, tzif: bytes) }
  }

  var zones: [Zone]

  static let all: [Zone] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/zones/zones.json")
    let document = try? JSONDecoder().decode(ZoneVectors.self, from: Data(contentsOf: path))
    return document?.zones ?? []
  }()

  static func rules(_ name: String) throws -> ZoneRules {
    try #require(all.first { $0.name == name }).rules()
  }
}

struct ZoneRulesTests {
  @Test func `there are vectors`() { #expect(ZoneVectors.all.count == 9) }

  @Test(arguments: ZoneVectors.all)
  func `every change of the clocks from 1970 to 2100 is where another reader has it`(
    zone: ZoneVectors.Zone
  ) throws {
    let rules = try zone.rules()
    var last = zone.first
    #expect(rules.offsetSeconds(at: 0) == last)
    for change in zone.changes {
      let (second, offset) = (change[0], Int32(change[1]))
      #expect(rules.offsetSeconds(at: second - 1) == last, "before \(second)")
      #expect(rules.offsetSeconds(at: second) == offset, "at \(second)")
      last = offset
    }
    // And none of its own in between, asked every seven hours.
    var expected = zone.changes[...]
    last = zone.first
    for second in stride(from: Int64(0), to: 4_133_980_800, by: 7 * 3_600) {
      while let change = expected.first, change[0] <= second {
        last = Int32(change[1])
        expected.removeFirst()
      }
      guard rules.offsetSeconds(at: second) != last else { continue }
      Issue.record("\(second): \(rules.offsetSeconds(at: second)), expected \(last)")
      return
    }
  }

  @Test(arguments: ZoneVectors.all)
  func `a file cut anywhere is refused, or says what is left of it, and stops nothing`(
    zone: ZoneVectors.Zone
  ) {
    for length in 0..<zone.bytes.count {
      #expect(throws: ZoneDefect.self) {
        try ZoneRules(named: zone.name, tzif: Array(zone.bytes.prefix(length)))
      }
    }
  }

  @Test(arguments: ZoneVectors.all.prefix(3))
  func `a file with any byte changed is refused or read, and stops nothing`(
    zone: ZoneVectors.Zone
  ) {
    for index in zone.bytes.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF, UInt8(ascii: "9")] {
        var bytes = zone.bytes
        bytes[index] = value
        guard let rules = try? ZoneRules(named: zone.name, tzif: bytes) else { continue }
        for second in [Int64.min, -1, 0, 4_000_000_000, 253_402_300_799, .max] {
          #expect(abs(rules.offsetSeconds(at: second)) <= 26 * 3_600)
        }
      }
    }
  }

  @Test func `counts that no file could hold reserve nothing`() {
    var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    bytes += [UInt8](repeating: 0xFF, count: 24)
    #expect(throws: ZoneDefect.truncated) { try ZoneRules(named: "x", tzif: bytes) }
    bytes[4] = 0
    #expect(throws: ZoneDefect.self) { try ZoneRules(named: "x", tzif: bytes) }
    #expect(throws: ZoneDefect.truncated) { try ZoneRules(named: "x", tzif: []) }
    #expect(throws: ZoneDefect.notTZif) {
      try ZoneRules(named: "x", tzif: Array("root:x:0:0:root:/root:/bin/sh\n".utf8))
    }
    bytes[4] = UInt8(ascii: "5")
    #expect(throws: ZoneDefect.unknownVersion) { try ZoneRules(named: "x", tzif: bytes) }
  }

  /// A file of one local time without changes: what stands behind it is the rule alone.
  private func slim(_ rule: String, leapSeconds: UInt8 = 0) -> [UInt8] {
    func header(_ version: Character) -> [UInt8] {
      Array("TZif\(version)".utf8) + [UInt8](repeating: 0, count: 15)
        + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, leapSeconds, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    }
    let time: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
    let leaps = [UInt8](repeating: 0, count: Int(leapSeconds))
    return header("2") + time + leaps.flatMap { _ in [UInt8](repeating: 0, count: 8) }
      + header("2") + time + leaps.flatMap { _ in [UInt8](repeating: 0, count: 12) }
      + Array("\n\(rule)\n".utf8)
  }

  @Test(arguments: [
    // Seconds of 2026: 1 January 00:00Z, 1 July 00:00Z.
    ("CST6CDT,M3.2.0,M11.1.0", -21_600, -18_000), ("<-03>3", -10_800, -10_800),
    ("UTC0", 0, 0), ("NPT-5:45", 20_700, 20_700), ("AAA0:00:30", -30, -30),
    // Numbered days; a whole year of summer time; the southern half of the world.
    ("XXX6YYY,J60,J305", -21_600, -18_000), ("XXX6YYY,59/0,304/0", -21_600, -18_000),
    ("EST5EDT,0/0,J365/25", -14_400, -14_400),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 39_600, 37_800),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", 0, 3_600), ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7_200, -3_600),
    ("", 0, 0),
  ])
  func `a rule without a table says the offsets of winter and summer`(
    rule: String, winter: Int32, summer: Int32
  ) throws {
    let rules = try ZoneRules(named: "x", tzif: slim(rule))
    #expect(rules.offsetSeconds(at: 1_767_225_600) == winter)
    #expect(rules.offsetSeconds(at: 1_782_864_000) == summer)
  }

  @Test(arguments: [
    "CST", "CST6CDT", "C6", "CST6CDT,M3.2.0", "CST6CDT,M13.2.0,M11.1.0", "CST6CDT,M3.6.0,M11.1.0",
    "CST6CDT,M3.2.7,M11.1.0", "CST6CDT,M3.2.0,M11.1.0 ", "CST25", "CST6CDT,J0,J365",
    "CST6CDT,366,1", "<CST6", "<>6", "CST6CDT,M3.2.0/168,M11.1.0", "6", "é", ":America/Chicago",
    "CST6CDT,M3.2.0/2:60,M11.1.0", "CST99999999999999999999",
  ])
  func `what is no rule is refused`(rule: String) {
    #expect(throws: ZoneDefect.malformed("rule")) {
      try ZoneRules(named: "x", tzif: slim(rule))
    }
  }

  @Test func `a zone that counts leap seconds is refused`() {
    #expect(throws: ZoneDefect.countsLeapSeconds) {
      try ZoneRules(named: "x", tzif: slim("UTC0", leapSeconds: 1))
    }
  }

  @Test(arguments: [
    "America/Chicago", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC", "EST5EDT",
    "America/Port-au-Prince", "a/b/c/d",
  ])
  func `a name of the database is one`(name: String) { #expect(ZoneRules.isName(name)) }

  @Test(arguments: [
    "", "/etc/localtime", "../../etc/passwd", "America/../../etc/passwd", "America//Chicago",
    "America/", "/", ".", "..", "America/.hidden", "America/Chicago\0", "America\\Chicago",
    "America/Chicago ", "Zürich", "posix/America/Chicago/x/y", "+5", "1", "a\n",
    String(repeating: "a", count: 65),
  ])
  func `what could name a file elsewhere is none`(name: String) {
    #expect(!ZoneRules.isName(name))
  }
}
