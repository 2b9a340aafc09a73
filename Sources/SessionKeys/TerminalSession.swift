internal import Bytes
internal import Crypto
internal import DurableFile
internal import Glibc
internal import Ledger

/// The terminal session that this process belongs to (`setsid(2)`): what a signed-in person is
/// bound to, and nobody else's.
///
/// A process number is used again, so its leader's start time and the machine's start belong to it.
public struct TerminalSession: Hashable, Sendable {
  /// The process that leads the session.
  public var leader: Int32
  /// When the leader started, in clock ticks since the machine did; 0 when it is gone.
  public var leaderStartTicks: UInt64
  /// Another after every start of the machine.
  public var bootID: String

  public init(leader: Int32, leaderStartTicks: UInt64, bootID: String) {
    self.leader = leader
    self.leaderStartTicks = leaderStartTicks
    self.bootID = bootID
  }

  /// The one that this process belongs to.
  ///
  /// Throws ``SessionError/noTerminalSession(reason:)`` where its leader lies outside this
  /// container, or where /proc is missing; ``SessionError/notExamined(reason:)``.
  public static func current() throws(SessionError) -> TerminalSession {
    let leader = getsid(0)
    guard leader > 0 else { throw .noTerminalSession(reason: "its leader is not to be seen") }
    let boot = try SystemFile.text("/proc/sys/kernel/random/boot_id") ?? ""
    guard let bootID = boot.split(separator: "\n").first else {
      throw .noTerminalSession(reason: "/proc does not say when the machine was started")
    }
    let status = try SystemFile.text("/proc/\(leader)/stat")
    return TerminalSession(
      leader: leader, leaderStartTicks: status.flatMap(startTicks) ?? 0, bootID: String(bootID))
  }

  /// Field 22 of `/proc/PID/stat` (proc(5)). The second, the command's name, may hold anything, so
  /// fields are counted from the last parenthesis.
  static func startTicks(of status: String) -> UInt64? {
    guard let end = status.lastIndex(of: ")") else { return nil }
    let fields = status[end...].split(separator: " ").dropFirst()
    return fields.count < 20 ? nil : UInt64(fields[fields.startIndex + 19])
  }

  /// What the names of this terminal's sessions in a ledger begin with: it tells neither.
  func prefix(in ledger: LedgerID) -> String { "candor-session.\(digits(in: ledger))." }

  /// The lock that processes which change these sessions hold. Few names serve all terminals, so
  /// that they need not be removed.
  func lockName(in ledger: LedgerID) -> String { "candor-turn.\(digits(in: ledger).prefix(2))" }

  private func digits(in ledger: LedgerID) -> String {
    var hash = SHA256()
    hash.update(data: Array("candor/session/v1\0".utf8) + ledger.bytes)
    hash.update(data: Array("\(leader) \(leaderStartTicks) \(bootID)".utf8))
    return Hex.string(hash.finalize().prefix(16))
  }
}

/// The small files of /proc.
enum SystemFile {
  /// Nil where it is not there, or not for us; at most 4096 bytes.
  static func text(_ path: String) throws(SessionError) -> String? {
    do throws(FileFailure) {
      let bytes = try OpenFile(path, for: .readingNamed).read(limit: 4096)
      return String(validating: bytes.prefix(4096), as: UTF8.self)
    } catch {
      // A descriptor that is missing must not pass for a process that is gone.
      guard [EMFILE, ENFILE, ENOMEM, EIO].contains(error.code) else { return nil }
      throw .notExamined(reason: error.description)
    }
  }
}
