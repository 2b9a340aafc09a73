internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor device release`.
struct DeviceRelease: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "End a device's service; its key is taken back.",
    discussion: """
      The chart's next entry is sealed under a new data key.

      Example:
        candor device release monitor-1 --as nurse.lee
      """)

  @Argument(help: "The device's sign-in name.")
  var handle: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let recorded = try context.person.releaseDevice(handle)
    try RecordReceiptText(recorded: recorded, statements: [], context: context).write()
  }
}
