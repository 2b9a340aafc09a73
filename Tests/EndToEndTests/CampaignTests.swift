import Foundation
import Testing

/// The campaigns of `Tools/campaign` in a form of seconds: they run, and nothing in them fails.
@Suite(.serialized) struct CampaignTests {
  @Test(arguments: [
    ["CrashCampaign", "imports", "--kills", "3", "--mid-import", "1", "--rows", "500"],
    ["CrashCampaign", "appends", "--kills", "2"],
    ["CrashCampaign", "backups", "--backups", "2", "--kills", "2"],
    ["Simulator", "monitors", "--visits", "4", "--charts", "2", "--samples", "2000"],
    ["FaultCampaign", "streams", "--short"],
    ["FaultCampaign", "rot", "--pages", "5"],
    ["FaultCampaign", "tables", "--rows", "3"],
    ["FaultCampaign", "hostile", "--inputs", "15"],
  ])
  func `a short campaign passes`(command: [String]) throws { try run(command) }

  @Test(.enabled(if: canTrace, "strace is not installed, or may not trace here"))
  func `a short campaign of failing system calls passes`() throws {
    try run(["FaultCampaign", "calls", "--only", "record vitals", "--every", "7"])
  }

  private static let canTrace =
    (try? Workbench().shell("strace -qq -o probe true").code) == 0

  private func run(_ command: [String]) throws {
    let campaign = Process()
    let output = Pipe()
    campaign.executableURL = URL(filePath: Workbench.binary).deletingLastPathComponent()
      .appending(path: command[0])
    campaign.arguments = Array(command.dropFirst())
    campaign.standardOutput = output
    campaign.standardError = output
    try campaign.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    campaign.waitUntilExit()
    #expect(campaign.terminationStatus == 0, "\(said)")
    #expect(said.contains(/\d+ passed, 0 failed/), "\(said)")
  }
}
