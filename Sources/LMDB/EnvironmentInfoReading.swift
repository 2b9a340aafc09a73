internal import CLMDB

extension EnvironmentInfo {
  /// Asks LMDB; the environment must be open.
  init(of handle: EnvironmentHandle, path: String) {
    var info = MDB_envinfo()
    var stat = MDB_stat()
    mdb_env_info(handle.raw, &info)
    mdb_env_stat(handle.raw, &stat)
    self.path = path
    mapSizeBytes = info.me_mapsize
    pageSizeBytes = Int(stat.ms_psize)
    usedBytes = (info.me_last_pgno + 1) * Int(stat.ms_psize)
    readersInUse = Self.countReaders(of: handle)
    maxReaders = Int(info.me_maxreaders)
    lastTransactionID = info.me_last_txnid
  }

  /// Counts the lines of LMDB's own list that begin with a process id: `me_numreaders` is only the
  /// highest slot ever used.
  private static func countReaders(of handle: EnvironmentHandle) -> Int {
    var count = 0
    withUnsafeMutablePointer(to: &count) { pointer in
      _ = mdb_reader_list(
        handle.raw,
        { line, context in
          guard let line, let context else { return 0 }
          let text = String(cString: line)
          if text.first(where: { $0 != " " })?.isNumber == true {
            context.assumingMemoryBound(to: Int.self).pointee += 1
          }
          return 0
        }, pointer)
    }
    return count
  }
}
