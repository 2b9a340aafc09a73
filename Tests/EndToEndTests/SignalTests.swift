import Foundation
import Glibc
import Testing

/// A signal that ends the program is answered by one fixed sentence and an exit status.
struct SignalTests {
  /// A command that waits for the end of its standard input, and what came of the signal.
  private func stopped(by signal: Int32) throws -> Ran {
    let bench = try Workbench()
    let fifo = bench.directory + "/fifo"
    try #require(mkfifo(fifo, 0o600) == 0)
    // Open at both ends, so that neither this process nor the program waits for the other.
    let end = open(fifo, O_RDWR | O_CLOEXEC)
    try #require(end >= 0)
    let running = try bench.launch(
      [
        "init", "--ledger", "none", "--site", "a.example/b", "--policy", "-", "--training",
        "--no-passphrase",
      ], inputFile: fifo)
    // When this has been read the program runs, and waits for more.
    try #require(write(end, " ", 1) == 1)
    var unread: Int32 = 1
    for _ in 0..<50_000_000 where unread > 0 { ioctl(end, UInt(FIONREAD), &unread) }
    try #require(unread == 0)
    kill(running.process, signal)
    let ran = try running.wait()
    close(end)
    return ran
  }

  @Test(arguments: [SIGBUS, SIGSEGV])
  func `a page that cannot be read is told as damage, or as a mistake`(signal: Int32) throws {
    let ran = try stopped(by: signal)
    #expect(ran.code == 65)
    #expect(ran.output.isEmpty)
    #expect(
      ran.errors == """
        candor: stopped in the middle of reading: a file of the ledger is damaged, its disk fails, \
        or this program has a mistake. What it has not acknowledged may not be recorded. candor \
        verify tells what is damaged; keep this copy as it is.

        """)
  }

  @Test(arguments: [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS])
  func `a mistake of the program claims no damage`(signal: Int32) throws {
    let ran = try stopped(by: signal)
    #expect(ran.code == 70)
    #expect(ran.output.isEmpty)
    #expect(
      ran.errors == """
        candor: stopped by a mistake of its own, or by a system that gives no memory or no random \
        bytes. What it has not acknowledged may not be recorded: look, and repeat it; then report \
        this, with what was done.

        """)
  }

  @Test(arguments: [SIGQUIT, SIGTERM, SIGKILL])
  func `a signal that somebody sends ends it without a word`(signal: Int32) throws {
    let ran = try stopped(by: signal)
    #expect(ran.code == 128 + signal)
    #expect(ran.errors.isEmpty && ran.output.isEmpty, "\(ran.errors)")
  }

  /// Whether a program's calls can be made to fail here.
  private static let canTrace =
    (try? Workbench().shell("strace -qq -o probe true").code) == 0

  /// The first call that fails is another each time: at the start, in a library, at a seal.
  @Test(.enabled(if: canTrace, "strace is not installed, or may not trace here"))
  func `a system without random bytes is told as that, wherever it begins`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let size = try bench.size()
    for first in [1, 2, 4, 6, 7] {
      let ran = try bench.shell(
        "strace -f -qq -o /dev/null -e inject=getrandom:error=EIO:when=\(first)+ "
          + "candor record weighed --patient MH-1001 --weight 70kg --as nurse.lee")
      #expect(ran.code == 69, "from call \(first) on: \(ran.code) \(ran.errors)")
      #expect(ran.errors.contains("gives no random bytes"), "\(ran.errors)")
    }
    #expect(try bench.size() == size)
  }
}
