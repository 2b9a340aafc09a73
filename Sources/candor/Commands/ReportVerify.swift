internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports

/// `candor report verify FILE`.
struct ReportVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hold a compliance report that somebody has against the ledger.",
    discussion: """
      The report, as --format json wrote it, is computed once more from the entries that it names. It is this ledger's, but for \
      charts that were erased since; or made by another rule set, which cannot be computed here; or altered, and where; \
      or of another ledger. Whether it was issued (candor report issue) is told by its digest. Exit code 1 when it is not \
      the ledger's.

      Example:
        candor report verify march.json
      """)

  @Argument(
    help: "The report's file; - is standard input.", completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let held = try HeldReportFile(file)
    let (verdict, _) = try held.verdict(in: context)
    let issued = try context.clinic.issue(of: held.bytes)
    try context.answer(
      text: ReportVerdictText.render(verdict, of: held.report, issued: issued),
      json: try ReportVerdictJSON.render(verdict, issued: issued))
    // What was issued is what it was, whatever rules this program has.
    if case .otherRuleSet = verdict, issued != nil { return }
    if !verdict.isSame { throw ExitCode(ExitStatus.no) }
  }
}

/// `candor report issue FILE`.
struct ReportIssue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issue",
    abstract: "Record that a compliance report is handed out, by its digest.",
    discussion: """
      The report, as --format json wrote it, is computed once more first; one that is not the ledger's is not issued. \
      What is recorded is the SHA-256 of the file, the tree, the rule set and whether patients are named; nothing of \
      what it says. A report that was issued before is not recorded again.

      Example:
        candor report issue march.json
      """)

  @Argument(
    help: "The report's file; - is standard input.", completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let held = try HeldReportFile(file)
    let (verdict, report) = try held.verdict(in: context)
    guard verdict == .same, let report else {
      throw ProgramError.no(
        ReportVerdictText.words(verdict, of: held.report) + ": nothing was recorded")
    }
    let position = try context.person.issue(report, document: held.bytes)
    try context.answer(
      text: "Issued in entry \(position), by its SHA-256; candor show \(position) tells it.\n",
      json: try ReportVerdictJSON.render(issuedIn: position))
  }
}

/// A report's file, with what it says it is.
private struct HeldReportFile {
  let bytes: [UInt8]
  let report: HeldReport

  init(_ path: String) throws {
    bytes = try FileInput.bytes(at: path, .bulk, of: "a report")
    do throws(HeldReport.NoReport) { report = try HeldReport(bytes) } catch {
      let what = error.field.map { "its \($0) is missing or no such value" } ?? "it is not JSON"
      throw ProgramError.badData(
        "\(path) is no compliance report: \(what); give one that "
          + "candor report compliance --format json wrote")
    }
  }

  /// - Returns: what the ledger comes to, too; nil where it has not that many entries.
  func verdict(in context: CommandContext) throws -> (ReportVerdict, ComplianceReport?) {
    do {
      let computed = try context.person.complianceReport(
        from: report.fromDate, to: report.toDate, asOf: .size(report.treeSize),
        showing: report.filter)
      let erased = try context.clinic.erasedCharts()
      return (try report.verdict(against: computed, erased: erased), computed)
    } catch {
      // There are not that many entries here.
      guard case .futureAsOf? = error as? ClinicError ?? (error as? RefusedAct)?.reason else {
        throw error
      }
      return (.otherLedger, nil)
    }
  }
}
