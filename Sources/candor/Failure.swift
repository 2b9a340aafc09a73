internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
private import Glibc
internal import Ledger
internal import SessionKeys
internal import TransparencyLog

/// Ends the program after an error: one clear message on standard error and an exit code.
struct Failure {
  var error: any Error

  init(_ error: any Error) { self.error = Self.stated(in: error, depth: 4) ?? error }

  /// Ours, where the parser has wrapped what a command's `validate` threw; its own types for that
  /// are not public, so they are looked through.
  private static func stated(in wrapper: Any, depth: Int) -> ProgramError? {
    if let error = wrapper as? ProgramError { return error }
    guard depth > 0, wrapper is any Error else { return nil }
    for child in Mirror(reflecting: wrapper).children {
      if let error = stated(in: child.value, depth: depth - 1) { return error }
    }
    return nil
  }

  func exit() -> Never {
    if let code = exitCode {
      Output.note("candor: \(message)")
      Glibc.exit(code)
    }
    // The parser's own: help, version, usage errors and plain exit codes.
    let code = Candor.exitCode(for: error)
    if code == .success { show(Candor.fullMessage(for: error)) }
    guard code == .validationFailure else { Candor.exit(withError: error) }
    Output.note(
      ParserMessage.withoutValues(
        Candor.fullMessage(for: error), typed: Array(ProgramArguments.all.dropFirst())))
    Glibc.exit(ExitStatus.usage)
  }

  /// Help is an answer like any other: where it cannot be written, it was not given.
  private func show(_ help: String) -> Never {
    do { try Output.bytes(Array((help + "\n").utf8), to: STDOUT_FILENO) } catch {
      Failure(error).exit()
    }
    Glibc.exit(ExitStatus.done)
  }

  /// Without the full stop, to be part of a longer sentence.
  var sentence: String { message.hasSuffix(".") ? String(message.dropLast()) : message }

  var message: String {
    // Only our own errors describe themselves: a foreign one may quote what it choked on.
    exitCode != ExitStatus.internal || error is ProgramError
      ? String(describing: error)
      : "something unforeseen failed (\(String(describing: type(of: error)))): "
        + "report it, with what was done"
  }

  /// Nil for what the argument parser throws.
  var exitCode: Int32? {
    switch error {
    case let error as ProgramError: error.exitCode
    case let error as ClinicError: error.exitCode
    case let error as RefusedAct: error.reason.exitCode
    case let error as LedgerError: error.category.exitCode
    case let error as KeyError: error.category.exitCode
    case let error as SessionError: error.exitCode
    case Rejection.notYourRole: ExitStatus.notPermitted
    case is Rejection, is TransparencyLogError: ExitStatus.badData
    case is CleanExit, is ValidationError, is ExitCode: nil
    default: Candor.exitCode(for: error) == .failure ? ExitStatus.internal : nil
    }
  }
}
