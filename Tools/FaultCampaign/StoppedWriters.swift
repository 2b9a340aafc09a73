internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// A writer that is stopped in the middle of its transaction: whoever waits for it says for whom,
/// and stops waiting.
struct StoppedWriters: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stopped",
    abstract: "Stop a writer inside its transaction; the others say so (needs strace).")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?

  func run() throws {
    let checks = CheckReport()
    let specimen = try Specimen(candor: candor)
    let trace = specimen.rehearsal.folder + "/trace"
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") else {
      CheckReport.say("strace is not installed: nothing was tried")
      throw ExitCode(69)
    }
    // It stops at the first sync of its commit, with the lock of the log.
    let holder = TriedCommand(
      .records, "record weighed --patient RH-1 --weight 71kg --as nurse.lee")
    let stopped = try specimen.rehearsal.program.start(
      holder.arguments(in: specimen.rehearsal.folder), clock: specimen.clock,
      wrapper: [
        "/usr/bin/strace", "-f", "-qq", "-o", trace, "-P",
        specimen.rehearsal.ledger + "/log/data.mdb", "-e", "trace=fdatasync", "-e",
        "inject=fdatasync:signal=STOP:when=1",
      ])
    let process = try Self.stoppedProcess(trace)
    let waiting =
      TriedCommand.recording.prefix(2)
      + TriedCommand.changing.filter { $0.description.hasPrefix("backup") }
      + [TriedCommand(.reads, "timeline RH-2 --as nurse.lee")]
    for command in waiting {
      let outcome = try specimen.run(command)
      let what = "\(command) while a writer is stopped"
      checks.expect(outcome.ending == .exited(69), "\(what): \(outcome.ending)")
      checks.expect(
        outcome.errors.contains("\(process)"), "\(what): whom it waits for is not said")
    }
    for command in TriedCommand.reading
    where ["verify", "history --limit 20", "staff list", "doctor"].contains(command.description) {
      let outcome = try specimen.run(command)
      checks.expect(outcome.isDone, "\(command) while a writer is stopped: \(outcome.ending)")
    }
    kill(process, SIGKILL)
    _ = stopped.finish()
    let next = try specimen.run(TriedCommand.recording[0])
    checks.expect(next.isDone, "after its end: \(next.errors)")
    checks.expect(try Verdict(from: specimen.rehearsal.program).isSound, "not sound")
    let code = checks.close()
    if code == 0 { specimen.remove() }
    throw ExitCode(code)
  }

  /// Waits until the trace says that the writer has stopped.
  private static func stoppedProcess(_ trace: String) throws -> pid_t {
    for _ in 0..<1_000 {
      let text = (try? String(contentsOfFile: trace, encoding: .utf8)) ?? ""
      if let line = text.firstMatch(of: /(?m)^(\d+) +--- stopped by SIGSTOP/),
        let thread = pid_t(String(line.output.1)),
        // The trace names a thread; the process is its group's leader.
        let status = try? String(contentsOfFile: "/proc/\(thread)/status", encoding: .utf8),
        let group = status.firstMatch(of: /Tgid:\s+(\d+)/),
        let process = pid_t(String(group.output.1))
      {
        return process
      }
      usleep(10_000)
    }
    throw RehearsalError.unexpected("no writer came to its first sync")
  }
}
