internal import ClinicalRecord
internal import FoundationEssentials
internal import Glibc
internal import Ledger
internal import TransparencyLog

/// Whether the disk has room for what comes, and for a second copy of what is there.
struct DiskCheck: HealthCheck {
  let name = "disk space"

  private static let actBytes: UInt64 = 256 << 20
  private static let lookBytes: UInt64 = 1 << 30

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    var space = statvfs()
    guard statvfs(site.directory, &space) == 0 else {
      return act(
        "the file system of \(site.directory) does not say how full it is",
        "check the disk and the mount")
    }
    let (free, isEndless) = UInt64(space.f_bavail)
      .multipliedReportingOverflow(by: UInt64(space.f_frsize))
    guard !isEndless else { return ok("more room than can be counted") }
    let log = Self.bytes(of: site.directory + "/log/data.mdb")
    let found = "\(ByteText.words(free)) free; the log has \(ByteText.words(log))"
    if free < Self.actBytes {
      return act(found, "free some space now: with a full disk nothing can be recorded")
    }
    if free < max(Self.lookBytes, log) {
      return look(found, "free some space: a second copy of the log would not fit")
    }
    return ok(found)
  }

  /// Looked at without opening it: LMDB must be the only one to.
  private static func bytes(of path: String) -> UInt64 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(clamping: status.st_size) : 0
  }
}

/// Whether anybody but the owner can reach log, keyring, read models and identities, and whether
/// they are what they are taken for.
struct PermissionsCheck: HealthCheck {
  let name = "permissions"

  private static let parts = [
    "", "/log", "/log/data.mdb", "/log/lock.mdb", "/keyring", "/keyring/data.mdb",
    "/keyring/lock.mdb", "/projections", "/projections/data.mdb", "/program.identity",
    "/access-spool", "/requests", "/seats",
  ]

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let paths = Self.parts.map { site.directory + $0 } + identities(in: site.identityFolder)
    var open: [String] = []
    var foreign: [String] = []
    var links: [String] = []
    var lookedAt = 0
    for path in paths {
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      lookedAt += 1
      if status.st_mode & S_IFMT == S_IFLNK {
        links.append(path)
        guard stat(path, &status) == 0 else { continue }
      }
      if status.st_mode & 0o077 != 0 { open.append(path) }
      if status.st_uid != geteuid(), geteuid() != 0 { foreign.append(path) }
    }
    if let first = open.first {
      return act(
        "other accounts can reach \(first)" + Self.more(open),
        "run chmod go-rwx on \(open.count == 1 ? "it" : "them"); if a key was exposed, replace it")
    }
    if let first = foreign.first {
      return look(
        "\(first) belongs to another account" + Self.more(foreign),
        "run candor as the account that owns the ledger")
    }
    if let first = links.first {
      return look(
        "\(first) is a link" + Self.more(links),
        "make sure that it leads where it was meant to, and that nobody else can change that")
    }
    return ok("\(lookedAt) directories and files are their owner's alone")
  }

  private func identities(in folder: String?) -> [String] {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return [] }
    return [folder] + names.filter { $0.hasSuffix(".identity") }.sorted().map { folder + "/" + $0 }
  }

  private static func more(_ paths: [String]) -> String {
    paths.count > 1 ? ", and \(paths.count - 1) more" : ""
  }
}

/// Whether the clock agrees with the newest entry: recorded times never go backwards, so a clock
/// that was wrong once is seen.
struct ClockCheck: HealthCheck {
  let name = "clock"

  private static let tolerated: Int64 = 2_000_000

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let (newest, signed) = try site.ledger().read { snapshot in
      guard snapshot.head.size > 0 else { throw SiteUnknown.ledger }
      let last = try snapshot.entry(at: snapshot.head.size - 1)
      let signed = try last.signatures?.signatures.first.map {
        try SiteState.policies(in: snapshot).clock.local(
          $0.signedAtMicroseconds, beside: ClinicalTime(last.header.occurred))
      }
      return (last.stamp, signed)
    }
    let age = Age(of: newest.recordedMicroseconds, at: site.clock.nowMicroseconds())
    guard age.microseconds >= -Self.tolerated else {
      return act(
        "the newest entry is stamped \(age.words) after this clock",
        "set the clock right; until it has caught up, entries carry the later time")
    }
    guard Int64(newest.clockLagMilliseconds) * 1_000 < Self.tolerated else {
      return look(
        "when the newest entry was recorded, the clock lay "
          + "\(ClockLagText.words(milliseconds: newest.clockLagMilliseconds)) behind the entry before"
          // The stamp holds no more than that.
          + (newest.clockLagMilliseconds == .max ? signed.map(Self.signed) ?? "" : ""),
        "find out what set the clock back")
    }
    return ok(
      "the newest entry was recorded \(age.words) ago"
        + (site.clock.isSet ? ", by a clock that was set" : ""))
  }
}

extension ClockCheck {
  private static func signed(_ time: ClinicalTime) -> String {
    "; it was signed at \(time.localDate) \(time.localClock) by its signer's clock"
  }
}

/// Whether the policy names the clinic's time zone, and whether this machine knows it.
struct TimeZoneCheck: HealthCheck {
  let name = "time zone"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let policies = try site.ledger().read { try SiteState.policies(in: $0) }
    guard let name = policies.zoneName else {
      return look(
        "the policy names none: a time is typed and shown by each workstation's own clock",
        "have an administrator adopt a policy with timeZone: candor policy show --format json > "
          + "FILE, add \"timeZone\": \"America/Chicago\" or your own and raise version, then candor "
          + "policy adopt FILE")
    }
    do throws(ClinicError) {
      _ = try ZoneFiles.rules(of: name)
    } catch {
      return act(error.details.problem, error.details.remedy)
    }
    return ok("\(name), by the policy; every time is typed and shown by it")
  }
}

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
