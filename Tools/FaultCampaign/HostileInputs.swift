internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// Inputs that somebody might have broken on purpose, made of good ones by seeded changes: each is
/// refused in a sentence, or is still good; nothing of a refused one is kept.
struct HostileInputs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hostile",
    abstract: "Broken batches, JSON, monitor files, checkpoints and identities, from a seed.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Inputs of each kind.") var inputs = 1_000
  @Option var seed: UInt64 = 31

  /// Where an input goes in.
  private struct Entrance {
    let name: String
    let command: TriedCommand
    /// Nil: on standard input.
    let file: String?
    let good: [UInt8]
  }

  func run() throws {
    let checks = CheckReport()
    let specimen = try Specimen(candor: candor)
    var dice = SeededDice(seed: seed)
    for entrance in try entrances(specimen) {
      checks.expect(
        try run(entrance, entrance.good, -1, specimen, checks), "\(entrance.name): the good input")
      try specimen.restore()
      var taken = 0
      for number in 0..<inputs {
        let bytes = HostileBytes.made(of: entrance.good, dice: &dice)
        if try run(entrance, bytes, number, specimen, checks) { taken += 1 }
      }
      CheckReport.say("\(entrance.name): \(inputs) inputs, \(taken) of them still good")
    }
    checks.expect(try Verdict(from: specimen.rehearsal.program).isSound, "not sound at the end")
    let code = checks.close()
    if code == 0 { specimen.remove() }
    throw ExitCode(code)
  }

  /// - Returns: whether the input was taken.
  private func run(
    _ entrance: Entrance, _ bytes: [UInt8], _ number: Int, _ specimen: Specimen,
    _ checks: CheckReport
  ) throws -> Bool {
    let file = specimen.rehearsal.folder + (entrance.file ?? "/input")
    try Data(bytes).write(to: URL(filePath: file))
    if entrance.file?.hasSuffix(".identity") == true { chmod(file, 0o600) }
    let before = try LedgerCensus(of: specimen.rehearsal.ledger)
    let outcome = try specimen.run(entrance.command, inputFile: entrance.file == nil ? file : nil)
    let after = try LedgerCensus(of: specimen.rehearsal.ledger)
    let what = "\(entrance.name), input \(number) of seed \(seed)"
    switch outcome.ending {
    case .exited(let code):
      checks.expect([0, 1, 64, 65, 66, 69, 74, 77].contains(code), "\(what): \(code)")
    case .killed: checks.expect(false, "\(what): \(outcome.ending)")
    }
    checks.expect(after.isGapless, "\(what): a partial append or a gap")
    if !outcome.isDone {
      checks.expect(
        after.entryCount == before.entryCount, "\(what): refused, and something was kept")
      checks.expect(!outcome.errors.isEmpty || !outcome.output.isEmpty, "\(what): not a word")
    }
    if outcome.isDone, after.entryCount > before.entryCount { try specimen.restore() }
    return outcome.isDone
  }

  private func entrances(_ specimen: Specimen) throws -> [Entrance] {
    let folder = specimen.rehearsal.folder
    func bytes(_ path: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: URL(filePath: path)))
    }
    let checkpoint = try specimen.rehearsal.program.run(["checkpoint", "--as", "admin"])
    try FileManager.default.copyItem(
      atPath: specimen.rehearsal.identityPath(RehearsalClinic.nurse),
      toPath: folder + "/hostile.identity")
    let batch = """
      {"event": "vitals-sampled", "patient": "RH-1", "at": "-1m", "data": {"heart_rate_bpm": 72}}
      {"event": "side-effect-noted", "patient": "RH-1", "data": {"effect": "nausea", "severity": 2}}
      {"event": "weighed", "patient": "RH-1", "data": {"weight_kg": 70.5}}
      """
    return [
      Entrance(
        name: "batch", command: TriedCommand(.changes, "record --batch - --as nurse.lee"),
        file: nil, good: Array(batch.utf8)),
      Entrance(
        name: "JSON",
        command: TriedCommand(
          .changes, "record vitals-sampled --patient RH-1 --json - --as nurse.lee"),
        file: nil,
        good: Array(#"{"heart_rate_bpm": 72, "spo2_percent": 97, "sedation_rass": -1}"#.utf8)),
      Entrance(
        name: "monitor file",
        command: TriedCommand(
          .changes, "import vitals @/hostile.csv --patient RH-1 --as nurse.lee"),
        file: "/hostile.csv", good: try bytes(folder + "/monitor.csv")),
      Entrance(
        name: "checkpoint", command: TriedCommand(.reads, "verify --since @/hostile.checkpoint"),
        file: "/hostile.checkpoint", good: Array(checkpoint.utf8)),
      Entrance(
        name: "identity",
        command: TriedCommand(.reads, "patients --as @/hostile.identity"),
        file: "/hostile.identity", good: try bytes(folder + "/hostile.identity")),
    ]
  }
}

/// Changes of a good input.
enum HostileBytes {
  static func made(of good: [UInt8], dice: inout SeededDice) -> [UInt8] {
    var bytes = good
    for _ in 0...Int.random(in: 0...3, using: &dice) { change(&bytes, dice: &dice) }
    return bytes
  }

  private static func change(_ bytes: inout [UInt8], dice: inout SeededDice) {
    let place = Int.random(in: 0...bytes.count, using: &dice)
    let end = min(bytes.count, place + Int.random(in: 0...40, using: &dice))
    switch Int.random(in: 0..<7, using: &dice) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 3: bytes.removeSubrange(place...)
    case 4:
      let count = Int.random(in: 1...5_000, using: &dice)
      let one = words.randomElement(using: &dice) ?? []
      bytes.insert(contentsOf: repeatElement(one, count: count).joined(), at: place)
    case 5:
      bytes.insert(contentsOf: words.randomElement(using: &dice) ?? [], at: place)
    default:
      // Another number in a number's place.
      guard let digit = bytes[place...].firstIndex(where: { (48...57).contains($0) }) else {
        return
      }
      bytes.replaceSubrange(digit...digit, with: numbers.randomElement(using: &dice) ?? [])
    }
  }

  private static let words: [[UInt8]] =
    [
      "[", "{\"a\":", "\"", "\\", "\n", ",", "\0", "\u{1b}[2J", "\u{202e}", "\u{200b}", "é", "-",
      "{\"x\":1,\"x\":2}", "\u{feff}", "999999h", "2026-02-30T25:61:61",
    ].map { Array($0.utf8) } + [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80]]

  private static let numbers: [[UInt8]] = [
    "9223372036854775808", "-9223372036854775809", "1e400", "1e-400", "5e-324", "1e308", "NaN",
    "0x10", "00", "1.", ".5", "-0", "18446744073709551616", "4294967296",
  ].map { Array($0.utf8) }
}
