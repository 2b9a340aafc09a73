internal import Bytes
internal import ClinicalRecord
internal import Crypto
internal import LMDB
internal import Ledger
internal import Projections
internal import TransparencyLog

extension SignedIn {
  /// Asks the read models something.
  ///
  /// Damaged ones are put aside and made anew; where they cannot be used at all, as on a full disk,
  /// all is folded for this answer. So nothing that is asked is stopped by them.
  func withReadModels<R>(_ body: (ReadModels) throws -> R) throws -> R {
    do {
      return try body(try readModels(storing: true))
    } catch is ReadModels.Damaged {
      try? clinic.putReadModelsAside()
    } catch ClinicError.readModels {
      return try body(try readModels(storing: false))
    }
    do {
      return try body(try readModels(storing: true))
    } catch is ReadModels.Damaged {
      return try body(try readModels(storing: false))
    } catch ClinicError.readModels {
      return try body(try readModels(storing: false))
    }
  }

  /// - Throws: `ClinicError.notPermitted` for a role that opens no charts; `LedgerError.readOnly`.
  func readModels(storing isStoring: Bool) throws -> ReadModels {
    let reader = try chartReader(toDo: "read charts")
    return ReadModels(
      ledger: ledger, keyring: reader.keyring, charts: reader.charts,
      store: isStoring ? try clinic.projectionStoreIfUsable() : nil, observer: clinic.observer)
  }

  /// What projections say of charts, in the ledger as it is.
  func load(
    _ projections: [any StoredProjection.Type], of subjects: [SubjectID],
    settingAside: Bool = false
  ) throws -> LoadedStates {
    try withReadModels { models in
      try models.load(
        projections, of: subjects, at: try models.moment(for: projections),
        settingAside: settingAside)
    }
  }

  /// Who a chart is about.
  func roster(of subject: SubjectID) throws -> Roster.State {
    try load([ChartFold<Roster>.self], of: [subject]).state(ChartFold<Roster>.self, of: subject)
  }

  /// The chart that a record number leads to; nil where none does.
  ///
  /// The file of the number only says where to look first: what is opened is the chart that has
  /// this number itself. Where it leads elsewhere or nowhere, everybody's is looked through, and it
  /// is written anew.
  func chart(withRecordNumber number: String) throws -> SubjectID? {
    let number = number.uppercased()
    if let named = try lookedUp(number) { return named }
    return try withReadModels { models in
      let projections: [any StoredProjection.Type] = [ChartFold<Roster>.self]
      let subjects = try clinic.openCharts()
      let loaded = try models.load(
        projections, of: subjects, at: try models.moment(for: projections), settingAside: true)
      let all = try subjects.map {
        (subject: $0, state: try loaded.state(ChartFold<Roster>.self, of: $0))
      }
      // Nobody gets a number that was somebody's in error; whoever has it now comes first.
      let found =
        all.first { $0.state.recordNumber.uppercased() == number }
        ?? all.first { $0.state.recordNumbers.contains { $0.uppercased() == number } }
      if let found { models.relearn(number, leadsTo: found.subject) }
      return found?.subject
    }
  }

  /// The chart that the file of a record number leads to, where that chart has the number now.
  private func lookedUp(_ number: String) throws -> SubjectID? {
    let keyring = try chartReader(toDo: "read charts").keyring
    guard
      let named = clinic.recordNumberFiles.chart(of: keyring.lookupDigest(of: number)),
      try clinic.isOpenChart(named)
    else { return nil }
    do {
      let intake = try chartFileToDecide(named).chart.intake
      return intake?.value.recordNumber.uppercased() == number ? named : nil
    } catch {
      // One that is set aside cannot say whose it is: whoever opens it is told by which entry.
      guard ChartSetAside(named, after: error) != nil else { throw error }
      return named
    }
  }

  /// Every record number that leads to a chart, in capitals.
  func recordNumbers() throws -> Set<String> {
    let subjects = try clinic.openCharts()
    let loaded = try load([ChartFold<Roster>.self], of: subjects, settingAside: true)
    return Set(
      try subjects.flatMap {
        try loaded.state(ChartFold<Roster>.self, of: $0).recordNumbers.map { $0.uppercased() }
      })
  }
}

