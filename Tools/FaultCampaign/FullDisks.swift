internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// A ledger on a disk that fills: what is acknowledged stays, emergency accesses wait in the spool
/// and are appended when there is room.
struct FullDisks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disk",
    abstract: "Fill a small disk of two kinds under a ledger (needs root, to mount it).")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "How much the disk holds.") var megabytes = 12

  enum Kind: CaseIterable { case tmpfs, ext4 }

  func run() throws {
    let checks = CheckReport()
    var played = 0
    for kind in Kind.allCases {
      let specimen = try Specimen(candor: candor)
      let disk = specimen.rehearsal.folder + "/ledger"
      let kept = specimen.rehearsal.folder + "/kept"
      try FileManager.default.moveItem(atPath: disk, toPath: kept)
      try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
      guard try mount(kind, at: disk, specimen) else {
        CheckReport.say("\(kind): could not be mounted here; not tried")
        continue
      }
      defer { _ = try? Self.shell("umount '\(disk)'") }
      _ = try Self.shell("rm -rf '\(disk)/lost+found'; cp -a '\(kept)/.' '\(disk)/'")
      try play(kind, on: specimen, checks)
      played += 1
    }
    guard played > 0 else { throw ExitCode(69) }
    throw ExitCode(checks.close())
  }

  private func play(_ kind: Kind, on specimen: Specimen, _ checks: CheckReport) throws {
    let program = specimen.rehearsal.program
    let filler = specimen.rehearsal.ledger + "/filler"
    let before = try LedgerCensus(of: specimen.rehearsal.ledger)
    _ = try Self.shell("cat /dev/zero >'\(filler)' 2>/dev/null; true")
    var acknowledged = 0
    var refused: Outcome?
    while refused == nil, acknowledged < 10_000 {
      let outcome = try specimen.run(
        TriedCommand(
          .changes, "record vitals-sampled --patient RH-1 --hr 77 --again --as nurse.lee"))
      if outcome.isDone { acknowledged += 1 } else { refused = outcome }
    }
    checks.expect(
      refused?.ending == .exited(74), "\(kind): refused with \(refused?.errors ?? "nothing")")
    checks.expect(
      refused?.errors.contains("full") == true, "\(kind): it does not say that the disk is full")
    for command in [TriedCommand(.reads, "history --limit 3"), TriedCommand(.reads, "verify")] {
      checks.expect(try specimen.run(command).isDone, "\(kind): \(command) on a full disk")
    }
    // Three people: a second access of the same one is covered by the first.
    let people = ["admin", RehearsalClinic.nurse, RehearsalClinic.doctor]
    let shown = try people.filter { person in
      try specimen.run(
        TriedCommand(
          .changes, "timeline RH-2 --break-glass --reason - --as \(person)", input: "no room")
      ).isDone
    }.count
    checks.expect(
      shown == people.count, "\(kind): \(shown) of \(people.count) emergency accesses are shown")
    try FileManager.default.removeItem(atPath: filler)
    let next = try specimen.run(
      TriedCommand(.changes, "record weighed --patient RH-1 --weight 70kg --as nurse.lee"))
    checks.expect(next.isDone, "\(kind): with room again \(next.errors)")
    let after = try LedgerCensus(of: specimen.rehearsal.ledger)
    checks.expect(after.isGapless, "\(kind): a partial append or a gap")
    checks.expect(
      after.appends.count >= before.appends.count + acknowledged + shown + 1,
      "\(kind): \(after.appends.count - before.appends.count) appends are there, and "
        + "\(acknowledged) and \(shown) looks were acknowledged")
    checks.expect(try Verdict(from: program).isSound, "\(kind): not sound")
    CheckReport.say("\(kind): \(acknowledged) appends until the disk was full, \(shown) looks")
  }

  private func mount(_ kind: Kind, at folder: String, _ specimen: Specimen) throws -> Bool {
    switch kind {
    case .tmpfs:
      return try Self.shell("mount -t tmpfs -o size=\(megabytes)m none '\(folder)'")
    case .ext4:
      let image = specimen.rehearsal.folder + "/disk"
      return try Self.shell(
        "truncate -s \(megabytes)M '\(image)' && mkfs.ext4 -q '\(image)' "
          + "&& mount -o loop '\(image)' '\(folder)'")
    }
  }

  /// - Returns: whether it ended with 0.
  private static func shell(_ line: String) throws -> Bool {
    let running = try RunningProgram(
      "/bin/sh", arguments: ["-c", line],
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    return running.finish().ending == .exited(0)
  }
}
