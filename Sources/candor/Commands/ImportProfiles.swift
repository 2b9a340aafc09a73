internal import ArgumentParser
internal import Clinic
internal import StrictJSON

/// `candor import profiles [NAME]`.
struct ImportProfiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "The shapes of devices' files that import vitals --profile knows by name.",
    discussion: """
      Needs no ledger. With a name it prints that profile's document, to begin one's own with \
      (Schemas/import-profile.schema.json): --profile takes the path of a JSON file, too.

      Examples:
        candor import profiles
        candor import profiles philips-intellivue > ours.json
      """)

  @Argument(help: "One of them: its document is printed.")
  var name: String?

  @Option(help: "How the answer is written.")
  var format: OutputFormat = .text

  func run() throws {
    if let name { return try Output.bytes(try ProfileArgument.shipped(name).document, to: 1) }
    let profiles = try ImportProfile.shipped
    switch format {
    case .text:
      try Output.write(
        profiles.map { "\($0.name)\n  \($0.description)" }.joined(separator: "\n"))
    case .json:
      let list = profiles.map { profile in
        JSONValue.object([
          "name": .string(profile.name), "description": .string(profile.description),
          "needs_start": .bool(profile.needsStart),
        ])
      }
      try Output.write(json: try JSONValue.object(["profiles": .array(list)]).text())
    }
  }
}

/// `--profile`: the name of one that comes with the program, or the path of a document.
enum ProfileArgument {
  static func profile(_ text: String) throws -> ImportProfile {
    guard text.contains("/") || text.hasSuffix(".json") else { return try shipped(text) }
    let document = try FileInput.bytes(at: text, .document, of: "an import profile")
    do throws(JSONFieldDefect) {
      return try ImportProfile(json: document)
    } catch {
      throw ProgramError.badData("\(text): \(error)")
    }
  }

  static func shipped(_ name: String) throws -> ImportProfile {
    let profiles = try ImportProfile.shipped
    guard let profile = profiles.first(where: { $0.name == name }) else {
      throw ProgramError.usage(
        "no import profile is called \(name); give one of "
          + profiles.map(\.name).joined(separator: ", ")
          + ", or with --profile the path of a JSON file")
    }
    return profile
  }
}
