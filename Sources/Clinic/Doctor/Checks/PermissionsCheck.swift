internal import FoundationEssentials
private import Glibc

/// Whether anybody but the owner can reach log, keyring, read models and identities.
struct PermissionsCheck: HealthCheck {
  let name = "permissions"

  private static let parts = [
    "", "/log", "/log/data.mdb", "/log/lock.mdb", "/keyring", "/keyring/data.mdb",
    "/keyring/lock.mdb", "/projections", "/projections/data.mdb", "/program.identity",
    "/access-spool", "/requests",
  ]

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let paths = Self.parts.map { site.directory + $0 } + identities(in: site.identityFolder)
    var open: [String] = []
    var foreign: [String] = []
    var lookedAt = 0
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      lookedAt += 1
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
