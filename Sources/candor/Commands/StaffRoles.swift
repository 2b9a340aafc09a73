internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor staff roles`.
struct StaffRoles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roles",
    abstract: "Which role may record, read and do what: the table that the program holds to.",
    discussion: """
      Needs no ledger. What is never held up is recorded by anybody enrolled but an auditor.

      Example:
        candor staff roles
      """)

  @Option(help: "How the answer is written.")
  var format: OutputFormat = .text

  func run() throws {
    switch format {
    case .text:
      let terminal = Terminal.current()
      try Output.write(
        RolesText.render(
          style: TextStyle(width: terminal.width, isColored: terminal.usesColor)))
    case .json: try Output.write(json: try RolesJSON.render())
    }
  }
}
