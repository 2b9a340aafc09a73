import Foundation
import Glibc

/// Makes every file of this process end at 64 KiB: what lies beyond cannot be written, as on a full
/// disk. The limit is the whole process's, so it belongs into an exit test.
///
/// The ledger's log is longer than that and the spool is not, which so can be written in place.
func withDiskFull<Result>(_ body: () throws -> Result) rethrows -> Result {
  // Without this the system would end the process rather than refuse the write.
  signal(SIGXFSZ, SIG_IGN)
  let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
  var before = rlimit()
  getrlimit(resource, &before)
  var limited = before
  limited.rlim_cur = 64 << 10
  setrlimit(resource, &limited)
  defer { setrlimit(resource, &before) }
  return try body()
}
