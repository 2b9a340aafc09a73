/// A staff member's name as printed on records: asked for or from JSON, never an option (DESIGN
/// §6).
struct DisplayName {
  var json: String?
  var terminal: Terminal

  /// Nil when nobody said it and there is nobody to ask.
  func read(for handle: String) throws -> String? {
    if let json { return try fromJSON(json) }
    guard terminal.isInteractive else { return nil }
    let name = try Prompt().line("Name of \(handle) as printed on records (Enter: \(handle)):")
    return name.isEmpty ? handle : name
  }

  private func fromJSON(_ source: String) throws -> String {
    guard source == "-" else {
      throw ProgramError.usage("--json reads standard input only; give --json -")
    }
    let object = try JSONValue.object(
      parsing: try FileInput.text(at: "-", .document, of: "a name"), called: "standard input")
    guard object.count == 1, case .string(let name)? = object["display_name"], !name.isEmpty else {
      throw ProgramError.badData(
        "standard input has not the one field that is expected; give {\"display_name\": \"…\"}")
    }
    return name
  }
}
