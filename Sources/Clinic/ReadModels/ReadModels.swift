internal import ClinicalRecord
internal import Dispatch
internal import LMDB
internal import Ledger
internal import Projections
internal import Synchronization
internal import TransparencyLog

/// The one engine of the read models: what a projection says of charts, as the log bears it out.
///
/// A stored row is believed where it rests on just the entries that the log has of its chart. All
/// others are folded forward from where they stand, or anew, for this answer, and stored again. So
/// nobody can change an answer by what they do to the store, and there is no catching up that has
/// to be trusted: what nobody asks for is not folded, and what no projection reads costs nothing.
struct ReadModels: Sendable {
  let ledger: Ledger
  let keyring: UnlockedKeyring
  let charts: ChartKeys
  /// Nil where nothing can be stored: all is folded for the answer alone.
  let store: ProjectionStore?
  /// Told which charts an answer about many leaves out.
  let observer: ClinicObserver

  /// Charts that are folded, on all cores, between two transactions of the store.
  private static let chartsPerTransaction = 64

  /// The store is not what was written: it is put aside, and the charts are folded anew.
  struct Damaged: Error {
    let what: String
  }

  /// - Parameter head: nil: the ledger as it is.
  func moment(
    at head: TreeHead? = nil, for projections: [any StoredProjection.Type]
  ) throws -> Moment {
    try ledger.read { reader in
      try Moment(
        head ?? reader.head, restingOnSite: projections.contains { $0.basis != nil }, from: reader)
    }
  }

  /// What projections say of charts at a moment.
  ///
  /// - Parameters:
  ///   - visits: of a projection by visit, those that are asked for; nil: all.
  ///   - settingAside: an answer about many: a chart that cannot be folded is told of and left out.
  ///   - progress: told how many charts are done; what it throws ends it, with what is done stored.
  func load(
    _ projections: [any StoredProjection.Type], of subjects: [SubjectID],
    visits: [SubjectID: Set<UInt32>]? = nil, at moment: Moment, settingAside: Bool = false,
    progress: (Int) throws -> Void = { _ in }
  ) throws -> LoadedStates {
    if settingAside, subjects.count > 1, let store, moment.isNewest,
      GatheredStates.hold(projections)
    {
      return try loadGathered(of: subjects, at: moment, in: store)
    }
    return try loadEach(
      projections, of: subjects, visits: visits, at: moment, settingAside: settingAside,
      progress: progress)
  }

  /// Charts of which one answer after the other may be asked anew, before all are gathered again.
  private static let chartsPerGathering = 16

  /// What is gathered of charts, and of those that have moved since what they say themselves.
  private func loadGathered(
    of subjects: [SubjectID], at moment: Moment, in store: ProjectionStore
  ) throws -> LoadedStates {
    let gathered = try store.gathered(by: keyring)?.holding(at: moment, in: ledger)
    var loaded = LoadedStates()
    var moved: [SubjectID] = []
    for subject in subjects {
      if let states = gathered?.states(of: subject) {
        loaded.take(states, of: subject)
      } else {
        moved.append(subject)
      }
    }
    loaded.take(
      try loadEach(GatheredStates.projections, of: moved, at: moment, settingAside: true))
    if gathered == nil || moved.count > Self.chartsPerGathering {
      // Where nothing can be stored, the next answer asks the charts again.
      try? store.write(
        GatheredStates(of: moment.head, loaded, of: subjects), by: keyring
      ) {
        let closed = Set(try ledger.read { try $0.closedCharts() }.map(\.chart))
        return closed.isDisjoint(with: subjects)
      }
    }
    return loaded
  }

  /// What the rows of each chart say, or its entries.
  private func loadEach(
    _ projections: [any StoredProjection.Type], of subjects: [SubjectID],
    visits: [SubjectID: Set<UInt32>]? = nil, at moment: Moment, settingAside: Bool,
    progress: (Int) throws -> Void = { _ in }
  ) throws -> LoadedStates {
    let asked = projections.map { AskedProjection($0, at: moment) }
    var loaded = LoadedStates()
    var isStoring = store != nil
    for first in stride(from: 0, to: subjects.count, by: Self.chartsPerTransaction) {
      let group = Array(subjects[first..<min(first + Self.chartsPerTransaction, subjects.count)])
      let found = try load(
        asked, of: group, visits: visits, at: moment, settingAside: settingAside)
      var batch = ProjectionStore.Batch(head: moment.head)
      for chart in found {
        if let aside = chart.setAside {
          observer.tell(.chartSetAside(aside))
          loaded.setAside[aside.chart] = aside
        }
        loaded.take(chart.states, of: chart.subject)
        batch.rows += chart.folded
        for number in chart.recordNumbers where !number.isEmpty {
          batch.numbers.append(
            (keyring.lookupDigest(of: number.uppercased()), chart.subject))
        }
      }
      // A full disk, or somebody who writes for long, keeps nobody from an answer.
      if isStoring { isStoring = (try? write(batch, of: moment)) != nil }
      try progress(first + group.count)
    }
    return loaded
  }