extension Clinic {
  /// The read models, where they can be used; nil where storage refuses them.
  ///
  /// - Throws: `LedgerError.readOnly`.
  fileprivate func projectionStoreIfUsable() throws -> ProjectionStore? {
    do { return try projectionStore() } catch let error as LedgerError { throw error } catch {
      return nil
    }
  }

  /// Of the drug book; nil while the clinic keeps none here.
  fileprivate func drugBook() throws -> SubjectID? {
    try ledger.read { try SiteState.load(from: $0) }.drugBook
  }

  /// What read models are folded of: the charts, and the drug book.
  func readModelSubjects() throws -> [SubjectID] {
    try openCharts() + [try drugBook()].compactMap(\.self)
  }

  /// Whether the log has a chart of that id which is not erased.
  fileprivate func isOpenChart(_ subject: SubjectID) throws -> Bool {
    try ledger.read { reader in
      try reader.streamHead(StreamKey(type: .chart, subject: subject, number: 0)) != nil
        && reader.custody(of: subject).closedAt == nil
    }
  }
}

extension SignedIn {
  /// What every read model holds, after bringing it up to the ledger.
  ///
  /// - Throws: `ClinicError.notPermitted` for a role that opens no charts.
  public func projectionsStatus() throws -> ProjectionsStatus {
    try withReadModels { try status(of: $0) }
  }

  /// The same folded from the entries alone, whatever is stored.
  func projectionsFromScratch() throws -> ProjectionsStatus {
    try status(of: try readModels(storing: false))
  }

  /// Folds the ledger again, beside the read models in use, and puts the new ones in their place;
  /// the digests are the same when nothing is wrong.
  ///
  /// - Parameter progress: told how many charts of how many are done; what it throws ends the
  ///   rebuilding, and everything stays as it was.
  /// - Returns: what was made, of the ledger as it was when that began.
  public func rebuildProjections(
    _ progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws -> ProjectionsStatus {
    let reader = try chartReader(toDo: "read charts")
    try ledger.requireWritable()
    let subjects = try clinic.readModelSubjects()
    do {
      let next = try NextReadModels(of: clinic)
      let models = ReadModels(
        ledger: ledger, keyring: reader.keyring, charts: reader.charts, store: next.store,
        observer: clinic.observer)
      let status: ProjectionsStatus
      do {
        status = try self.status(of: models) { try progress($0, subjects.count) }
      } catch {
        next.discard()
        throw error
      }
      try next.takePlace(in: clinic)
      return status
    } catch let error as LMDBError {
      throw ClinicError.readModels(what: error.description)
    }
  }

  private func status(
    of models: ReadModels, _ progress: (Int) throws -> Void = { _ in }
  ) throws -> ProjectionsStatus {
    let moment = try models.moment(for: Registry.all)
    let book = try clinic.drugBook()
    let subjects = try clinic.readModelSubjects()
    let loaded = try models.load(
      Registry.all, of: subjects, at: moment, settingAside: true, progress: progress)
    return ProjectionsStatus(
      position: moment.head.size, root: moment.head.root.hex,
      ledgerSize: try ledger.head().size,
      lines: Registry.all.map { projection in
        var digest = SHA256()
        digest.update(data: Array(projection.rowPrefix.utf8))
        let own = subjects.filter { ($0 == book) == (projection.streams == [.lot]) }
        for subject in own {
          digest.update(data: subject.bytes)
          for row in loaded.bytes(projection, of: subject) {
            var name: [UInt8] = []
            name.appendLittleEndian(row.number)
            name.appendLittleEndian(UInt64(row.bytes.count))
            digest.update(data: name + row.bytes)
          }
        }
        return ProjectionsStatus.Line(
          name: projection.name, version: projection.version, partitions: own.count,
          digest: Hash(bytes: Array(digest.finalize()))?.hex ?? "")
      })
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
