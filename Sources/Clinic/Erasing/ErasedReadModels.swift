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
    guard rename(path, path + Self.readModelsAside + "\(getpid())") == 0 || errno == ENOENT else {
      throw ClinicError.system(path: path)
    }
    // Another process may be faster with one of the files.
    for _ in 0..<Self.renewalAttempts {
      for name in try readModelsAside() {
        try? FileManager.default.removeItem(atPath: directory + "/" + name)
      }
    }
    if let left = try readModelsAside().first {
      throw ClinicError.file(
        path: directory + "/" + left, what: "cannot be removed: it is of no use, remove it.")
    }
    try Self.syncParent(of: path)
  }

  private static let readModelsAside = ".erased-"

  /// What was put aside and not removed, also by a process that was killed over it.
  private func readModelsAside() throws -> [String] {
    let aside = ProjectionStore.folder + Self.readModelsAside
    return try FileManager.default.contentsOfDirectory(atPath: directory).filter {
      $0.hasPrefix(aside)
    }
  }
}
