internal import ArgumentParser
internal import Clinic
internal import FoundationEssentials
internal import Ledger
internal import Reports

/// `candor doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at the ledger and what it needs, and say what a person should do.",
    discussion: """
      Needs no identity and appends nothing. Each line says ok, look or act; exit code 1 when any says act. What is \
      damaged or missing is told by its line. It is no verification: that is candor verify.

      Examples:
        candor doctor
        candor doctor --format json
      """)

  /// Set for the child that does the looking: a damaged file can end it.
  @Option(help: .hidden)
  var fromCheck: Int?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let directory = try ledger.directory()
    if let fromCheck { return try examine(directory, from: fromCheck) }
    let parts = ["/log", "/keyring"].map { directory + $0 }
    guard try parts.contains(where: { try FileInput.exists($0) }) else {
      throw LedgerError.notALedger(path: directory)
    }
    let findings = try findings()
    let terminal = Terminal.current()
    switch try ledger.format {
    case .text:
      try Output.write(
        HealthText.render(
          findings, style: TextStyle(width: terminal.width, isColored: terminal.usesColor)))
    case .json: try Output.write(json: try HealthJSON.render(findings))
    }
    if findings.contains(where: { $0.verdict == .act }) { throw ExitCode(ExitStatus.no) }
  }

  /// In the child: each finding is a line of JSON as soon as it is there.
  private func examine(_ directory: String, from first: Int) throws {
    let doctor = Doctor(
      directory: directory, clock: try ledger.systemClock(),
      identityFolder: try? IdentityLocation(ledger).directory())
    if first == 0 { try doctor.requireFittingClock() }
    try doctor.examine(from: first) { finding in
      try Output.bytes([UInt8](try JSONEncoder().encode(finding)) + [10], to: 1)
    }
  }

  /// A check that ends the child has found something; the next child goes on behind it.
  private func findings() throws -> [HealthFinding] {
    var findings: [HealthFinding] = []
    while findings.count < Doctor.checkNames.count {
      let child = try ChildProcess.selfAgain(adding: "--from-check=\(findings.count)")
      let (output, errors, ending) = try child.finish()
      findings += try output.split(separator: 10).map {
        try JSONDecoder().decode(HealthFinding.self, from: Data($0))
      }
      if ending == .exited(0) { break }
      guard ending.isDeathByDamage, findings.count < Doctor.checkNames.count else {
        Output.note(String(decoding: errors, as: UTF8.self), terminator: "")
        switch ending {
        case .exited(let code): throw ExitCode(code)
        case .killed(let signal): throw ending.interruption(of: "examination", by: signal)
        }
      }
      findings.append(Doctor.fatalFinding(at: findings.count))
    }
    return findings
  }
}
