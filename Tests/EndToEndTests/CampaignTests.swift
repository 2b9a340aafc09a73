import Foundation
import Testing

/// The campaigns of `Tools/campaign` in a form of seconds: they run, and nothing in them fails.
@Suite(.serialized) struct CampaignTests {
  @Test(arguments: [
    ["CrashCampaign", "imports", "--kills", "3", "--mid-import", "1", "--rows", "500"],
    ["CrashCampaign", "appends", "--kills", "2"],
    ["CrashCampaign", "backups", "--backups", "2", "--kills", "2"],
    ["Simulator", "monitors", "--visits", "4", "--charts", "2", "--samples", "2000"],
    ["Simulator", "clinic", "--days", "7", "--visits", "6"],
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

  @Test func `a plant that is not found is named, and what was not planted`() throws {
    let bench = try Workbench()
    let folder = bench.directory + "/clinic"
    try run(["Simulator", "clinic", "--days", "1", "--visits", "6", "--ledger", folder])
    let path = URL(filePath: folder + "/plants.jsonl")
    var plants = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    let met = try #require(plants.firstIndex { $0.contains(#""verdict":"met""#) })
    plants[met].replace(#""verdict":"met""#, with: #""verdict":"noted""#)
    let contrary = try #require(plants.firstIndex { $0.contains("contrary evidence") })
    plants.remove(at: contrary)
    try Data(plants.joined(separator: "\n").utf8).write(to: path)
    let (code, said) = try output(of: ["Simulator", "clinic-check", "--ledger", folder])
    #expect(code == 1)
    #expect(said.contains("planted noted") && said.contains("found met"), "\(said)")
    #expect(said.contains("found deviation (contrary evidence), not planted"), "\(said)")
    #expect(said.contains(/\d+ passed, 2 failed/), "\(said)")
  }

  @Test func `the same seed plants the same`() throws {
    let bench = try Workbench()
    let plants = try ["first", "second"].map { name in
      let folder = bench.directory + "/" + name
      try run(
        ["Simulator", "clinic", "--days", "2", "--visits", "3", "--only-play", "--ledger", folder])
      return try String(contentsOfFile: folder + "/plants.jsonl", encoding: .utf8)
    }
    #expect(plants[0] == plants[1])
    #expect(plants[0].contains("S5"))
  }

  private static let canTrace =
    (try? Workbench().shell("strace -qq -o probe true").code) == 0

  private func run(_ command: [String]) throws {
    let (code, said) = try output(of: command)
    #expect(code == 0, "\(said)")
    #expect(said.contains(/\d+ passed, 0 failed/), "\(said)")
  }

  private func output(of command: [String]) throws -> (code: Int32, said: String) {
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
    return (campaign.terminationStatus, said)
  }
}
