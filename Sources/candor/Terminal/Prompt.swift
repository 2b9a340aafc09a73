private import Glibc

/// Asks the person at the terminal; questions go to standard error so that output can be
/// redirected.
struct Prompt {
  /// Answers in the person's place, in tests; nil: they are asked.
  var answering: ((String) -> String)?

  /// One line, without the blanks around it.
  /// - Throws: `nothingEntered` when the input has ended.
  func line(_ question: String) throws -> String {
    if let answering { return answering(question).trimmed }
    Output.note(question, terminator: " ")
    guard let answer = readLine(strippingNewline: true) else {
      Output.note("")
      throw ProgramError.nothingEntered
    }
    return answer.trimmed
  }

  /// Asks until the answer can be read; what is wrong with one is said before asking again.
  func answer<Value>(_ question: String, parse: (String) throws -> Value) throws -> Value {
    while true {
      let text = try line(question)
      do {
        return try parse(text)
      } catch let error as ProgramError {
        Output.note("  Not taken: \(error.description).")
      }
    }
  }

  /// Yes or no, spelled out or by its first letter.
  func confirm(_ question: String) throws -> Bool {
    try answer(question + " [yes/no]") { text in
      switch text.lowercased() {
      case "y", "yes": true
      case "n", "no": false
      default: throw ProgramError.usage("it is neither yes nor no")
      }
    }
  }

  /// With echo off, also when the person leaves by Ctrl-C.
  func passphrase(_ question: String) throws -> [UInt8] {
    guard let echo = EchoGuard() else {
      throw ProgramError.io("the terminal's echo cannot be switched off, so nothing was asked")
    }
    defer {
      echo.restore()
      Output.note("")
    }
    Output.note(question, terminator: " ")
    guard let text = readLine(strippingNewline: true) else { throw ProgramError.nothingEntered }
    return Array(text.utf8)
  }
}

extension String {
  /// With one line feed for every way in which lines are ended: CR LF, and CR alone.
  var withLineFeeds: String {
    guard utf8.contains(UInt8(ascii: "\r")) else { return self }
    return String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
  }

  /// With that many blanks before every line but the first.
  func indented(by columns: Int) -> String {
    replacing("\n", with: "\n" + String(repeating: " ", count: columns))
  }

  /// Without the blanks at both ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}

/// The terminal's settings as they were before echo was switched off; read by the signal handler,
/// so global.
private nonisolated(unsafe) var settingsToRestore = termios()

/// Switches a terminal's echo off until `restore`; a Ctrl-C in between restores it first.
struct EchoGuard {
  private let previousInterrupt: sigaction

  /// Nil when standard input is no terminal.
  init?() {
    guard tcgetattr(STDIN_FILENO, &settingsToRestore) == 0 else { return nil }
    var handler = sigaction()
    handler.__sigaction_handler.sa_handler = { signal in
      // tcsetattr, sigaction's reset and raise are async-signal-safe (POSIX.1-2017, 2.4.3).
      tcsetattr(STDIN_FILENO, TCSANOW, &settingsToRestore)
      raise(signal)
    }
    handler.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
    var previous = sigaction()
    sigaction(SIGINT, &handler, &previous)
    previousInterrupt = previous
    var silent = settingsToRestore
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
  }

  func restore() {
    tcsetattr(STDIN_FILENO, TCSANOW, &settingsToRestore)
    var previous = previousInterrupt
    sigaction(SIGINT, &previous, nil)
  }
}
