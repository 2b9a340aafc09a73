internal import Crypto
internal import DurableFile
internal import FoundationEssentials
internal import Glibc
internal import LMDB
internal import Ledger

// The files of the read models: opened, put aside, removed and exchanged. All of them may be
// deleted at any time.

extension Clinic {
  private var readModelsPath: String { directory + "/" + ProjectionStore.folder }

  /// The rows that lie in a file for each chart: asked for without opening the tables.
  var chartRowFiles: ChartRowFiles { ChartRowFiles(store: readModelsPath) }

  /// Where record numbers lead: asked for as the charts' files are.
  var recordNumberFiles: RecordNumberFiles { RecordNumberFiles(store: readModelsPath) }

  /// The read models of this ledger as it is; those of other versions, or from before an erasure,
  /// are removed.
  ///
  /// - Throws: `LedgerError.readOnly` where nothing can be written.
  func projectionStore() throws -> ProjectionStore {
    try stores.projections {
      if let cause = readOnlyCause { throw LedgerError.readOnly(path: directory, cause) }
      let owner = try readModelsOwner()
      do {
        return try ProjectionStore(path: readModelsPath, of: owner)
      } catch is ProjectionShelf.Foreign {
        try removeReadModelFiles()
        return try ProjectionStore(path: readModelsPath, of: owner)
      }
    }
  }

  /// Which ledger, in which versions, and without which charts: 32 bytes.
  func readModelsOwner() throws -> [UInt8] {
    var digest = SHA256()
    digest.update(data: ledger.id.bytes)
    for projection in Registry.all { digest.update(data: Array(projection.rowPrefix.utf8)) }
    for closed in try ledger.read({ try $0.closedCharts() }) {
      digest.update(data: closed.chart.bytes)
    }
    return Array(digest.finalize())
  }

  /// Lets go of the read models' files, which are about to be removed.
  func closeProjectionStore() { stores.closeProjections() }

  /// Throws the read models away, file and all: pages that the database has freed would hold the
  /// digest of an erased chart's record number until they are used again.
  ///
  /// They may be deleted at any time; whoever has them open goes on with the file that is unnamed
  /// now, and nobody opens it again.
  func removeReadModels() throws {
    closeProjectionStore()
    try removeReadModelFiles()
  }

  private func removeReadModelFiles() throws {
    let path = readModelsPath
    guard rename(path, path + Self.readModelsAside + "\(getpid())") == 0 || errno == ENOENT else {
      throw ClinicError.system(path: path)
    }
    unlink(path + ProjectionStore.turnSuffix)
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

  /// Puts read models aside that are damaged; they are made anew when they are next needed.
  func putReadModelsAside() throws {
    closeProjectionStore()
    try ProjectionStore.putAside(readModelsPath)
  }

  private static let readModelsAside = ".erased-"

  /// What was put aside and not removed, and what a rebuilding is making or has left: also by a
  /// process that was killed over it.
  private func readModelsAside() throws -> [String] {
    let aside = ProjectionStore.folder + Self.readModelsAside
    let damaged = ProjectionStore.folder + ProjectionStore.damagedSuffix
    return try FileManager.default.contentsOfDirectory(atPath: directory).filter {
      $0.hasPrefix(aside) || $0 == damaged || $0.hasPrefix(ProjectionStore.nextFolder)
    }
  }
}

/// Read models that are made beside those in use, and take their place at the end.
///
/// Whoever reads or writes meanwhile goes on with the old ones. A process that is killed leaves a
/// folder that the next rebuilding begins by removing.
final class NextReadModels {
  let store: ProjectionStore
  private let path: String
  private let live: String
  private let lock: FileLock

  /// Waits for another rebuilding to end.
  init(of clinic: Clinic) throws {
    live = clinic.directory + "/" + ProjectionStore.folder
    path = clinic.directory + "/" + ProjectionStore.nextFolder
    let lockPath = path + ".lock"
    let patience = clinic.patience
    lock = try ClinicError.filing { () throws(FileFailure) in
      try FileLock(waitingAt: lockPath, patience)
    }
    try? FileManager.default.removeItem(atPath: path)
    store = try ProjectionStore(path: path, of: try clinic.readModelsOwner())
  }

  /// Puts the new ones in the place of the old ones, in one step, and removes those.
  func takePlace(in clinic: Clinic) throws {
    store.close()
    clinic.closeProjectionStore()
    do throws(LMDBError) {
      try Environment.exchange(path, with: live)
    } catch {
      // An erasure has removed what was made.
      guard FileIdentity(path: path) != nil else { return discard() }
      // There are none in use, or the file system exchanges no names. A crash between the two steps
      // leaves none, and they are made anew.
      try? FileManager.default.removeItem(atPath: live)
      try ClinicError.filing { () throws(FileFailure) in try DurableFile.rename(path, to: live) }
    }
    discard()
  }

  /// Removes what was made, or what it has replaced.
  func discard() {
    store.close()
    for left in [path, path + ProjectionStore.turnSuffix, path + ".lock"] {
      try? FileManager.default.removeItem(atPath: left)
    }
    lock.release()
  }
}
