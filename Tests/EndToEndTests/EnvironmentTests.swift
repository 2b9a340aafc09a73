import Foundation
import Glibc
import Testing

/// What the machine does not give, or does to the program, is told as that: it says nothing about
/// the ledger.
struct EnvironmentTests {
  private static let lines = [
    "verify", "history --limit 1", "show 3", "doctor", "staff list",
    "timeline MH-1001 --as nurse.lee",
    "record weighed --patient MH-1001 --weight 72kg --as nurse.lee", "checkpoint --as admin",
  ]

  /// What is said of a ledger that was read and is not sound, and what is advised then.
  private static let verdicts = [
    "damaged", "Verification failed", "holds no ledger", "There is no keyring", "backup now",
    "candor init", "report it",
  ]

  @Test func `missing descriptors are told as that, however many there are`() throws {
    let bench = try Self.bench()
    for line in Self.lines {
      var hasFailed = false
      for count in 4...24 {
        let ran = try bench.shell("ulimit -n \(count); candor \(line)")
        // Before the program begins, and after it has enough.
        if ran.code == 127 || ran.errors.contains("shared libraries") { continue }
        if ran.code == 0 { break }
        hasFailed = true
        let isDoctors = line == "doctor" && ran.code == 1
        #expect(
          [69, 74].contains(ran.code) || isDoctors,
          "\(line) with \(count): \(ran.code) \(ran.output) \(ran.errors)")
        for verdict in Self.verdicts {
          #expect(
            !(ran.output + ran.errors).contains(verdict), "\(line) with \(count): \(ran.errors)")
        }
      }
      #expect(hasFailed, "\(line) never lacked one")
    }
    try bench.must("verify --signatures")
  }

  @Test func `memory that is not given is told as that`() throws {
    let bench = try Self.bench()
    for kilobytes in [300_000, 400_000, 600_000, 900_000] {
      let ran = try bench.shell("ulimit -v \(kilobytes); candor verify")
      #expect(ran.code != 1 && !ran.output.contains("damaged"), "\(ran.output) \(ran.errors)")
    }
  }

  @Test(arguments: [
    (SIGKILL, 69, "run it again"), (SIGTERM, 69, "run it again"), (SIGILL, 70, "report it"),
  ])
  func `a verification that somebody ended has no verdict`(
    signal: Int32, code: Int, says: String
  ) throws {
    let bench = try Self.bench()
    for line in ["verify --since -", "restore none --since -"] {
      // The child reads until the pipe is closed, which never happens.
      let ran = try bench.shell(
        """
        mkfifo hold && exec 9<>hold
        candor \(line) <&9 & parent=$!
        until child=$(cat /proc/$parent/task/$parent/children) && [ -n "$child" ]; do
          kill -0 $parent || exit 99
        done
        kill -\(signal) $child
        wait $parent
        code=$?; rm hold; exit $code
        """)
      #expect(ran.code == code, "\(line): \(ran.output) \(ran.errors)")
      #expect(ran.errors.contains("was ended by signal \(signal) before it had a verdict"))
      #expect(ran.errors.contains(says) && ran.output.isEmpty, "\(ran.errors)")
    }
  }

  @Test func `a file that is none is refused, and not waited for`() throws {
    let bench = try Self.bench()
    try #require(mkfifo(bench.directory + "/pipe", 0o600) == 0)
    for place in ["pipe", "/dev/zero", "."] {
      for line in [
        "verify --since \(place)", "record --batch \(place) --as nurse.lee",
        "import vitals \(place) --patient MH-1001 --as nurse.lee",
        "init --site other.example/c --ledger elsewhere --policy \(place) --no-passphrase",
      ] {
        let ran = try bench.shell("candor \(line)")
        #expect(ran.code == 65, "\(line): \(ran.output) \(ran.errors)")
        #expect(ran.errors.contains("and a file was expected"), "\(line): \(ran.errors)")
      }
    }
  }

  @Test func `what a shell hands over is read: standard input, by both its names, and a pipe`()
    throws
  {
    let bench = try Self.bench()
    let line = #"{"event": "weighed", "patient": "MH-1001", "data": {"weight_kg": 72}}"#
    for place in ["- <batch", "/dev/stdin <batch", "/dev/fd/8 8<batch"] {
      try Data(line.utf8).write(to: URL(filePath: bench.directory + "/batch"))
      let ran = try bench.shell("candor record --again --as nurse.lee --batch \(place)")
      #expect(ran.code == 0, "\(place): \(ran.errors)")
    }
    let piped = try bench.shell(
      "cat batch | { exec 8<&0; candor record --again --as nurse.lee --batch /dev/fd/8 </dev/null; }"
    )
    #expect(piped.code == 0, "\(piped.errors)")
  }

  @Test func `a damaged log is not answered with how to create one`() throws {
    let bench = try Self.bench()
    let data = URL(filePath: bench.ledger + "/log/data.mdb")
    let original = try Data(contentsOf: data)
    var zeroed = original
    zeroed.replaceSubrange(0..<8_192, with: Data(count: 8_192))
    for damaged in [zeroed, Data()] {
      try damaged.write(to: data)
      for (line, code) in [
        ("verify", 1), ("history", 65), ("doctor", 1), ("whoami --as admin", 65),
      ] {
        let ran = try bench.candor(line)
        #expect(ran.code == Int32(code), "\(line): \(ran.output) \(ran.errors)")
        let said = ran.output + ran.errors
        #expect(said.contains("damaged") && !said.contains("init"), "\(line): \(said)")
      }
      #expect(try Data(contentsOf: data) == damaged)
    }
  }

  // MARK: Arguments

  @Test func `nobody asked is no question: help is no answer to it`() throws {
    let ran = try Workbench().candor([])
    #expect(ran.code == 64 && ran.output.isEmpty)
    #expect(ran.errors.contains("no command is named; see candor --help"))
    var process = pid_t()
    #expect(posix_spawn(&process, Workbench.binary, nil, nil, [nil], environ) == 0)
    var status: Int32 = 0
    #expect(waitpid(process, &status, 0) == process)
    #expect(status >> 8 & 0xff == 64 && status & 0x7f == 0)
  }

  private static let canTrace =
    (try? Workbench().shell("strace -qq -o probe true").code) == 0

  @Test(.enabled(if: canTrace, "strace is not installed, or may not trace here"))
  func `without /proc the arguments are still those that were typed`() throws {
    let bench = try Self.bench()
    // What Swift's own list of arguments is found by, and the link to the program.
    for hidden in [
      "-P /proc/self/maps -e inject=open,openat:error=ENOENT",
      "-P /proc/self/exe -e inject=access,faccessat2:error=ENOENT",
    ] {
      let verified = try bench.shell("strace -qq -o trace \(hidden) candor verify")
      #expect(verified.code == 0, "\(verified.errors)")
      #expect(verified.output.contains("No problem found"), "\(verified.output)")
      let refused = try bench.shell("strace -qq -o trace \(hidden) candor no-such-command")
      #expect(refused.code == 64)
    }
  }

  /// A ledger with a visit.
  private static func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    return bench
  }
}
