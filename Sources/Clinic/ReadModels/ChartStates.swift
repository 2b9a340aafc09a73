internal import ClinicalRecord
internal import Crypto
internal import FoundationEssentials
internal import LMDB
internal import Ledger
internal import Projections
internal import TransparencyLog

extension SignedIn {
  /// How far the read models are, after bringing them up to the ledger.
  ///
  /// - Throws: `ClinicError.notPermitted` for a role that opens no charts.
  public func projectionsStatus() throws -> ProjectionsStatus {
    try withReadModels { try status(of: $0) }
  }

  /// Throws the read models away and folds the ledger again; the digests are the same when nothing
  /// is wrong.
  public func rebuildProjections() throws -> ProjectionsStatus {
    do {
      try readModels().rebuild(to: try ledger.read { $0.head })
    } catch is ReadModels.Damaged {
      try clinic.putReadModelsAside()
    }
    return try projectionsStatus()
  }

  /// Runs `body` on the read models, up to the ledger as it is now, or to a head of it.
  ///
  /// Damaged ones are put aside and folded anew: nothing that is asked is stopped by them.
  ///
  /// - Throws: `ClinicError.readModels` where they cannot be used all the same.
  func withReadModels<R>(
    to head: TreeHead? = nil, _ body: (ReadModels) throws -> R
  ) throws -> R {
    let head = try head ?? ledger.read { $0.head }
    do {
      return try body(try caughtUpModels(to: head))
    } catch is ReadModels.Damaged {
      try clinic.putReadModelsAside()
    }
    do {
      return try body(try caughtUpModels(to: head))
    } catch let damaged as ReadModels.Damaged {
      throw ClinicError.readModels(what: damaged.what)
    }
  }

  /// A store that was folded before an erasure is thrown away, and folded anew.
  private func caughtUpModels(to head: TreeHead) throws -> ReadModels {
    let models = try readModels()
    do {
      try models.catchUp(to: head)
      return models
    } catch is ReadModels.ErasedSince {
      try clinic.removeReadModels()
      let models = try readModels()
      try models.catchUp(to: head)
      return models
    }
  }

  /// Up to what a write transaction sees, which nobody else can add to meanwhile.
  func catchUpProjections(in reader: borrowing LedgerSnapshot) throws {
    try withReadModels(to: reader.head) { _ in }
  }

  private func readModels() throws -> ReadModels {
    let reader = try chartReader(toDo: "read charts")
    do {
      return ReadModels(
        store: try clinic.projectionStore(), ledger: ledger, keyring: reader.keyring,
        charts: reader.charts)
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
    let subjects = try clinic.openCharts()
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

/// The states of one chart in every projection.
struct ChartStates {
  var roster = Roster.initial
  var visits = VisitIndex.initial
  /// Of an intake that was entered in error: the chart is still found by it, and nobody else gets
  /// it.
  var retiredRecordNumbers: [String] = []

  init(roster: Roster.State = Roster.initial, visits: VisitIndex.State = VisitIndex.initial) {
    self.roster = roster
    self.visits = visits
  }

  /// Folded from what stands.
  init(_ file: ChartFile) {
    for (visitNumber, fact) in file.standing { apply(fact, visitNumber: visitNumber) }
    retiredRecordNumbers = file.retiredRecordNumbers
  }

  /// Takes a statement that stands, as it stands.
  mutating func apply(_ fact: Fact<ClinicalEvent>, visitNumber: UInt32) {
    Roster.apply(fact, visitNumber: visitNumber, to: &roster)
    VisitIndex.apply(fact, visitNumber: visitNumber, to: &visits)
  }

  var recordNumbers: [String] {
    retiredRecordNumbers + (roster.recordNumber.isEmpty ? [] : [roster.recordNumber])
  }
}

extension ChartFile {
  fileprivate var retiredRecordNumbers: [String] { retractedIntakes.map(\.recordNumber) }
}

extension SignedIn {
  /// What the read models say of charts, in the order in which these are given.
  ///
  /// Where they cannot be brought up to the ledger, as on a full disk, the charts are folded for
  /// this answer alone: a look in an emergency must not wait for room.
  func chartStates(of subjects: [SubjectID]) throws -> [ChartStates] {
    do {
      return try withReadModels { models in
        try models.read { transaction in
          try subjects.map { try models.load($0, in: transaction) }
        }
      }
    } catch ClinicError.readModels {
      return try subjects.map(foldedStates)
    }
  }

  /// The chart of a record number, without the read models' table of them.
  func foldedChart(withRecordNumber number: String) throws -> SubjectID? {
    try clinic.openCharts().first { subject in
      try foldedStates(of: subject).recordNumbers.contains {
        $0.uppercased() == number.uppercased()
      }
    }
  }

  private func foldedStates(of subject: SubjectID) throws -> ChartStates {
    ChartStates(try chartFile(subject))
  }
}

/// How far the read models are, and whether rebuilding them gives the same.
public struct ProjectionsStatus: Sendable {
  /// One projection.
  public struct Line: Sendable {
    public var name: String
    public var version: UInt32
    public var partitions: Int
    /// SHA-256 over the plaintext states, lower-case hexadecimal.
    public var digest: String
  }

  public var position: UInt64
  public var root: String
  public var ledgerSize: UInt64
  public var lines: [Line]
}
