import Foundation
import Testing

/// A process that is killed over the read models, wherever: the next one answers as if nothing had
/// been, and what it stores is what a rebuilding makes.
struct KilledReadModelsTests {
  private static let canTrace =
    (try? Workbench().shell("strace -qq -o probe true").code) == 0

  private struct Digests: Decodable, Equatable {
    struct Line: Decodable, Equatable {
      var name: String
      var digest: String
    }
    var projections: [Line]
  }

  private static func digests(_ bench: Workbench, _ act: String) throws -> Digests {
    let ran = try bench.must("projections \(act) --format json --as dr.okafor")
    return try JSONDecoder().decode(Digests.self, from: Data(ran.output.utf8))
  }

  /// Killed by its n-th call that writes or syncs the file; false where it made fewer.
  private static func kill(
    _ bench: Workbench, _ command: String, at call: Int, of file: String
  ) throws -> Bool {
    let ran = try bench.shell(
      "strace -f -qq -o /dev/null -P \"$CANDOR_LEDGER/\(file)/data.mdb\" "
        + "-e inject=pwrite64,pwritev,writev,write,fdatasync:signal=KILL:when=\(call) "
        + "candor \(command) --as dr.okafor")
    return ran.code == 128 + 9 || ran.code == -9 || ran.code == 9
  }

  @Test(
    .enabled(if: canTrace, "strace is not installed, or may not trace here"),
    arguments: [
      ("projections rebuild", "projections.next"), ("report compliance", "projections"),
      ("patients", "projections"),
    ])
  func `killed in the middle, and answered as ever`(command: String, file: String) throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T09:00"
    try bench.makeClinic()
    for number in ["MH-1001", "MH-1002"] { try bench.admit(number) }
    let listed = try bench.must("patients --as dr.okafor").output
    let right = try Self.digests(bench, "rebuild")
    var killed = 0
    for call in 1...12 {
      if file == "projections" {
        try? FileManager.default.removeItem(atPath: bench.ledger + "/" + file)
      }
      guard try Self.kill(bench, command, at: call, of: file) else { break }
      killed += 1
      #expect(try bench.must("patients --as dr.okafor").output == listed, "call \(call)")
      #expect(try Self.digests(bench, "status") == right, "call \(call)")
    }
    #expect(killed > 2, "\(killed)")
    #expect(try Self.digests(bench, "rebuild") == right)
    let left = try FileManager.default.contentsOfDirectory(atPath: bench.ledger)
    #expect(!left.contains { $0.hasPrefix("projections.next") }, "\(left)")
  }

  @Test(.enabled(if: canTrace, "strace is not installed, or may not trace here"))
  func `rebuilt, killed and rebuilt again while somebody records all the time`() throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T09:00"
    try bench.makeClinic()
    for number in ["MH-1001", "MH-1002"] { try bench.admit(number) }
    let rates = 61...84
    let ran = try bench.shell(
      """
      (for rate in $(seq \(rates.lowerBound) \(rates.upperBound)); do
        candor record vitals-sampled --patient MH-100$((rate % 2 + 1)) --hr $rate --as nurse.lee \
          >/dev/null || exit 1
      done; touch written) &
      call=0
      until [ -e written ] || ! kill -0 $!; do
        call=$((call % 12 + 1))
        strace -f -qq -o /dev/null -P "$CANDOR_LEDGER/projections.next/data.mdb" \
          -e inject=pwrite64,pwritev,writev,write,fdatasync:signal=KILL:when=$call \
          candor projections rebuild --as dr.okafor >/dev/null 2>&1
        candor projections rebuild --as dr.okafor >/dev/null || touch failed
      done
      wait $!
      [ -e written ] && [ ! -e failed ]
      """)
    #expect(ran.code == 0, "\(ran.errors)")
    #expect(try Self.digests(bench, "status") == Self.digests(bench, "rebuild"))
    let told = try ["MH-1001", "MH-1002"].map {
      try bench.must("timeline \($0) --as dr.okafor").output
    }.joined()
    for rate in rates { #expect(told.contains("HR \(rate)"), "\(rate)") }
  }
}
