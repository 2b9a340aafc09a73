internal import ArgumentParser
internal import Clinic
internal import Ledger

/// `candor mend`.
struct MendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mend",
    abstract: "Make anew from the entries what the ledger keeps beside them.",
    discussion: """
      Beside its entries the ledger keeps where each stream ends, which append ids were used, and the nodes of its tree. \
      They follow from the entries. Where they contradict them, commands use the entries and say so; this makes the \
      tables anew, says what it did, and records it. No entry is changed, and none that is damaged or missing comes back: \
      for that, restore a backup.

      Example:
        candor mend --as admin
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let tree = try Clinic.mendTree(
      directory: try ledger.directory(), patience: try WritersWait.patience())
    let context = try ledger.signIn()
    guard let mended = try context.person.mend(tree: tree) else {
      return try context.answer(
        text: "Nothing to mend: the tables are what the entries say.\n",
        json: try JSONValue.object(["mended": .bool(false)]).text())
    }
    try context.answer(
      text:
        "\(mended.sentence).\nRecorded as #\(mended.position). Run candor verify --signatures.\n",
      json: try JSONValue.object([
        "mended": .bool(true), "position": .integer(Int64(clamping: mended.position)),
        "stream_heads": .integer(Int64(clamping: mended.mending.heads)),
        "append_ids": .integer(Int64(clamping: mended.mending.appends)),
        "nodes": .integer(Int64(clamping: mended.mending.nodes)),
        "frontier": .bool(mended.mending.frontier),
      ]).text())
  }
}
