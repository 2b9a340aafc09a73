internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import DurableFile
internal import Reports
private import Glibc

/// `candor documents WHO`.
struct DocumentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents",
    abstract: "Which documents are attached to a patient's chart, and since when.",
    discussion: """
      Their bytes are not opened: candor document shows one. Who looks is recorded in the chart's access log before \
      anything is shown.

      Example:
        candor documents MH-1001
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let list = try context.person.documents(
      of: try context.person.chart(named: who, for: emergency.permission),
      emergency: emergency.emergency(in: context))
    try context.answer(
      text: DocumentsText.render(list, style: context.style),
      json: try DocumentsJSON.render(list))
  }
}

/// `candor document WHO N`.
struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Show an attached document, byte for byte.",
    discussion: """
      It is held against its digest, and the look is recorded in the chart's access log as one of its own, before the \
      first byte is written. A file that is there already is left as it is; - writes to a pipe, and never to a \
      terminal. What is written stands in the clear.

      Examples:
        candor document MH-1001 1 --output consent.pdf
        candor document MH-1001 B/1 --output - | lp
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @Argument(
    help: ArgumentHelp("Which one; of merged charts as B/1.", valueName: "number"),
    transform: DocumentArgument.init(argument:))
  var number: DocumentArgument

  @Option(
    help: ArgumentHelp("A file that is not there yet; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func validate() throws {
    guard try output != "-" || ledger.format == .text else {
      throw ProgramError.usage(
        "--format json and --output - would both write to standard output; give --output a file")
    }
  }

  func run() throws {
    // Before anybody is recorded as having seen it.
    if output == "-" {
      guard isatty(STDOUT_FILENO) == 0 else {
        throw ProgramError.usage(
          "a document is not written to a terminal; give --output a file, or a pipe behind it")
      }
    } else if try FileInput.exists(output) {
      throw Self.taken(output)
    }
    let context = try ledger.signIn()
    let shown = try context.person.document(
      number.number, inChart: number.letter,
      of: try context.person.chart(named: who, for: emergency.permission),
      emergency: emergency.emergency(in: context))
    let document = shown.document
    if let position = document.outcome?.enteredInErrorBy {
      Output.note("Document \(document.name) is entered in error (entry \(position)).")
    }
    guard output != "-" else { return try Output.bytes(shown.bytes, to: STDOUT_FILENO) }
    do throws(FileFailure) {
      try DurableFile.create(output, holding: shown.bytes)
    } catch {
      if error.isTaken { throw Self.taken(output) }
      throw ProgramError.io("\(output) cannot be written: \(error.reason)")
    }
    try context.answer(
      text: "Document \(document.name), \(DocumentsText.summary(of: document)), is in \(output); "
        + "its SHA-256 holds.",
      json: try DocumentsJSON.render(document, writtenTo: output))
  }

  private static func taken(_ path: String) -> ProgramError {
    .usage("\(path) is there already, and a document replaces no file; name another one")
  }
}

extension EmergencyOptions {
  /// What a chart is wanted for.
  fileprivate var permission: Permission { breakGlass ? .openInEmergency : .readCharts }
}

/// A document: "2", or "B/1" of one of several charts that are merged.
struct DocumentArgument {
  var letter: String?
  var number: UInt32

  init(argument: String) throws {
    let visit = try? VisitArgument(argument: argument)
    guard let visit, visit.number > 0 else {
      throw ProgramError.usage(
        "a document is named by its number, or as B/1 of merged charts; see candor documents")
    }
    letter = visit.letter
    number = visit.number
  }
}
