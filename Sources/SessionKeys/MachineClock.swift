private import Glibc

/// The machine's own running time, which nobody sets: a training clock may stand still, and a
/// session must end all the same.
enum MachineClock {
  /// Microseconds since the machine was started, sleep included (`CLOCK_BOOTTIME`).
  static func microseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_BOOTTIME, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
  }
}
