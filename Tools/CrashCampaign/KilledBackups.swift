internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// Backups made while another process appends without pause; some are killed, and each whole one is
/// restored.
struct KilledBackups: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups",
    abstract: "Back up during sustained appends, kill some; each whole one must be restorable.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Backups that are let be.") var backups = 20
  @Option(help: "Backups that are killed.") var kills = 20
  @Option var seed: UInt64 = 17

  func run() throws {
    let checks = CheckReport()
    let rehearsal = try RehearsalClinic(candor: candor)
    let chart = try VisitStory.chart(rehearsal, recordNumber: "RH-3", at: RehearsalTime.now())
    try VisitStory.openVisit(of: chart, by: try rehearsal.open(as: RehearsalClinic.doctor))
    let worker = AppendWorker(
      ledger: rehearsal.ledger, identity: rehearsal.identityPath(RehearsalClinic.nurse),
      chart: chart)
    let appending = try RunningProgram(
      Program.itself, arguments: worker.arguments(count: 1_000_000),
      environment: ProcessInfo.processInfo.environment,
      streams: StandardStreams(errors: rehearsal.folder + "/worker-errors"))
    guard case .line = appending.line() else {
      throw RehearsalError.unexpected("the appending process said nothing")
    }
    var dice = SeededDice(seed: seed)
    var load = Load(rehearsal: rehearsal, appending: appending)
    var whole: [Copy] = []
    var longest = Int64(1)
    for index in 0..<backups {
      let copy = Copy(number: index, rehearsal: rehearsal)
      let (ending, seconds) = try Stopwatch.time { try load.backUp(copy, killedAfter: nil) }
      longest = max(longest, Int64(seconds * 1_000))
      checks.expect(ending == .exited(0), "backup \(index) \(ending)")
      checks.expect(copy.isWhole && copy.hasKeys, "backup \(index) is not there")
      whole.append(copy)
    }
    var survivors = 0
    for index in 0..<kills {
      let copy = Copy(number: backups + index, rehearsal: rehearsal)
      let milliseconds = Int64.random(in: 1...longest + 20, using: &dice)
      _ = try load.backUp(copy, killedAfter: milliseconds)
      checks.expect(
        copy.isWhole == copy.exists, "kill \(index): something half-made has the backup's name")
      if copy.isWhole {
        survivors += 1
        whole.append(copy)
        continue
      }
      // Once more to the same places: what was left in them and beside them goes.
      let ending = try load.backUp(copy, killedAfter: nil)
      checks.expect(
        ending == .exited(0) && copy.isWhole, "kill \(index): not made anew: \(ending)")
      checks.expect(copy.stagings().isEmpty, "kill \(index): \(copy.stagings()) left")
      whole.append(copy)
    }
    appending.kill()
    _ = appending.finish()
    let sizes = try restoreAll(whole, in: rehearsal, dice: &dice, checks)
    CheckReport.say(
      "\(backups) backups, \(kills) killed (\(survivors) of them whole), "
        + "\(load.appends) appends meanwhile; from \(sizes.min() ?? 0) to \(sizes.max() ?? 0) "
        + "entries, \(Set(sizes).count) different sizes")
    checks.expect(load.appends > backups, "there was no load")
    let code = checks.close()
    if code == 0 { rehearsal.remove() }
    throw ExitCode(code)
  }

  private func restoreAll(
    _ copies: [Copy], in rehearsal: RehearsalClinic, dice: inout SeededDice, _ checks: CheckReport
  ) throws -> [Int] {
    let live = try LedgerCensus(of: rehearsal.ledger)
    checks.expect(live.isGapless, "the ledger has gaps")
    checks.expect(try Verdict(from: rehearsal.program).isSound, "the ledger is not sound")
    return try copies.map { copy in
      let target = rehearsal.folder + "/restored-\(copy.number)"
      let milliseconds = Int64.random(in: 1...150, using: &dice)
      try killRestore(of: copy, to: target, after: milliseconds, in: rehearsal, checks)
      try rehearsal.program.run(
        ["restore", copy.log, "--keyring", copy.keys, "--accept-rollback"], ledger: target)
      let verdict = try Verdict(from: rehearsal.program, ledger: target)
      checks.expect(verdict.isSound, "backup \(copy.number): restored and not sound")
      let restored = try LedgerCensus(of: target)
      let strange = restored.appends.filter { live.appends[$0.key] != $0.value }
      // The restoring itself is the one append that the live ledger does not have.
      checks.expect(
        strange.count == 1 && restored.isGapless
          && strange.values.first == [UInt64(restored.entryCount - 1)],
        "backup \(copy.number): \(strange.count) appends are not the ledger's")
      try rehearsal.program.run(
        ["timeline", "RH-3", "--as", RehearsalClinic.doctor], ledger: target)
      checks.expect(
        Copy.stagings(beside: target).isEmpty, "restore \(copy.number): something is left beside it"
      )
      try FileManager.default.removeItem(atPath: target)
      return restored.entryCount
    }
  }

  /// A restore that is killed leaves a whole ledger or none.
  private func killRestore(
    of copy: Copy, to target: String, after milliseconds: Int64, in rehearsal: RehearsalClinic,
    _ checks: CheckReport
  ) throws {
    let restore = try rehearsal.program.start(
      ["restore", copy.log, "--keyring", copy.keys, "--accept-rollback", "--in-this-process"],
      ledger: target)
    _ = restore.line(until: .now + .milliseconds(milliseconds))
    restore.kill()
    _ = restore.finish()
    guard FileManager.default.fileExists(atPath: target) else { return }
    checks.expect(
      try Verdict(from: rehearsal.program, ledger: target).isSound,
      "restore \(copy.number): killed, and what is there is not sound")
    try FileManager.default.removeItem(atPath: target)
  }
}

/// Where one backup goes.
private struct Copy {
  let number: Int
  let log: String
  let keys: String

  init(number: Int, rehearsal: RehearsalClinic) {
    self.number = number
    log = rehearsal.folder + "/backup-\(number)"
    keys = rehearsal.folder + "/keys-\(number)"
  }

  var exists: Bool { FileManager.default.fileExists(atPath: log) }
  var isWhole: Bool { FileManager.default.fileExists(atPath: log + "/manifest.json") }
  var hasKeys: Bool { FileManager.default.fileExists(atPath: keys + "/manifest.json") }

  /// What was being made, and has not the backup's name.
  func stagings() -> [String] { Self.stagings(beside: log) }

  static func stagings(beside path: String) -> [String] {
    let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    let name = URL(filePath: path).lastPathComponent + "."
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasPrefix(name) }
  }
}

/// The process that appends, listened to while backups are made, so that its output never blocks
/// it.
private struct Load {
  let rehearsal: RehearsalClinic
  let appending: RunningProgram
  private(set) var appends = 0

  init(rehearsal: RehearsalClinic, appending: RunningProgram) {
    self.rehearsal = rehearsal
    self.appending = appending
  }

  mutating func backUp(_ copy: Copy, killedAfter milliseconds: Int64?) throws -> Ending {
    // In one process, so that the one that is killed is the one that writes.
    let backup = try rehearsal.program.start(
      ["backup", copy.log, "--keyring", copy.keys, "--as", RehearsalClinic.doctor]
        + ["--in-this-process"])
    let deadline = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
    while true {
      listen()
      if let deadline, deadline < .now {
        backup.kill()
        return backup.finish().ending
      }
      if backup.line(until: .now + .milliseconds(1)) == .ended { return backup.finish().ending }
    }
  }

  private mutating func listen() {
    while case .line = appending.line(until: .now + .milliseconds(2)) { appends += 1 }
  }
}
