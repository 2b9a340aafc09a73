internal import Bytes
internal import Crypto
internal import DurableFile
internal import FoundationEssentials
internal import Glibc

/// A directory that is filled beside its place and moved there in one step, so that the place holds
/// all of it or nothing; removed again if it never gets there.
final class Staging {
  /// Where it goes.
  let target: String
  /// Where it is filled.
  let path: String
  private var isInstalled = false
  /// Whether what stands at the place is to make room.
  private var replacesLeftover = false

  private static let mark = ".being-made-"

  /// Makes it, mode 700, and removes what makers that were killed have left.
  ///
  /// - Parameters:
  ///   - replacingEmpty: whether an empty directory may stand at the place.
  ///   - isLeftover: of a directory that stands there: whether a killed maker has left it.
  init(
    for directory: String, replacingEmpty: Bool, isLeftover: (String) -> Bool = { _ in false }
  ) throws(LedgerError) {
    target = DurableFile.withoutTrailingSlashes(directory)
    if isLeftover(target) {
      replacesLeftover = true
    } else {
      try Self.refuseOccupied(target, replacingEmpty: replacingEmpty)
    }
    Self.sweep(beside: target)
    let token = Hex.string((0..<4).map { _ in UInt8.random(in: 0...255) })
    path = "\(target)\(Self.mark)\(getpid())-\(token)"
    guard mkdir(path, 0o700) == 0 else {
      isInstalled = true
      throw LedgerError(FileFailure(path: path, action: .create, code: errno))
    }
  }

  deinit {
    if !isInstalled { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Syncs the directories and gives them their name; the files are synced already.
  func install(folders: [String]) throws(LedgerError) {
    try filing { () throws(FileFailure) in
      for folder in folders { try DurableFile.syncFolder(path + "/" + folder) }
      try DurableFile.syncFolder(path)
    }
    // A crash behind the first rename leaves no more at the place than was worth: nothing. What
    // was moved away has a name that the next maker sweeps.
    let leftover = path + "-left"
    if replacesLeftover, rename(target, leftover) != 0 {
      throw LedgerError(FileFailure(path: target, action: .rename, code: errno))
    }
    defer { if replacesLeftover { try? FileManager.default.removeItem(atPath: leftover) } }
    // A directory that is not empty is never replaced: rename(2) fails.
    guard rename(path, target) == 0 else {
      throw LedgerError(FileFailure(path: target, action: .create, code: errno))
    }
    isInstalled = true
    try filing { () throws(FileFailure) in try DurableFile.syncParent(of: target) }
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
    let folder = DurableFile.parent(of: target)
    let prefix = (target.split(separator: "/").last.map(String.init) ?? "") + mark
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard name.hasPrefix(prefix),
        let maker = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }),
        kill(maker, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }
}

/// Files of a backup: written whole, on disk when a call returns, for their owner alone.
enum SyncedFile {
  private static let chunkBytes = 1 << 20

  /// Creates a file, mode 600.
  static func write(_ bytes: [UInt8], to path: String) throws(LedgerError) {
    try filing { () throws(FileFailure) in try DurableFile.write(bytes, toNew: path) }
  }

  /// The file's bytes; nil when there is none.
  static func read(_ path: String, limitBytes: Int) throws(LedgerError) -> [UInt8]? {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try OpenFile(path, for: .reading).read(limit: limitBytes)
    } catch {
      if error.isMissing { return nil }
      throw LedgerError(error)
    }
    guard bytes.count <= limitBytes else {
      throw .backup(
        .manifestUnreadable(path: path, reason: "it has more than \(limitBytes) bytes"))
    }
    return bytes
  }

  /// Size and SHA-256 of a file, read from the disk where the system lets us ask for that.
  static func digest(of path: String, named name: String) throws(LedgerError) -> BackedUpFile {
    var hash = SHA256()
    var count: UInt64 = 0
    try filing { () throws(FileFailure) in
      let file = try OpenFile(path, for: .reading)
      file.dropCache()
      try file.forEachChunk(ofBytes: chunkBytes) { chunk in
        hash.update(data: chunk)
        count += UInt64(chunk.count)
        return true
      }
    }
    return BackedUpFile(path: name, bytes: count, sha256: Hex.string(hash.finalize()))
  }

  /// Copies a listed file from one directory to another, and refuses other bytes than were listed.
  static func copy(
    _ file: BackedUpFile, from source: String, to target: String
  ) throws(LedgerError) {
    let (from, to) = (source + "/" + file.path, target + "/" + file.path)
    var hash = SHA256()
    var count: UInt64 = 0
    do throws(FileFailure) {
      let reading = try OpenFile(from, for: .reading)
      if let slash = file.path.lastIndex(of: "/") {
        try DurableFile.makeFolder(target + "/" + file.path[..<slash])
      }
      let writing = try OpenFile(to, for: .creating)
      try reading.forEachChunk(ofBytes: chunkBytes) { chunk throws(FileFailure) in
        hash.update(data: chunk)
        count += UInt64(chunk.count)
        // A longer file is another file; it need not fill the disk first.
        guard count <= file.bytes else { return false }
        try writing.write(chunk.span.bytes)
        return true
      }
      try writing.sync()
    } catch {
      if error.isMissing, error.path == from { throw .backup(.fileMissing(path: from)) }
      throw LedgerError(error)
    }
    guard count == file.bytes, Hex.string(hash.finalize()) == file.sha256 else {
      throw .backup(.fileDamaged(path: from))
    }
  }
}

/// Runs an operation on files; its failure becomes the ledger's.
func filing<R>(_ body: () throws(FileFailure) -> R) throws(LedgerError) -> R {
  do throws(FileFailure) {
    return try body()
  } catch {
    throw LedgerError(error)
  }
}

extension LedgerError {
  fileprivate init(_ failure: FileFailure) {
    self = .backup(
      .file(path: failure.path, action: failure.action.rawValue, reason: failure.reason))
  }
}
