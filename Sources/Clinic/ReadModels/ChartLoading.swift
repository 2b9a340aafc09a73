internal import ClinicalRecord
internal import Ledger
internal import Projections
internal import TransparencyLog

/// A projection that is asked for at a moment.
struct AskedProjection: Sendable {
  let projection: any StoredProjection.Type
  let types: Set<StreamType>
  let basis: [UInt8]

  init(_ projection: any StoredProjection.Type, at moment: Moment) {
    self.projection = projection
    types = projection.streamTypes
    basis = projection.basis?(moment.site) ?? []
  }
}

/// A chart with the places of its streams at a moment.
struct PlacedChart: Sendable {
  let subject: SubjectID
  let places: [StreamPlace]
  /// Those that are asked for; nil: all.
  let visits: Set<UInt32>?

  func places(of asked: AskedProjection) -> [StreamPlace] {
    places.filter { asked.types.contains($0.stream.type) }
  }

  func names(of asked: AskedProjection) -> [RowName] {
    asked.projection.numbers(at: places(of: asked))
      .filter { $0 == 0 || visits?.contains($0) ?? true }
      .map { RowName(asked.projection, of: subject, $0) }
  }
}

/// What one chart came to: its states, and the rows of those that were folded.
struct LoadedChart: Sendable {
  let subject: SubjectID
  var setAside: ChartSetAside?
  var states: [RowName: [UInt8]] = [:]
  var folded: [(name: RowName, sealed: [UInt8])] = []
  var recordNumbers: [String] = []

  init(subject: SubjectID) { self.subject = subject }

  /// One that is left out.
  ///
  /// - Throws: the error where it is not of this chart alone, or nothing is to be left out.
  init(_ subject: SubjectID, after error: any Error, settingAside: Bool) throws {
    guard settingAside, let aside = ChartSetAside(subject, after: error) else { throw error }
    self.subject = subject
    setAside = aside
  }
}

/// One chart on one state of the ledger: what is stored of it is held against the log, and what
/// does not hold is folded.
struct ChartLoading {
  private let chart: PlacedChart
  private let charts: ChartKeys
  private let moment: Moment
  private let stored: [RowName: [UInt8]]
  private var loaded: LoadedChart

  init(_ chart: PlacedChart, charts: ChartKeys, at moment: Moment, stored: [RowName: [UInt8]]) {
    self.chart = chart
    self.charts = charts
    self.moment = moment
    self.stored = stored
    loaded = LoadedChart(subject: chart.subject)
  }

  consuming func load(
    _ asked: [AskedProjection], from reader: borrowing LedgerSnapshot
  ) throws -> LoadedChart {
    var anew: [(asked: AskedProjection, numbers: [UInt32])] = []
    for asked in asked {
      let numbers = try takeStored(asked, from: reader)
      if !numbers.isEmpty { anew.append((asked, numbers)) }
    }
    guard !anew.isEmpty else { return loaded }
    // Every entry is opened once, whoever reads it.
    let streams = anew.flatMap { asked, numbers in
      chart.places(of: asked).filter {
        asked.projection.key != .stream || numbers.contains($0.rowNumber)
      }.map(\.stream)
    }
    let statements = try ChartStatements.load(
      chart.subject, below: moment.head.size,
      types: anew.reduce(into: []) { $0.formUnion($1.asked.types) }, only: Set(streams),
      keys: charts, from: reader)
    for (asked, numbers) in anew {
      try take(
        try asked.projection.rows(of: statements, numbers: numbers, at: moment), of: asked, reader)
    }
    return loaded
  }

  /// Takes the stored rows of a projection where they hold, or can be led forward.
  ///
  /// - Returns: the numbers of those that have to be folded anew: of a projection that looks at the
  ///   whole chart, all or none.
  private mutating func takeStored(
    _ asked: AskedProjection, from reader: borrowing LedgerSnapshot
  ) throws -> [UInt32] {
    let all = chart.places(of: asked)
    if all.isEmpty {
      // The chart began later.
      for name in chart.names(of: asked) {
        loaded.states[name] = asked.projection.initialRow.bytes
      }
      return []
    }
    var anew: [UInt32] = []
    for name in chart.names(of: asked) {
      let places = asked.projection.places(of: name.number, among: all)
      if let row = charts.row(stored[name], at: name, in: reader) {
        if row.holds(at: places, basis: asked.basis, moment) {
          loaded.states[name] = row.state
          continue
        }
        if row.basis == asked.basis, row.isSettled,
          let lines = try charts.lines(from: row.places, to: places, in: reader),
          let advanced = asked.projection.row(row.state, advancedBy: lines)
        {
          try take([name.number: advanced], of: asked, reader)
          continue
        }
      }
      guard asked.projection.key == .stream else { return asked.projection.numbers(at: all) }
      anew.append(name.number)
    }
    return anew
  }

  private mutating func take(
    _ rows: [UInt32: FoldedRow], of asked: AskedProjection, _ reader: borrowing LedgerSnapshot
  ) throws {
    let places = chart.places(of: asked)
    let key = try charts.newestRowKey(of: chart.subject, in: reader)
    for (number, folded) in rows {
      let name = RowName(asked.projection, of: chart.subject, number)
      if number == 0 || chart.visits?.contains(number) ?? true {
        loaded.states[name] = folded.bytes
      }
      loaded.recordNumbers += folded.recordNumbers
      guard let key else { continue }
      let row = ProjectionRow(
        places: asked.projection.places(of: number, among: places), basis: asked.basis,
        isSettled: folded.isSettled, foldedMicroseconds: moment.nowMicroseconds,
        state: folded.bytes)
      loaded.folded.append((name, try row.sealed(at: name, with: key)))
    }
  }
}

// What every row is held against before it is believed.

extension ChartKeys {
  /// A stored row; nil where there is none that opens. Which key it names is nobody's word.
  func row(
    _ stored: [UInt8]?, at name: RowName, in reader: borrowing LedgerSnapshot
  ) -> ProjectionRow? {
    guard let stored, let number = ProjectionRow.dataKeyNumber(of: stored),
      let key = (try? rowKey(number, of: name.subject, in: reader)) ?? nil
    else { return nil }
    return ProjectionRow(opening: stored, at: name, with: key)
  }

  /// The statements between what a row was folded of and now, in ledger order; nil where the row is
  /// no beginning of the log, or where something is corrected in between.
  func lines(
    from earlier: [StreamPlace], to later: [StreamPlace], in reader: borrowing LedgerSnapshot
  ) throws -> [ChartFile.Line]? {
    let known = Dictionary(earlier.map { ($0.stream, $0) }, uniquingKeysWith: { $1 })
    guard Set(known.keys).isSubset(of: later.map(\.stream)) else { return nil }
    var lines: [ChartFile.Line] = []
    for place in later where known[place.stream] != place {
      let entries = try reader.entries(after: known[place.stream], through: place)
      guard let entries, !entries.contains(where: \.header.isCorrection) else { return nil }
      for entry in entries {
        let key = try self.key(of: entry.header, position: entry.position, in: reader)
        guard let fact = try entry.fact(body: try entry.open(with: key, in: reader.ledgerID)) else {
          continue
        }
        lines.append(
          ChartFile.Line(
            visitNumber: place.rowNumber, fact: fact, leafHash: entry.leafHash))
      }
    }
    return lines.sorted { $0.fact.position < $1.fact.position }
  }
}
