internal import ClinicalRecord
internal import Crypto
internal import FoundationEssentials
internal import LMDB
internal import Ledger
internal import Projections
internal import TransparencyLog

extension Clinic {
  /// How far the read models are, after bringing them up to the ledger.
  ///
  /// - Throws: `ClinicError.notPermitted` for a role that opens no charts.
  public func projectionsStatus() throws -> ProjectionsStatus {
    let models = try caughtUpModels()
    return try status(of: models)
  }

  /// Throws the read models away and folds the ledger again; the digests are the same when nothing
  /// is wrong.
  public func rebuildProjections() throws -> ProjectionsStatus {
    let models = try readModels()
    try models.rebuild(to: try ledger.read { $0.head })
    return try status(of: models)
  }

  /// The read models up to the ledger as it is now.
  func caughtUpModels() throws -> ReadModels {
    try caughtUpModels(to: try ledger.read { $0.head })
  }

  /// A store that was folded before an erasure is thrown away, and folded anew.
  private func caughtUpModels(to head: TreeHead) throws -> ReadModels {
    let models = try readModels()
    do {
      try models.catchUp(to: head)
      return models
    } catch is ReadModels.ErasedSince {
      try removeReadModels()
      let models = try readModels()
      try models.catchUp(to: head)
      return models
    }
  }

  /// Up to what a write transaction sees, which nobody else can add to meanwhile.
  func catchUpProjections(in reader: borrowing LedgerSnapshot) throws {
    _ = try caughtUpModels(to: reader.head)
  }

  func readModels() throws -> ReadModels {
    let reader = try chartReader(toDo: "read charts")
    let store = try openProjectionStore()
    return ReadModels(
      store: store, ledger: ledger, keyring: reader.keyring, charts: reader.charts)
  }

  private func openProjectionStore() throws -> ProjectionStore {
    if let store = projectionStore { return store }
    do {
      let store = try ProjectionStore(directory: directory)
      projectionStore = store
      return store
    } catch let error as LMDBError {
      throw ClinicError.readModels(what: error.description)
    }
  }

  private func status(of models: ReadModels) throws -> ProjectionsStatus {
    let ledgerSize = try ledger.read { $0.head.size }
    return try models.read { transaction in
      let head = try models.store.head(in: transaction)
      return ProjectionsStatus(
        position: head.size, root: head.root.hex, ledgerSize: ledgerSize,
        lines: [
          try line(of: Roster.self, models, in: transaction),
          try line(of: VisitIndex.self, models, in: transaction),
        ])
    }
  }

  private func line<P: Projection>(
    of projection: P.Type, _ models: ReadModels, in transaction: borrowing ReadTransaction
  ) throws -> ProjectionsStatus.Line {
    var digest = SHA256()
    digest.update(data: Array("\(P.name)/\(P.version)".utf8))
    let subjects = try openCharts()
    for subject in subjects {
      let state = try models.state(P.self, of: subject, in: transaction)
      digest.update(data: subject.bytes)
      digest.update(data: try ProjectionRow<P>.encoded(state))
    }
    return ProjectionsStatus.Line(
      name: P.name, version: P.version, partitions: subjects.count,
      digest: Hash(bytes: Array(digest.finalize()))?.hex ?? "")
  }
}
