internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// Standard streams that are closed or full: no message lands in a file of the ledger, and an
/// answer that was not written is no success.
struct ClosedStreams: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "streams",
    abstract: "Every command with standard streams closed or full.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Flag(help: "A few commands rather than all.") var short = false

  func run() throws {
    let checks = CheckReport()
    let specimen = try Specimen(candor: candor)
    let all = TriedCommand.reading + TriedCommand.recording + TriedCommand.changing
    let commands = short ? all.enumerated().filter { $0.offset % 5 == 1 }.map(\.element) : all
    for command in commands {
      try specimen.restore()
      let usual = try specimen.run(command)
      for streams in Self.cases {
        try specimen.restore()
        let outcome = try specimen.run(
          command, closed: streams.closed, output: streams.isOutputFull ? "/dev/full" : nil,
          errors: streams.areErrorsFull ? "/dev/full" : nil)
        try judge(outcome, streams, usual: usual, specimen, checks)
      }
    }
    CheckReport.say("\(commands.count) commands with \(Self.cases.count) sets of streams each")
    let code = checks.close()
    if code == 0 { specimen.remove() }
    throw ExitCode(code)
  }

  private func judge(
    _ outcome: Outcome, _ streams: Streams, usual: Outcome, _ specimen: Specimen,
    _ checks: CheckReport
  ) throws {
    let what = "\(outcome.command) with \(streams)"
    let isUnsaid = (streams.isOutputFull || streams.closed.contains(1)) && !usual.output.isEmpty
    // A command that reads its input from a stream that is closed has nothing to record.
    let hasNoInput = streams.closed.contains(0) && outcome.command.input != nil
    switch outcome.ending {
    case .exited(let code):
      if hasNoInput {
        checks.expect([65, 74].contains(code), "\(what): \(code)")
      } else if isUnsaid {
        checks.expect(code == 74, "\(what): \(code), and its answer was not written")
      } else {
        checks.expect(outcome.ending == usual.ending, "\(what): \(code)")
      }
    case .killed: checks.expect(false, "\(what): \(outcome.ending)")
    }
    if isUnsaid, outcome.command.effect == .records, !hasNoInput, !streams.areErrorsFull,
      !streams.closed.contains(2)
    {
      checks.expect(
        outcome.errors.contains("recorded"), "\(what): it does not say what was recorded")
    }
    for path in specimen.files(under: "ledger") {
      let bytes = try Data(contentsOf: URL(filePath: path))
      checks.expect(
        bytes.range(of: Data(Specimen.familyName.utf8)) == nil
          && bytes.range(of: Data("candor:".utf8)) == nil,
        "\(what): \(path) holds what belongs on the terminal")
    }
    checks.expect(
      (try? Verdict(from: specimen.rehearsal.program).isSound) == true, "\(what): not sound")
  }

  /// One way of having no proper streams.
  struct Streams: CustomStringConvertible {
    var closed: Set<Int32> = []
    var isOutputFull = false
    var areErrorsFull = false

    var description: String {
      var words = closed.sorted().map { "\($0) closed" }
      if isOutputFull { words.append("output full") }
      if areErrorsFull { words.append("errors full") }
      return words.joined(separator: ", ")
    }
  }

  static let cases =
    (1..<8).map { bits in
      Streams(closed: Set((0..<3).filter { bits >> $0 & 1 == 1 }.map { Int32($0) }))
    } + [
      Streams(isOutputFull: true), Streams(areErrorsFull: true),
      Streams(isOutputFull: true, areErrorsFull: true),
    ]
}
