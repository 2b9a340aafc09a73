internal import ArgumentParser

/// `candor chair`.
struct Chair: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chair",
    abstract: "The bedside prompt: patients by their seats, a line for what happened.",
    discussion: """
      A seat is bound to a patient and their visit while the prompt is open: no entry says so, boards show it, and no \
      history of the lines is kept. Behind the seat's number stands what happened: a short word (`help` lists them), a side \
      effect, a drug, or any event that `candor record` knows, with its options. What is missing is asked for. Starts, \
      drugs and discharges are confirmed with name, age and seat. Several acts may stand on one line, with semicolons \
      between them: each is recorded by itself, in that order, and the first that is not recorded ends the line.

      Lines:
        seat MH-1042 3                 MH-1042 sits at 3
        3 arrive depression            any event: 3 EVENT OPTIONS
        3 ready                        what is missing before the start: one screen, one act
        3 ready id name birth-date; iv 22; driver NAME, RELATION; timeout -
                                       the same on one line: each item answered, - was not done
        3 start 0.5mg/kg 45 iv
        3 v 72 121/78 98 14            heart rate, pressure, SpO2, respiration
        3 nausea 2; ondansetron 4mg iv
        3 v - 118/76 --at 10:05        - leaves one out
        undo                           retracts one's own last act, for ten minutes
        timeline 3, board, today, seats, leave 3, help, quit

      While a seat is taken, the next vital signs that the policy asks for are told when they are due, with a bell.

      Whoever is signed in acts; after candor sign-in the session locks here as it does elsewhere. Lines from a pipe \
      are recorded one after the other, and the first that fails ends it.
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    guard ledger.passphraseFd == nil else {
      throw ProgramError.usage(
        "--passphrase-fd would be read for every line anew; sign in first (candor sign-in)")
    }
    var prompt = ChairPrompt(ledger: ledger)
    try prompt.run()
  }
}
