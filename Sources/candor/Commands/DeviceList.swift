internal import ArgumentParser
internal import Clinic
internal import Reports

/// `candor device list`.
struct DeviceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The devices, and the visit that each serves.",
    discussion: """
      Needs no identity: charts are told by their ids.

      Example:
        candor device list
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.open()
    let devices = try context.clinic.devices()
    try context.answer(
      text: ListingText.devices(devices, style: context.style), json: try ListingJSON.staff(devices)
    )
  }
}
