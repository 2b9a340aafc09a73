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
