internal import ArgumentParser
internal import Ledger
internal import Rehearsal

/// The child process of a campaign: appends and says each position.
struct Hand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hand", shouldDisplay: false)

  @Option var ledger: String
  @Option var identity: String
  @Option var chart: String
  @Option var count: Int

  func run() throws {
    guard let subject = SubjectID(hex: chart) else {
      throw ValidationError("--chart wants 32 hexadecimal digits")
    }
    let hand = BusyHand(ledger: ledger, identity: identity, chart: subject)
    try hand.append(count: count) { Tally.say($0) }
  }
}