  /// Stores what was folded of the ledger as it is; an answer about an earlier one leaves nothing.
  private func write(_ batch: ProjectionStore.Batch, of moment: Moment) throws {
    guard let store, moment.isNewest, !batch.isEmpty else { return }
    try store.write(batch) { subject in
      try ledger.read { try $0.custody(of: subject).closedAt == nil }
    }
  }

  private func load(
    _ asked: [AskedProjection], of subjects: [SubjectID], visits: [SubjectID: Set<UInt32>]?,
    at moment: Moment, settingAside: Bool
  ) throws -> [LoadedChart] {
    let types = asked.reduce(into: Set<StreamType>()) { $0.formUnion($1.types) }
    var aside: [LoadedChart] = []
    var placed: [PlacedChart] = []
    try ledger.read { reader in
      for subject in subjects {
        do {
          placed.append(
            PlacedChart(
              subject: subject,
              places: try reader.places(of: subject, types: types, below: moment.head.size),
              visits: visits.map { $0[subject] ?? [] }))
        } catch {
          aside.append(try LoadedChart(subject, after: error, settingAside: settingAside))
        }
      }
    }
    let names = placed.flatMap { chart in asked.flatMap { chart.names(of: $0) } }
    let stored = try store.map { store in try Self.naming { try store.stored(names) } } ?? [:]
    return try aside
      + Self.onAllCores(placed) { chart in
        try ledger.read { reader in
          do {
            return try ChartLoading(chart, charts: charts, at: moment, stored: stored)
              .load(asked, from: reader)
          } catch {
            return try LoadedChart(chart.subject, after: error, settingAside: settingAside)
          }
        }
      }
  }

  /// What storage says of the read models, in the clinic's words.
  private static func naming<R>(_ body: () throws -> R) throws -> R {
    do { return try body() } catch let error as LMDBError {
      if error.cause == .damage { throw Damaged(what: error.description) }
      throw ClinicError.readModels(what: error.description)
    } catch is ProjectionShelf.Foreign {
      throw Damaged(what: "a part of them is of another ledger")
    }
  }

  /// Few are done by this thread.
  private static func onAllCores<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ body: @Sendable (Item) throws -> Result
  ) throws -> [Result] {
    guard items.count > 4 else { return try items.map(body) }
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let isFailed = results.withLock { $0.values.contains { $0.isFailure } }
      if isFailed { return }
      let result = Swift.Result { try body(items[index]) }
      results.withLock { $0[index] = result }
    }
    let done = results.withLock { $0 }
    return try done.keys.sorted().compactMap { try done[$0]?.get() }
  }
}

extension Result {
  fileprivate var isFailure: Bool {
    switch self {
    case .success: false
    case .failure: true
    }
  }
}

extension ReadModels {
  /// Writes anew where a record number leads; it is of no harm where that fails.
  func relearn(_ recordNumber: String, leadsTo subject: SubjectID) {
    let number = (keyring.lookupDigest(of: recordNumber), subject)
    try? store?.numbers.write([number]) { subject in
      try ledger.read { try $0.custody(of: subject).closedAt == nil }
    }
  }
}

/// The states that were asked for.
struct LoadedStates: Sendable {
  private var charts: [SubjectID: [RowName: [UInt8]]] = [:]
  /// What was left out of an answer about many.
  fileprivate(set) var setAside: [SubjectID: ChartSetAside] = [:]

  fileprivate mutating func take(_ states: [RowName: [UInt8]], of subject: SubjectID) {
    charts[subject] = states
  }

  fileprivate mutating func take(_ others: LoadedStates) {
    charts.merge(others.charts) { $1 }
    setAside.merge(others.setAside) { $1 }
  }

  /// - Parameter number: of the visit; 0 for a chart's own.
  /// - Throws: `ReadModels.Damaged` for what its projection has not written.
  func state<P: StoredProjection>(
    _ projection: P.Type, of subject: SubjectID, _ number: UInt32 = 0
  ) throws -> P.State {
    guard let row = charts[subject]?[RowName(projection, of: subject, number)] else {
      return P.initial
    }
    do { return try P.State(rowBytes: row) } catch {
      throw ReadModels.Damaged(what: "a row of \(P.name) is not what was stored")
    }
  }

  /// The numbers and bytes of a projection's states of a chart, in the order of the numbers.
  func bytes(
    _ projection: any StoredProjection.Type, of subject: SubjectID
  ) -> [(number: UInt32, bytes: [UInt8])] {
    (charts[subject] ?? [:]).filter { $0.key.prefix == projection.rowPrefix }
      .sorted { $0.key.number < $1.key.number }.map { ($0.key.number, $0.value) }
  }
}
