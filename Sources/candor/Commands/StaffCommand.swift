internal import ArgumentParser

/// `candor staff …`.
struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Who works here, in which role and standing, with which keys.",
    discussion: """
      Example:
        candor staff enroll dr.okafor --role physician --as admin
        candor staff credential dr.okafor --specialty anesthesiology \\
              --from 2024-01-01 --until 2027-12-31
        candor staff suspend nurse.lee --cause leave --as admin
      """,
    subcommands: [
      StaffEnroll.self, StaffCredential.self, StaffSuspend.self, StaffReinstate.self,
      StaffDepart.self, StaffReplaceKey.self, StaffList.self, StaffRoles.self,
    ])
}
