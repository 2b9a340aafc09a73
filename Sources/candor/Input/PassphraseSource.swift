/// Where a passphrase comes from: a descriptor that a program opened, or the person at the
/// terminal; never an option.
struct PassphraseSource {
  /// `--passphrase-fd N`.
  var descriptor: Int32?
  var terminal: Terminal

  /// An existing passphrase, asked once.
  func existing(for handle: String, option: String = "--passphrase-fd") throws -> [UInt8] {
    if let descriptor { return try Self.firstLine(of: descriptor) }
    try requireTerminal(option: option)
    return try Prompt().passphrase("Passphrase of \(handle):")
  }

  /// A new passphrase, asked twice.
  func new(for handle: String, option: String) throws -> [UInt8] {
    if let descriptor {
      let given = try Self.firstLine(of: descriptor)
      guard let weakness = WeakPassphrase(given, of: handle) else { return given }
      throw ProgramError.badData("the new passphrase \(weakness.words)")
    }
    try requireTerminal(option: option)
    while true {
      let first = try Prompt().passphrase("New passphrase for \(handle):")
      if let weakness = WeakPassphrase(first, of: handle) {
        Output.note("  Not taken: it \(weakness.words).")
        continue
      }
      if try Prompt().passphrase("Once more:") == first { return first }
      Output.note("  Not taken: the two were different.")
    }
  }

  private func requireTerminal(option: String) throws {
    guard terminal.isInteractive else {
      throw ProgramError.usage(
        "a passphrase is needed and there is no terminal to ask on; "
          + "give \(option) N, a file descriptor to read it from")
    }
  }

  private static func firstLine(of descriptor: Int32) throws -> [UInt8] {
    let bytes = try FileInput.bytes(
      of: descriptor, called: "descriptor \(descriptor)", .lines, of: "a passphrase")
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard !line.isEmpty else {
      throw ProgramError.badData("descriptor \(descriptor) holds no passphrase in its first line")
    }
    return Array(line)
  }
}
