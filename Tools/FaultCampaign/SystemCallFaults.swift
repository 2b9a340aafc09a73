internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// System calls that fail, or end the process, one at a time, until no call is left to fail.
struct SystemCallFaults: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: "Fail or kill at every system call of every writing command (needs strace).")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Only commands that begin so.") var only: String?
  @Option(help: "Of each sweep, only every Nth call.") var every = 1
  @Option(help: "Only faults of this system call.") var call: String?

  /// One way for a system call to go wrong.
  struct Fault: CustomStringConvertible {
    let call: String
    let effect: String
    var isKill: Bool { effect == "signal=KILL" }
    /// Once it has given any, getrandom(2) gives as many bytes as are asked for: a system has no
    /// random bytes from the beginning on, or always has. The library that draws them ends the
    /// process at a later failure, which the system rules out.
    var isForGood: Bool { call == "getrandom" }
    var description: String { "\(call) \(effect)" }
  }

  static let faults =
    [
      ("openat", "EMFILE"), ("openat", "EIO"), ("read", "EIO"), ("pread64", "EIO"),
      ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("pwritev", "ENOSPC"), ("writev", "EIO"),
      ("write", "ENOSPC"), ("fdatasync", "EIO"), ("fsync", "EIO"), ("ftruncate", "ENOSPC"),
      ("fallocate", "ENOSPC"), ("rename", "EIO"), ("renameat2", "EIO"), ("link", "EIO"),
      ("unlink", "EIO"), ("mkdir", "ENOSPC"), ("mmap", "ENOMEM"), ("fcntl", "ENOLCK"),
      ("flock", "ENOLCK"), ("fstatfs", "EIO"), ("newfstatat", "EIO"), ("getrandom", "EAGAIN"),
    ].map { Fault(call: $0, effect: "error=\($1)") }
    + [
      "pwrite64", "fdatasync", "fsync", "write", "rename", "renameat2", "link", "unlink",
      "ftruncate", "mkdir",
    ].map { Fault(call: $0, effect: "signal=KILL") }

  func run() throws {
    let checks = CheckReport()
    let specimen = try Specimen(candor: candor)
    let trace = specimen.rehearsal.folder + "/trace"
    guard try Self.canTrace(trace, specimen) else {
      CheckReport.say("strace is not installed, or may not trace here: nothing was tried")
      throw ExitCode(69)
    }
    let startup = try Self.callsBeforeMain(specimen, trace)
    var faultCount = 0
    for command in TriedCommand.recording + TriedCommand.changing
    where command.description.hasPrefix(only ?? "") {
      for fault in Self.faults where fault.call == call ?? fault.call {
        var number = fault.isForGood ? 1 : (startup[fault.call] ?? 0) + 1
        sweep: while true {
          try specimen.restore()
          let outcome = try Self.run(command, fault, number, specimen, trace)
          guard try Self.wasInjected(trace) else { break sweep }
          faultCount += 1
          try judge(outcome, fault, number, specimen, checks)
          if fault.isForGood { break sweep }
          number += every
        }
      }
    }
    CheckReport.say("\(faultCount) faults")
    checks.expect(faultCount > 0, "no call was made to fail")
    let code = checks.close()
    if code == 0 { specimen.remove() }
    throw ExitCode(code)
  }

  private func judge(
    _ outcome: Outcome, _ fault: Fault, _ number: Int, _ specimen: Specimen, _ checks: CheckReport
  ) throws {
    let what = "\(outcome.command) with \(fault), call \(number)"
    switch outcome.ending {
    case .exited(let code):
      // Nothing is wrong with the ledger, with who asks, or with what was asked.
      checks.expect(
        [0, 69, 74].contains(code) || (fault.isKill && code == 128 + SIGKILL),
        "\(what): exit code \(code) \(outcome.errors)")
    case .killed(let signal):
      checks.expect(fault.isKill && signal == SIGKILL, "\(what): \(outcome.ending)")
    }
    checks.expect(
      (try? Verdict(from: specimen.rehearsal.program).isSound) == true, "\(what): not sound")
    let census = try LedgerCensus(of: specimen.rehearsal.ledger)
    checks.expect(census.isGapless, "\(what): a partial append or a gap")
    if outcome.command.effect == .records {
      let again = try specimen.run(outcome.command)
      checks.expect(again.isDone, "\(what): repeated, \(again.ending) \(again.errors)")
      let twice = try LedgerCensus(of: specimen.rehearsal.ledger)
      if outcome.isDone {
        checks.expect(
          twice.appends.count == census.appends.count, "\(what): acknowledged, and not there")
      }
    }
    // Whoever was concerned goes on working.
    let next = try specimen.run(
      TriedCommand(.changes, "record weighed --patient RH-2 --weight 70kg --as nurse.lee"))
    checks.expect(next.isDone, "\(what): afterwards the nurse \(next.ending) \(next.errors)")
  }

  private static func run(
    _ command: TriedCommand, _ fault: Fault, _ number: Int, _ specimen: Specimen, _ trace: String
  ) throws -> Outcome {
    try? FileManager.default.removeItem(atPath: trace)
    return try specimen.run(
      command,
      wrapper: [
        "/usr/bin/strace", "-f", "-qq", "-o", trace, "-e", "trace=\(fault.call)", "-e",
        "inject=\(fault.call):\(fault.effect):when=\(number)\(fault.isForGood ? "+" : "")",
      ])
  }

  private static func canTrace(_ trace: String, _ specimen: Specimen) throws -> Bool {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") else { return false }
    return try specimen.run(
      TriedCommand(.reads, "--version"), wrapper: ["/usr/bin/strace", "-f", "-qq", "-o", trace]
    ).isDone
  }

  /// How often each call is made before the program's own code runs: the loader's are not tried.
  private static func callsBeforeMain(
    _ specimen: Specimen, _ trace: String
  ) throws -> [String: Int] {
    try? FileManager.default.removeItem(atPath: trace)
    _ = try specimen.run(
      TriedCommand(.reads, "--version"),
      wrapper: [
        "/usr/bin/strace", "-f", "-qq", "-o", trace, "-e", "trace=file,desc,memory,getrandom",
      ])
    let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
    // What `--version` does before it prints is the loader's and the runtime's.
    return lines.prefix { !$0.contains(" write(1,") }.reduce(into: [:]) { counts, line in
      guard let call = line.firstMatch(of: /^\d+ +(\w+)\(/) else { return }
      counts[String(call.output.1), default: 0] += 1
    }
  }

  private static func wasInjected(_ trace: String) throws -> Bool {
    let text = (try? String(contentsOfFile: trace, encoding: .utf8)) ?? ""
    // A killed process leaves no line that says so, but its end.
    return text.contains("(INJECTED)") || text.contains("killed by SIGKILL")
  }
}
