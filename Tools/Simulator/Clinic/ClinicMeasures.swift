internal import Rehearsal

/// What the program takes for a played clinic, each command a process of its own.
struct ClinicMeasures {
  private let program: Program
  private let clock: String

  init(_ program: Program, clock: String) {
    self.program = program
    self.clock = clock
  }

  func run() throws {
    let reader = ["--as", SimulatedStaff.voss.rawValue]
    let nurse = ["--as", SimulatedStaff.lee.rawValue]
    let day = String(clock.prefix(10))
    let year = String(clock.prefix(4))
    try time(["projections", "rebuild"] + reader)
    try time(["report", "compliance", "--from", day, "--to", day, "--format", "json"] + reader)
    try time(
      ["report", "compliance", "--from", "\(year)-01-01", "--to", "\(year)-12-31"]
        + ["--format", "json"] + reader)
    try time(["report", "compliance", "--format", "json"] + reader)
    try time(["timeline", "CS-000001", "--format", "json"] + nurse)
    for rate in 71..<76 {
      try time(
        ["record", "vitals-sampled", "--patient", "CS-000002", "--visit", "1", "--again"]
          + ["--hr", String(rate), "--spo2", "98"] + nurse)
    }
    try time(["verify", "--format", "json"])
    try time(["patients", "--format", "json"] + nurse)
  }

  private func time(_ command: [String]) throws {
    let watch = Stopwatch()
    let (output, ending) = try program.start(command, clock: clock).finish()
    let seconds = watch.seconds
    CheckReport.say(
      "  \(seconds.rounded(places: 3)) s  candor \(command.joined(separator: " "))"
        + "  (\(ending), \(output.utf8.count) bytes)")
  }
}
