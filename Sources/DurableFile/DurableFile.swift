internal import Glibc

/// Files that are whole under their name or not there at all, and on disk when a call returns.
///
/// What becomes durable when: fsync(2) of a file covers its bytes and not its name, which is data
/// of the folder it lies in ("calling fsync() does not necessarily ensure that the entry in the
/// directory containing the file has also reached disk", fsync(2)). So every change of a name is
/// followed by fsync of the folder. See also Pillai et al., "All File Systems Are Not Created
/// Equal", OSDI 2014, for what file systems reorder without it, and
/// https://danluu.com/deconstruct-files/.
///
/// The calls of `replace("dir/name", …)`, in their order, as strace(1) shows them:
///
///     open("dir", O_RDONLY|O_DIRECTORY|O_CLOEXEC)                                        = 3
///     open("dir/.name.0011223344556677.new", O_WRONLY|O_CREAT|O_EXCL|O_NOFOLLOW|…, 0600) = 4
///     fchmod(4, 0600)
///     write(4, …)
///     fsync(4)            the bytes are on disk, under a name that nothing reads
///     rename("dir/.name.0011223344556677.new", "dir/name")
///     fsync(3)            the name is on disk
///
/// A crash before the rename leaves the old file and perhaps the temporary one; after it, one of
/// the two whole files.
public enum DurableFile {
  /// Creates a file, mode 600, with all its bytes.
  ///
  /// As `replace`, but with link(2) in place of rename(2): a link never replaces what is there.
  ///
  /// - Throws: a failure with `isTaken` when the name is in use; it is left as it was.
  public static func create(_ path: String, holding bytes: [UInt8]) throws(FileFailure) {
    try installing(bytes, at: path, from: temporaryName(beside: path)) { temporary in
      let isLinked = Glibc.link(temporary, path) == 0
      let code = errno
      unlink(temporary)
      return isLinked ? nil : FileFailure(path: path, action: .create, code: code)
    }
  }

  /// Puts a file of mode 600 with these bytes in the place of the one of that name, or where none
  /// was: a reader finds one or the other whole.
  ///
  /// - Parameter suffix: makes the temporary name, for a caller who holds a lock over `path`: what
  ///   a crash has left under that name is overwritten. Nil: a random name.
  public static func replace(
    _ path: String, with bytes: [UInt8], temporarySuffix suffix: String? = nil
  ) throws(FileFailure) {
    let temporary = suffix.map { path + $0 } ?? temporaryName(beside: path)
    if suffix != nil { unlink(temporary) }
    try installing(bytes, at: path, from: temporary) { temporary in
      guard Glibc.rename(temporary, path) != 0 else { return nil }
      let code = errno
      unlink(temporary)
      return FileFailure(path: path, action: .rename, code: code)
    }
  }

  /// The same of a file that may be lost at any time, and is not synced: after a crash of the
  /// machine there is the old one, the new one, none, or one that is cut short.
  public static func replaceUnsynced(
    _ path: String, with bytes: [UInt8]
  ) throws(FileFailure) {
    let temporary = temporaryName(beside: path)
    try concerning(path) { () throws(FileFailure) in
      let file = try OpenFile(temporary, for: .creating)
      do throws(FileFailure) {
        try file.makePrivate()
        try file.write(bytes)
      } catch {
        unlink(temporary)
        throw error
      }
    }
    guard Glibc.rename(temporary, path) != 0 else { return }
    let code = errno
    unlink(temporary)
    throw FileFailure(path: path, action: .rename, code: code)
  }

  /// Writes the bytes under the temporary name, lets `install` give them the other one, and syncs
  /// the folder. What fails, fails for `path`: nobody knows the temporary name.
  private static func installing(
    _ bytes: [UInt8], at path: String, from temporary: String,
    _ install: (_ temporary: String) -> FileFailure?
  ) throws(FileFailure) {
    // Open throughout: an inode that leaves the cache takes an unreported write error with it.
    let folder = try concerning(path) { () throws(FileFailure) in
      try OpenFile(parent(of: path), for: .directory)
    }
    try concerning(path) { () throws(FileFailure) in try write(bytes, toNew: temporary) }
    if let failure = install(temporary) { throw failure }
    try folder.sync()
  }

  private static func concerning<R: ~Copyable>(
    _ path: String, _ body: () throws(FileFailure) -> R
  ) throws(FileFailure) -> R {
    do throws(FileFailure) {
      return try body()
    } catch {
      throw FileFailure(
        path: path, action: error.action == .open ? .create : error.action, code: error.code)
    }
  }

  /// Creates a file, mode 600, under its own name from the first byte on, and syncs it but not its
  /// name: for files in a folder that gets its name, and `sync`, when it is complete.
  public static func write(_ bytes: [UInt8], toNew path: String) throws(FileFailure) {
    let file = try OpenFile(path, for: .creating)
    do throws(FileFailure) {
      try file.makePrivate()
      try file.write(bytes)
      try file.sync()
    } catch {
      unlink(path)
      throw error
    }
  }

  /// All bytes of a file that this program keeps; nil when there is none.
  ///
  /// - Throws: a failure to read it, whatever the reason: it must not pass for a file that is not
  ///   there. EFBIG for one of more than `limit` bytes.
  public static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]? {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try OpenFile(path, for: .reading).read(limit: limit)
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
    guard bytes.count <= limit else { throw FileFailure(path: path, action: .read, code: EFBIG) }
    return bytes
  }

  /// Gives a file or a folder another name, in place of a file or an empty folder there; on disk
  /// when this returns. Both names lie in one file system.
  public static func rename(_ path: String, to other: String) throws(FileFailure) {
    guard Glibc.rename(path, other) == 0 else {
      throw FileFailure(path: other, action: .rename, code: errno)
    }
    try syncParent(of: other)
    if parent(of: path) != parent(of: other) { try syncParent(of: path) }
  }

  /// Gives a file a second name, on disk when this returns.
  ///
  /// - Throws: a failure with `isTaken` when the other name is in use.
  public static func link(_ path: String, to other: String) throws(FileFailure) {
    guard Glibc.link(path, other) == 0 else {
      throw FileFailure(path: other, action: .link, code: errno)
    }
    try syncParent(of: other)
  }

  /// Takes a name away; one that is not there is no error. Not synced: where it matters that the
  /// name is gone from the disk, `syncParent` follows.
  public static func remove(_ path: String) throws(FileFailure) {
    guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw FileFailure(path: path, action: .remove, code: errno)
    }
  }

  /// Makes a folder of mode 700 unless one is there; its name is not synced.
  public static func makeFolder(_ path: String) throws(FileFailure) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw FileFailure(path: path, action: .create, code: errno)
    }
  }

  /// Makes the names in a folder durable.
  public static func syncFolder(_ path: String) throws(FileFailure) {
    try OpenFile(path, for: .directory).sync()
  }

  /// Makes the file's name durable.
  public static func syncParent(of path: String) throws(FileFailure) {
    try syncFolder(parent(of: path))
  }

  /// The folder that a file or a folder lies in.
  public static func parent(of path: String) -> String {
    let path = withoutTrailingSlashes(path)
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The same path; a lone slash stays.
  public static func withoutTrailingSlashes(_ path: String) -> String {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  /// Hidden, in the same folder and so in the same file system, and nobody else's.
  private static func temporaryName(beside path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let token = String(UInt64.random(in: .min ... .max), radix: 16)
    let padded = String(repeating: "0", count: 16 - token.count) + token
    return "\(parent(of: path))/.\(name).\(padded).new"
  }
}
