internal import FoundationEssentials
internal import Glibc
internal import LMDB

extension Clinic {
  /// Throws the read models away, file and all: pages that the database has freed would hold the
  /// digest of an erased chart's record number until they are used again.
  ///
  /// They may be deleted at any time; whoever has them open goes on with the file that is unnamed
  /// now, and nobody opens it again.
  func removeReadModels() throws {
    projectionStore?.environment.close()
    projectionStore = nil
    let path = directory + "/" + ProjectionStore.folder
    guard access(path, F_OK) == 0 else { return }
    let beside = path + ".erased-\(getpid())"
    try? FileManager.default.removeItem(atPath: beside)
    guard rename(path, beside) == 0 || errno == ENOENT else {
      throw ClinicError.system(path: path)
    }
    try? FileManager.default.removeItem(atPath: beside)
    try Self.syncParent(of: path)
  }
}
