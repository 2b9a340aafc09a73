internal import FoundationEssentials
private import Glibc

/// A directory that is filled beside its place and moved there in one step, so that the place holds
/// all of it or nothing; removed again if it never gets there.
final class Staging {
  /// Where it goes.
  let target: String
  /// Where it is filled.
  let path: String
  private var isInstalled = false

  private static let mark = ".being-made-"

  /// Makes it, mode 700, and removes what makers that were killed have left.
  ///
  /// - Parameter replacingEmpty: whether an empty directory may stand at the place.
  init(for directory: String, replacingEmpty: Bool) throws(LedgerError) {
    target = Self.withoutTrailingSlashes(directory)
    try Self.refuseOccupied(target, replacingEmpty: replacingEmpty)
    Self.sweep(beside: target)
    let token = Hex.string((0..<4).map { _ in UInt8.random(in: 0...255) })
    path = "\(target)\(Self.mark)\(getpid())-\(token)"
    guard mkdir(path, 0o700) == 0 else {
      isInstalled = true
      throw SyncedFile.failure(path, "create")
    }
  }

  deinit {
    if !isInstalled { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Syncs the directories and gives them their name; the files are synced already.
  func install(folders: [String]) throws(LedgerError) {
    for folder in folders { try SyncedFile.syncDirectory(path + "/" + folder) }
    try SyncedFile.syncDirectory(path)
    // A directory that is not empty is never replaced: rename(2) fails.
    guard rename(path, target) == 0 else { throw SyncedFile.failure(target, "create") }
    isInstalled = true
    try SyncedFile.syncDirectory(Self.parent(of: target))
  }

  private static func refuseOccupied(
    _ target: String, replacingEmpty: Bool
  ) throws(LedgerError) {
    var status = stat()
    guard lstat(target, &status) == 0 else { return }
    let held = try? FileManager.default.contentsOfDirectory(atPath: target)
    guard replacingEmpty, status.st_mode & S_IFMT == S_IFDIR, held?.isEmpty == true else {
      throw .backup(.occupied(path: target))
    }
  }

  private static func sweep(beside target: String) {
    let folder = parent(of: target)
    let prefix = (target.split(separator: "/").last.map(String.init) ?? "") + mark
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard name.hasPrefix(prefix),
        let maker = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }),
        kill(maker, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  static func withoutTrailingSlashes(_ path: String) -> String {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
