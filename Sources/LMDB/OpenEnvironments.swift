internal import Synchronization

/// The files of all environments that this process has open.
///
/// LMDB must not be opened twice in one process: closing the second drops the first one's POSIX
/// locks (`lmdb.h`, caveats). The directory counts and the files in it, so that symbolic links,
/// other spellings of the path and hard links are all recognised.
enum OpenEnvironments {
  private static let identities = Mutex<Set<FileIdentity>>([])

  /// Takes what exists in `directory` now; false, taking nothing, when any of it is taken.
  static func claim(_ wanted: Set<FileIdentity>) -> Bool {
    identities.withLock { open in
      guard open.isDisjoint(with: wanted) else { return false }
      open.formUnion(wanted)
      return true
    }
  }

  /// Gives back what was claimed, together with `closing` it: as soon as a removed file is closed,
  /// another may get its inode, and must not find it taken.
  static func release(_ claimed: Set<FileIdentity>, closing: () -> Void) {
    identities.withLock { open in
      closing()
      open.subtract(claimed)
    }
  }

  static func identities(in directory: String) -> Set<FileIdentity> {
    let paths = [directory, directory + "/data.mdb", directory + "/lock.mdb"]
    return Set(paths.compactMap(FileIdentity.init(path:)))
  }
}
