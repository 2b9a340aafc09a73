internal import ArgumentParser

/// Where the ledger is, who acts, and how answers look: the options of every command.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The ledger's directory; else $CANDOR_LEDGER.", valueName: "dir"),
    completion: .directory)
  var ledger: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who acts: a sign-in name, or an identity file's path; else $CANDOR_IDENTITY.",
      valueName: "name"))
  var actingAs: String?

  @Option(
    help: ArgumentHelp(
      "Where identity files are; else $CANDOR_IDENTITIES, else ~/.local/share/candor/identities.",
      valueName: "dir"),
    completion: .directory)
  var identities: String?

  @Option(
    help: ArgumentHelp(
      "Read the passphrase from this open file descriptor instead of asking.", valueName: "n"))
  var passphraseFd: Int32?

  @Option(help: "How answers are written.")
  var format: OutputFormat = .text

  @Option(
    help: ArgumentHelp(
      "Set the clock, in a training ledger only; else $CANDOR_CLOCK.", valueName: "time"))
  var clock: String?
}
