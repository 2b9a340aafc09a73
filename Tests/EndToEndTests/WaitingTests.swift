import DurableFile
import Foundation
import Glibc
import Testing

/// Whoever waits for another writer is told for whom, and not for ever.
struct WaitingTests {
  /// A clinic in which a writer was stopped in the middle of its transaction.
  private final class Stopped {
    let bench: Workbench
    let writer: Launched

    init() throws {
      bench = try Workbench()
      try bench.makeClinic()
      try bench.admit("MH-1001")
      let line = """
        {"event": "vitals-sampled", "patient": "MH-1001", "data": {"heart_rate_bpm": 72}}

        """
      writer = try bench.launch(
        ["record", "--batch", "-", "--again", "--as", "dr.okafor"],
        input: String(repeating: line, count: 4_000))
      let path = bench.ledger + "/log.writer"
      // Until it holds the lock for long enough to be met there.
      while true {
        guard NamedLock.holder(at: path) != nil else { continue }
        kill(writer.process, SIGSTOP)
        if NamedLock.holder(at: path)?.process == writer.process { return }
        kill(writer.process, SIGCONT)
      }
    }

    deinit { kill(writer.process, SIGKILL) }
  }

  @Test func `who waits in vain is told for whom, and that nothing is recorded`() throws {
    let stopped = try Stopped()
    let bench = stopped.bench
    bench.extra = ["CANDOR_WAIT": "0s"]
    let size = try bench.size()
    let holder = "process \(stopped.writer.process) (since "
    let weighed = try bench.candor(
      "record weighed --patient MH-1001 --weight 70kg --as nurse.lee")
    #expect(weighed.code == 69, "\(weighed.errors)")
    #expect(weighed.errors.contains("candor: waiting for \(holder)"), "\(weighed.errors)")
    #expect(weighed.errors.contains("nothing was written here"), "\(weighed.errors)")
    #expect(weighed.output.isEmpty)
    // What is never held up is told apart from what may be tried later.
    let called = try bench.candor("record emergency-called --patient MH-1001 --as nurse.lee")
    #expect(called.code == 69, "\(called.errors)")
    #expect(called.errors.contains("NOT RECORDED: emergency called is not in the ledger"))
    #expect(called.errors.contains(holder) && called.errors.contains("note the time"))
    let looked = try bench.candor("timeline MH-1001 --as nurse.lee")
    #expect(looked.code == 69, "\(looked.errors)")
    #expect(looked.output.isEmpty && looked.errors.contains("Nothing is shown"))
    #expect(looked.errors.contains(holder), "\(looked.errors)")
    // A batch that could never be recorded is refused before anybody waits.
    let line = #"{"event": "vitals-sampled"}"# + "\n"
    let batch = try bench.candor(
      "record --batch - --as nurse.lee", input: String(repeating: line, count: 65_536))
    #expect(batch.code == 65)
    #expect(batch.errors.contains("65536 lines"), "\(batch.errors)")
    #expect(!batch.errors.contains("waiting"))
    // Nothing else waits.
    for line in ["history", "verify", "doctor", "staff list", "review"] {
      let ran = try bench.candor(line)
      #expect(ran.code == 0, "\(line): \(ran.errors)")
      #expect(!ran.errors.contains("waiting"), "\(line): \(ran.errors)")
      if line == "doctor" { #expect(ran.output.contains(holder), "\(ran.output)") }
    }
    #expect(try bench.size() == size)
    // The stopped writer goes on, and then the next.
    kill(stopped.writer.process, SIGCONT)
    bench.extra = [:]
    #expect(try stopped.writer.wait().code == 0)
    try bench.must("record emergency-called --patient MH-1001 --as nurse.lee")
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test func `a writer that is killed keeps nobody waiting`() throws {
    let stopped = try Stopped()
    let bench = stopped.bench
    let size = try bench.size()
    kill(stopped.writer.process, SIGKILL)
    _ = try stopped.writer.wait()
    bench.extra = ["CANDOR_WAIT": "0s"]
    try bench.must("record weighed --patient MH-1001 --weight 70kg --as nurse.lee")
    #expect(try bench.size() == size + 1)
    #expect(try bench.candor("verify --signatures").code == 0)
  }

  @Test func `an emergency look is shown all the same, and appended when the writer has ended`()
    throws
  {
    let stopped = try Stopped()
    let bench = stopped.bench
    bench.extra = ["CANDOR_WAIT": "0s"]
    let looked = try bench.candor(
      "timeline MH-1001 --as nurse.lee --break-glass --reason -", input: "an ambulance")
    #expect(looked.code == 0, "\(looked.errors)")
    #expect(looked.output.contains("Arrived"))
    #expect(looked.errors.contains("waiting for process \(stopped.writer.process)"))
    kill(stopped.writer.process, SIGKILL)
    _ = try stopped.writer.wait()
    try bench.must("record weighed --patient MH-1001 --weight 70kg --as nurse.lee")
    let opened = try bench.must("history --kind emergency-access-opened --format json")
    #expect(opened.output.contains("\"position\""))
  }

  @Test(arguments: ["soon", "5", "-1s", "2h", "61m"])
  func `a wait that is none is refused`(text: String) throws {
    let bench = try Workbench()
    try bench.makeClinic()
    bench.extra = ["CANDOR_WAIT": text]
    let ran = try bench.candor("staff list")
    #expect(ran.code == 64)
    #expect(ran.errors.contains("CANDOR_WAIT"), "\(ran.errors)")
  }
}
