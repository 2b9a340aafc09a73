internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// Opening in an emergency what the role does not read, or what cannot be recorded first.
struct EmergencyOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Open it in an emergency: what your role does not read, or what a full disk cannot record first. It asks why, and somebody else reviews it."
    ))
  var breakGlass = false

  @Option(
    help: ArgumentHelp(
      "With --break-glass: read why from standard input: - (asked for on a terminal).",
      valueName: "-"))
  var reason: String?

  func validate() throws {
    guard reason == nil || breakGlass else {
      throw ProgramError.usage("--reason belongs to --break-glass here; leave it out, or give both")
    }
    guard reason == nil || reason == "-" else {
      throw ProgramError.usage(
        "--reason takes no text, which would stay on the command line; give --reason - and the reason on standard input"
      )
    }
  }

  /// Nil without `--break-glass`. The reason is asked for only when it is needed.
  func emergency(in context: CommandContext) -> BreakGlass? {
    breakGlass ? BreakGlass { try stated(in: context) } : nil
  }

  private func stated(in context: CommandContext) throws -> String {
    if let prompt = context.prompt {
      Output.note("An emergency access is recorded under your name, and somebody else reviews it.")
      let text = try prompt.line("Reason (Enter: do not open):")
      guard !text.isEmpty else {
        throw ProgramError.badData("no reason was given: nothing was opened")
      }
      return text
    }
    guard reason != nil else {
      throw ProgramError.usage(
        "an emergency access needs its reason; give --reason - and the reason on standard input")
    }
    let text = try FileInput.text(at: "-", .lines, of: "a reason").withLineFeeds.trimmed
    guard !text.isEmpty else {
      throw ProgramError.badData("standard input holds no reason: nothing was opened")
    }
    return text
  }
}

/// `--as-of`: a number of entries, or a time.
enum AsOfArgument: Hashable {
  case size(UInt64)
  case time(TimeArgument)

  init(argument: String) throws {
    if let size = UInt64(argument) {
      self = .size(size)
    } else if let time = try TimeArgument.parse(argument) {
      self = .time(time)
    } else {
      throw ProgramError.usage(
        "it is neither a number of entries nor a time; give 84 or 2026-03-02T10:05")
    }
  }

  /// A time stands for its whole minute or day, but never for more than has passed.
  func resolved(by clock: LocalClock) throws -> AsOf {
    switch self {
    case .size(let size): return .size(size)
    case .time(let argument):
      let time = try argument.resolved(by: clock)
      let began = time.earliest <= clock.nowMicroseconds
      let latest = clock.latest(of: time)
      return .recordedMicroseconds(began ? min(latest, clock.nowMicroseconds) : latest)
    }
  }
}
