internal import SessionKeys

/// What a person says to sign in or unlock: asked for on the terminal, or the lines of a
/// descriptor that a program opened. Read once.
final class SignInSecrets {
  private let descriptor: Int32?
  private let terminal: Terminal
  private var read: [[UInt8]]?
  private var answer: [UInt8]?

  init(descriptor: Int32?, terminal: Terminal) {
    self.descriptor = descriptor
    self.terminal = terminal
  }

  /// The first line, or what the person answers; asked once, whatever it turns out to be.
  func secret(_ question: String) throws -> [UInt8] {
    if let descriptor {
      guard let line = try lines(descriptor).first, !line.isEmpty else {
        throw ProgramError.badData("descriptor \(descriptor) holds nothing in its first line")
      }
      return line
    }
    guard terminal.isInteractive else {
      throw ProgramError.usage(
        "it has to be asked for, and there is no terminal to ask on; "
          + "give --passphrase-fd N, a file descriptor to read it from")
    }
    if let answer { return answer }
    let given = try Prompt().passphrase(question)
    answer = given
    return given
  }

  /// A PIN for unlocking: the second line, or asked for once; nil for none.
  func newPIN() throws -> PIN? {
    if let descriptor {
      guard let line = try lines(descriptor).dropFirst().first, !line.isEmpty else { return nil }
      guard let pin = PIN(line) else { throw SessionError.malformedPIN }
      return pin
    }
    guard terminal.isInteractive else { return nil }
    while true {
      let answer = try Prompt().passphrase("PIN to unlock with, 4 to 8 digits (Enter: none):")
      if answer.isEmpty { return nil }
      if let pin = PIN(answer) { return pin }
      Output.note("  Not taken: a PIN is 4 to 8 digits.")
    }
  }

  private func lines(_ descriptor: Int32) throws -> [[UInt8]] {
    if let read { return read }
    let bytes = try FileInput.bytes(
      of: descriptor, called: "descriptor \(descriptor)", .lines, of: "a passphrase")
    let lines = bytes.filter { $0 != UInt8(ascii: "\r") }
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    read = lines
    return lines
  }
}
