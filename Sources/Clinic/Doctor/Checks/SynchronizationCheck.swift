private import Glibc

/// Whether the kernel's clock is kept right by a time service.
struct SynchronizationCheck: HealthCheck {
  let name = "time service"

  /// TIME_ERROR of adjtimex(2): the clock is not synchronized.
  private static let unsynchronized: Int32 = 5
  /// More than `struct timex` of `sys/timex.h` has on any architecture, in 64-bit words.
  private static let roomWords = 64

  private typealias Adjtimex = @convention(c) (UnsafeMutableRawPointer?) -> Int32

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    if site.clock.isSet {
      // Of a ledger that does not open, nobody knows that it is one.
      _ = try site.clinic()
      return ok("the clock was set, in a training ledger")
    }
    // The Glibc module leaves `sys/timex.h` out. Modes of 0 only ask.
    guard let symbol = dlsym(nil, "adjtimex") else {
      return look("unknown: this system does not say", "check that a time service runs")
    }
    let ask = unsafeBitCast(symbol, to: Adjtimex.self)
    var room = [UInt64](repeating: 0, count: Self.roomWords)
    switch room.withUnsafeMutableBytes({ ask($0.baseAddress) }) {
    case ..<0: return look("unknown: this system does not say", "check that a time service runs")
    case Self.unsynchronized:
      return look(
        "the system's clock is not synchronized",
        "start a time service (chrony, systemd-timesyncd): recorded times are this clock's")
    default: return ok("the system's clock is synchronized")
    }
  }
}
