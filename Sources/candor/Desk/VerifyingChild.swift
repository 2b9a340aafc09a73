internal import ArgumentParser
private import Glibc

/// Runs a command that verifies in a child process, so that damage which kills the storage library
/// is a verdict.
struct VerifyingChild {
  var format: OutputFormat

  func run() throws {
    let child = try ChildProcess.selfAgain(adding: "--in-this-process")
    let (output, errors, ending) = try child.finish()
    switch ending {
    case .exited(let code):
      try Output.bytes(output, to: STDOUT_FILENO)
      try Output.bytes(errors, to: STDERR_FILENO)
      if code != 0 { throw ExitCode(code) }
    case .killed where ending.isDeathByDamage:
      try VerdictText.damagedStructure(nil, format: format)
      throw ExitCode(ExitStatus.no)
    case .killed(let signal):
      throw ProgramError.internal(
        "the verification was ended by signal \(signal) before it had a verdict; run it again")
    }
  }
}
