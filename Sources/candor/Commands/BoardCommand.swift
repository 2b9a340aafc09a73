internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
private import Glibc
internal import Reports

/// `candor board`.
struct BoardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board",
    abstract: "Who is in the clinic now: stage, dose, vital signs, what is due, open and owed.",
    discussion: """
      Of everybody whose visit nobody has ended: where they sit (as the prompts of `candor chair` that are open say), which infusion it is, for how long in which stage, the dose so far \
      (worked out by rates and pauses until the stop says it), the newest vital signs with their age and what of them is \
      beyond the policy's limits, when the next ones are due, side effects that have not gone, risks that nobody has \
      answered, and reasons that are owed. With --watch it is drawn again and again, on a terminal, until Ctrl-C. Who \
      looks is recorded in the access log of every chart that it shows, once within the policy's window.

      Examples:
        candor board
        candor board --watch --every 30
      """)

  @Flag(help: "Draw it again and again; only on a terminal.")
  var watch = false

  @Option(
    help: ArgumentHelp("With --watch: seconds between two drawings.", valueName: "seconds"))
  var every: UInt32?

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func validate() throws {
    guard every == nil || watch else {
      throw ProgramError.usage("--every belongs to --watch; leave it out, or give both")
    }
    guard every.map({ (1...3_600).contains($0) }) ?? true else {
      throw ProgramError.usage("--every takes 1 to 3600 seconds")
    }
    guard try !watch || ledger.format == .text else {
      throw ProgramError.usage(
        "--watch draws on a terminal and writes no JSON; leave one of the two out")
    }
  }

  func run() throws {
    guard !watch || Terminal.current().outputIsTerminal else {
      throw ProgramError.usage(
        "--watch draws on a terminal, and standard output is none; leave it out for one answer")
    }
    let context = try ledger.signIn()
    guard watch else {
      let board = try context.person.board(emergency: emergency.emergency(in: context))
      try context.answer(text: text(board, context), json: try BoardJSON.render(board))
      return try context.requireWhole()
    }
    while true {
      // Whoever was suspended or locked meanwhile is refused as by any other command.
      let board = try context.person.board(emergency: emergency.emergency(in: context))
      Output.clearScreen()
      try Output.write(text(board, context))
      sleep(every ?? Self.usualSeconds)
    }
  }

  private static let usualSeconds: UInt32 = 10

  private func text(_ board: Board, _ context: CommandContext) -> String {
    BoardText.render(board, style: context.style)
  }
}
