internal import DurableFile
private import Glibc

/// What the three standard streams are connected to.
struct Terminal: Sendable {
  /// A person can be asked: questions go to standard error, answers come from standard input.
  var isInteractive: Bool
  /// What is written to standard output is read by a person, who may see whom it is about.
  var outputIsTerminal: Bool
  var errorIsTerminal: Bool
  /// Colour on standard output: only on a terminal, and not with NO_COLOR (https://no-color.org) or
  /// TERM=dumb.
  var usesColor: Bool
  /// Columns to lay text out for.
  var width: Int

  static func current() -> Terminal {
    let output = isatty(STDOUT_FILENO) == 1
    let error = isatty(STDERR_FILENO) == 1
    let plain = !(Environment["NO_COLOR"] ?? "").isEmpty || Environment["TERM"] == "dumb"
    return Terminal(
      isInteractive: isatty(STDIN_FILENO) == 1 && error, outputIsTerminal: output,
      errorIsTerminal: error, usesColor: output && !plain, width: output ? columns() : 100)
  }

  private static func columns() -> Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 100 }
    return Int(size.ws_col)
  }
}

/// Writes whole texts to the standard streams.
enum Output {
  /// Opens something in the place of what is closed of them: see ``StandardStream/fill()``.
  ///
  /// - Throws: where that fails, which nobody may be there to read.
  static func fillStandardStreams() throws {
    do throws(FileFailure) {
      try StandardStream.fill()
    } catch {
      throw ProgramError.unavailable("the standard streams cannot be opened: \(error.reason)")
    }
  }

  /// To standard output, ending in exactly one newline, with what could act on the screen made
  /// visible.
  static func write(_ text: String) throws { try writeLine(VisibleText.answer(text)) }

  /// The same for a program: the same text to whoever parses it, and as visible.
  static func write(json text: String) throws { try writeLine(VisibleText.json(text)) }

  private static func writeLine(_ text: String) throws {
    guard !text.isEmpty else { return }
    try bytes(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: STDOUT_FILENO)
  }

  /// To standard error, with whatever somebody else's text would do to the screen made visible; a
  /// reader that went away is no reason to fail.
  static func note(_ text: String, terminator: String = "\n") {
    draw(VisibleText.message(text) + terminator)
  }

  /// To standard error, as it is: what the program itself does to the screen.
  static func draw(_ text: String) { try? bytes(Array(text.utf8), to: STDERR_FILENO) }

  /// Waits, and tells whether there is still somebody to write answers for: a pipe may have been
  /// closed meanwhile, which ends the waiting.
  static func isReadAfter(milliseconds: Int32) -> Bool {
    var stream = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&stream, 1, milliseconds) == 0 || errno == EINTR && stream.revents == 0
  }

  /// Empties the terminal that answers are written to, for the next drawing.
  static func clearScreen() {
    try? bytes(Array("\u{1B}[H\u{1B}[2J".utf8), to: STDOUT_FILENO)
  }

  /// - Throws: when the descriptor does not take them all: a full disk behind a redirection must
  /// not pass for done.
  static func bytes(_ bytes: [UInt8], to descriptor: Int32) throws {
    do throws(FileFailure) {
      try StandardStream.write(bytes, to: descriptor)
    } catch {
      throw ProgramError.unwritten(error.reason)
    }
  }
}

/// A bar on standard error for work that takes a while; silent unless that is a terminal.
struct Progress {
  private let title: String
  private let isShown: Bool
  private var lastPermille = -1

  init(_ title: String, on terminal: Terminal) {
    self.title = title
    isShown = terminal.errorIsTerminal
  }

  mutating func update(_ done: Int, of total: Int) {
    guard isShown, total > 0 else { return }
    let permille = done * 1000 / total
    guard permille / 5 != lastPermille / 5 || done == total else { return }
    lastPermille = permille
    let filled = permille * 30 / 1000
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Output.draw("\r\(title) \(bar) \(done) of \(total)")
  }

  /// Clears the line, so that what follows stands where the bar was.
  func finish() {
    guard isShown, lastPermille >= 0 else { return }
    Output.draw("\r\u{1b}[K")
  }
}

/// The process's environment variables.
enum Environment {
  /// Nil when the variable is not set.
  static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// The operating system's words for what went wrong.
enum SystemReason {
  /// For the last failed call of this thread.
  static func last() -> String { text(errno) }

  static func text(_ code: Int32) -> String {
    guard let message = strerror(code) else { return "error \(code)" }
    return String(cString: message)
  }
}
