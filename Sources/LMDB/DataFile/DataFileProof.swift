internal import DurableFile
internal import Glibc

/// Looks at a data file before LMDB maps it.
///
/// LMDB checks that a file begins as one of its own and believes the rest: a page number that lies
/// beyond the end leads into SIGBUS, a page of another kind into an assertion. Here both meta pages
/// are read and the file's length is held against the last page, which costs microseconds; where
/// it is asked for, every page in use (``PageWalk``).
///
/// Only while nothing in this process has the file open, as closing it drops LMDB's POSIX locks.
enum DataFileProof {
  /// Pages that a commit frees are written over by the one after the next, and a meta page is read
  /// while another process writes it. So damage is believed when it is found twice, with no commit
  /// in between.
  ///
  /// - Throws: `fileDamaged`; `failed` when the system does not read it. A file that is missing,
  ///   may not be opened, or is none of LMDB's is left for LMDB to tell.
  static func check(
    in directory: String, _ configuration: Environment.Configuration
  ) throws(LMDBError) {
    let path = directory + "/data.mdb"
    guard FileIdentity(path: path) != nil else { return }
    var before: Found?
    while true {
      var found = Found()
      do throws(PageWalkFailure) {
        let file = try opened(path)
        guard let meta = try newest(in: file, configuration) else { return }
        found.transaction = meta.transaction
        return try checkPages(of: file, meta, configuration)
      } catch {
        switch error {
        case .damage(let damage):
          found.damage = damage
          if found == before { throw .fileDamaged(path: directory, damage) }
          before = found
        case .unread(let failure):
          guard failure.action != .open else { return }
          throw .failed(Failure(operation: "pread", code: failure.code))
        }
      }
    }
  }

  private struct Found: Equatable {
    var transaction: UInt64?
    var damage: FileDamage?
  }

  /// Both meta pages checked, and the newer one given; nil where LMDB has to say what the file is.
  private static func newest(
    in file: borrowing OpenFile, _ configuration: Environment.Configuration
  ) throws(PageWalkFailure) -> MetaPage? {
    let first = try read(MetaPage.byteCount, of: file, at: 0)
    guard !first.isEmpty else {
      // LMDB makes a database of an empty file, which must not befall one that was cut off.
      guard configuration.creates == .nothing else { return nil }
      throw .damage(.cutShort(sizeBytes: 0, neededBytes: MetaPage.byteCount))
    }
    guard let one = MetaPage(parsing: first) else { return nil }
    do throws(FileDamage) {
      try one.check(0, mapSizeBytes: configuration.mapSizeBytes)
    } catch {
      throw .damage(error)
    }
    let second = try read(MetaPage.byteCount, of: file, at: one.pageSizeBytes)
    guard second.count == MetaPage.byteCount else {
      throw .damage(
        .cutShort(
          sizeBytes: one.pageSizeBytes + second.count, neededBytes: 2 * one.pageSizeBytes))
    }
    guard let other = MetaPage(parsing: second) else { return nil }
    do throws(FileDamage) {
      guard other.pageSizeBytes == one.pageSizeBytes else {
        throw FileDamage.metaPage(1, .otherPageSize)
      }
      try other.check(1, mapSizeBytes: configuration.mapSizeBytes)
      let isOther = other.transaction > one.transaction
      try (isOther ? other : one).checkRoots(isOther ? 1 : 0)
      return isOther ? other : one
    } catch {
      throw .damage(error)
    }
  }

  /// The file's length is looked at after the meta page was read: a commit writes the other way
  /// round, and the file only grows.
  private static func checkPages(
    of file: borrowing OpenFile, _ meta: MetaPage, _ configuration: Environment.Configuration
  ) throws(PageWalkFailure) {
    let sizeBytes: Int
    do throws(FileFailure) {
      sizeBytes = try file.status().byteCount
    } catch {
      throw .unread(error)
    }
    // The last pages may be free ones that were never written, so a shorter file is looked through
    // for pages in use that it lacks.
    guard configuration.provesPages || sizeBytes < meta.usedBytes ?? .max else { return }
    try PageWalk.check(file, meta, sizeBytes: sizeBytes)
  }

  private static func opened(_ path: String) throws(PageWalkFailure) -> OpenFile {
    do throws(FileFailure) {
      return try OpenFile(path, for: .reading)
    } catch {
      throw .unread(error)
    }
  }

  private static func read(
    _ count: Int, of file: borrowing OpenFile, at offset: Int
  ) throws(PageWalkFailure) -> [UInt8] {
    do throws(FileFailure) {
      return try file.read(count, at: offset)
    } catch {
      throw .unread(error)
    }
  }
}
