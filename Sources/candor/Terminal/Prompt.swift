private import Glibc

/// Asks the person at the terminal; questions go to standard error so that output can be
/// redirected.
struct Prompt {
  /// One line, without the blanks around it.
  /// - Throws: `nothingEntered` when the input has ended.
  func line(_ question: String) throws -> String {
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
  /// Without the blanks at both ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
