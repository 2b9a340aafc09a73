internal import ArgumentParser

/// `candor staff …`.
struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Who works here: enroll, credential, list.",
    discussion: """
      Example:
        candor staff enroll dr.okafor --role physician --as admin
        candor staff credential dr.okafor --specialty anesthesiology \\
              --from 2024-01-01 --until 2027-12-31
      """,
    subcommands: [StaffEnroll.self, StaffCredential.self, StaffList.self])
}
