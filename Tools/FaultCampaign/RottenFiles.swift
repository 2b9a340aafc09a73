internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// One page of one file is spoilt at a time, and every command is tried on what is left.
struct RottenFiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rot",
    abstract: "Spoil every page of log, keyring, read models, spool and sessions, one at a time.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Pages that are tried, spread over the files; all when left out.") var pages: Int?
  @Option var seed: UInt64 = 23

  /// What is done to a page.
  enum Rot: CaseIterable {
    /// One bit among the first 64 bytes, where LMDB keeps what a page is.
    case headBit
    /// One bit anywhere.
    case anyBit
    case zeros
    case noise
    /// The page that follows, in this one's place.
    case neighbour
    /// The file ends with this page's first byte.
    case cut
  }

  private static let pageSize = 4096
  /// Tables that nothing vouches for yet: a row deleted or set back gives another answer.
  private static let unprotected = ["ledger/projections/"]

  func run() throws {
    let checks = CheckReport()
    let specimen = try Specimen(candor: candor)
    let commands = TriedCommand.reading + TriedCommand.recording.prefix(1)
    let usual = try commands.map { command in
      try specimen.restore()
      return try specimen.run(command)
    }
    for outcome in usual {
      // The specimen's visit owes reasons, which its compliance report answers with 1.
      checks.expect(
        outcome.ending == .exited(outcome.command.description.contains("compliance") ? 1 : 0),
        "\(outcome.command) on a sound ledger: \(outcome.ending) \(outcome.errors)")
    }
    var dice = SeededDice(seed: seed)
    try specimen.restore()
    let places = try Self.places(in: specimen).shuffled(using: &dice)
    var tally = Tally()
    for place in places.prefix(pages ?? places.count) {
      for rot in Rot.allCases {
        try specimen.restore()
        guard let spoilt = try Self.spoil(place, rot, dice: &dice) else { continue }
        for (command, usual) in zip(commands, usual) {
          try specimen.restore()
          try spoilt.write(to: URL(filePath: place.path))
          judge(
            try specimen.run(command), usual: usual, place, rot, &tally, checks)
        }
        tally.cases += 1
      }
    }
    CheckReport.say(tally.description)
    let code = checks.close()
    if code == 0 { specimen.remove() }
    throw ExitCode(code)
  }

  private func judge(
    _ outcome: Outcome, usual: Outcome, _ place: Place, _ rot: Rot, _ tally: inout Tally,
    _ checks: CheckReport
  ) {
    tally.commands += 1
    let what = "\(outcome.command) with \(place), \(rot)"
    guard case .exited(let code) = outcome.ending else {
      return checks.expect(false, "\(what): \(outcome.ending)")
    }
    checks.expect([0, 1, 65, 66, 69, 74, 77].contains(code), "\(what): \(code) \(outcome.errors)")
    guard outcome.ending == usual.ending, outcome.command.effect == .reads,
      outcome.output != usual.output, outcome.errors.isEmpty
    else { return }
    // How a store is kept may be told otherwise; what is on record may not.
    guard !["doctor", "projections"].contains(where: outcome.command.description.hasPrefix) else {
      return
    }
    if Self.unprotected.contains(where: place.path.contains) {
      tally.otherAnswers[place.file, default: 0] += 1
    } else {
      checks.expect(false, "\(what): another answer, and no word of it")
    }
  }

  /// A page of a file.
  struct Place: CustomStringConvertible {
    let path: String
    let file: String
    let offset: Int
    var description: String { "\(file) at \(offset)" }
  }

  private static func places(in specimen: Specimen) throws -> [Place] {
    let folder = specimen.rehearsal.folder + "/"
    let files = specimen.files(under: "ledger") + specimen.files(under: "state")
    return try files.flatMap { path in
      let length = try Data(contentsOf: URL(filePath: path)).count
      return stride(from: 0, to: length, by: pageSize).map {
        Place(path: path, file: String(path.dropFirst(folder.count)), offset: $0)
      }
    }
  }

  /// The file's bytes afterwards; nil where nothing would be changed.
  private static func spoil(_ place: Place, _ rot: Rot, dice: inout SeededDice) throws -> Data? {
    let original = [UInt8](try Data(contentsOf: URL(filePath: place.path)))
    let page = place.offset..<min(place.offset + pageSize, original.count)
    // Nothing but zeros is a page that was never written.
    guard original[page].contains(where: { $0 != 0 }) else { return nil }
    var bytes = original
    switch rot {
    case .headBit, .anyBit:
      let reach = rot == .headBit ? page.prefix(64) : page[...]
      let index = reach.randomElement(using: &dice) ?? page.lowerBound
      bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
    case .zeros: bytes.replaceSubrange(page, with: repeatElement(0, count: page.count))
    case .noise: for index in page { bytes[index] = UInt8.random(in: 0...255, using: &dice) }
    case .neighbour:
      let next = page.upperBound..<min(page.upperBound + pageSize, original.count)
      guard next.count == page.count else { return nil }
      bytes.replaceSubrange(page, with: original[next])
    case .cut: bytes.removeSubrange(page.lowerBound...)
    }
    return bytes == original ? nil : Data(bytes)
  }

  private struct Tally: CustomStringConvertible {
    var cases = 0
    var commands = 0
    /// Other answers without a word, from tables that nothing vouches for yet.
    var otherAnswers: [String: Int] = [:]

    var description: String {
      let others = otherAnswers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return "\(cases) spoilt pages, \(commands) commands; other answers from tables that nothing "
        + "vouches for: " + (others.isEmpty ? "none" : others.joined(separator: ", "))
    }
  }
}
