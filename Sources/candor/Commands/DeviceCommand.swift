internal import ArgumentParser

/// `candor device …`.
struct DeviceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "device",
    abstract: "Which device serves which visit: assign, release, list.",
    discussion: """
      A device is enrolled as staff, without a passphrase. It records on the visit that it serves, holds that chart's \
      one data key and opens nothing else; it names the chart by the first digits of its id.

      Example:
        candor staff enroll monitor-1 --role device --as admin
        candor device assign monitor-1 --patient MH-1001 --as nurse.lee
        candor record vitals-sampled --patient 4f2a91c3 --hr 72 --as monitor-1
      """,
    subcommands: [DeviceAssign.self, DeviceRelease.self, DeviceList.self])
}
