internal import ClinicalRecord
internal import Ledger
internal import Projections
internal import TransparencyLog

/// Every read model that is stored. Status, rebuilding, digests, sealing and storage follow from
/// this list: whoever adds one writes its file and its line here.
enum Registry {
  static let all: [any StoredProjection.Type] = [
    ChartFold<Roster>.self, ChartFold<VisitIndex>.self, ChartFold<Schedule>.self,
    ChartFold<Treatment>.self, VisitFindings.self, StreamFold.self, LotFold.self,
  ]
}

/// What has rows of its own.
enum ProjectionKey: Sendable {
  case chart
  /// Of a chart, each visit that has a stream.
  case visit
  /// Each stream of a chart, its own and the visits', or of the drug book: a row rests on that
  /// stream alone.
  case stream
}

/// A read model of one chart, of each of its visits, or of each of their streams, folded from the
/// chart's entries; or of each lot of the drug book, whose streams are read as a chart's are.
protocol StoredProjection: Sendable {
  associatedtype State: RowCodable & Sendable

  static var name: String { get }
  /// Another one for every change of what is folded, or of how it is written down.
  static var version: UInt32 { get }
  static var key: ProjectionKey { get }
  /// The streams that it reads, of a chart and its visits, or of the drug book.
  static var streams: Set<EventStream> { get }
  /// Where its rows lie.
  static var place: RowPlace { get }
  /// What a row rests on beside the chart's entries, as bytes that differ when that does: of the
  /// site as it was. Nil: on nothing, and the site need not be known.
  static var basis: (@Sendable (SiteState) -> [UInt8])? { get }

  /// The states of a chart: by visit number, or under 0 for a chart's own. A visit that is left out
  /// has the initial one.
  static func states(
    of statements: ChartStatements, at moment: Moment
  ) throws -> [UInt32: FoldedState<State>]
  /// Of what nothing is known.
  static var initial: State { get }

  /// Takes one more statement, which corrects nothing, into a chart's state.
  ///
  /// - Returns: false where the chart has to be folded anew.
  static func advance(_ state: inout State, by line: ChartFile.Line) -> Bool

  /// Every record number that the chart is found by, for the projection that knows them.
  static func recordNumbers(in state: State) -> [String]
}

extension StoredProjection {
  static var basis: (@Sendable (SiteState) -> [UInt8])? { nil }
  static var place: RowPlace { .daily }
  static func advance(_ state: inout State, by line: ChartFile.Line) -> Bool { false }
  static func recordNumbers(in state: State) -> [String] { [] }
}

/// One whose rows rest on a stream each, and lie in a file: deciding begins with them.
protocol StreamProjection: StoredProjection {
  /// - Parameters:
  ///   - lines: all of the stream.
  ///   - corrections: of these lines, and maybe of others.
  ///   - number: the visit's, or the lot's; 0 for the chart's own.
  static func state(
    of lines: [ChartFile.Line], _ corrections: Corrections, number: UInt32
  ) -> State
}

extension StreamProjection {
  static var key: ProjectionKey { .stream }
  static var place: RowPlace { .charts }

  static func states(
    of statements: ChartStatements, at moment: Moment
  ) throws -> [UInt32: FoldedState<State>] {
    statements.streams.reduce(into: [:]) { states, stream in
      states[stream.key] = FoldedState(
        state: state(of: stream.value, statements.corrections, number: stream.key))
    }
  }
}

/// A state, and whether it stays what it is while nothing is recorded.
struct FoldedState<State: Sendable>: Sendable {
  var state: State
  /// False: it holds for the moment that it was folded at, and time alone can change it.
  var isSettled = true
}

/// The state of the ledger that an answer is about.
struct Moment: Sendable {
  let head: TreeHead
  /// When its last entry was recorded: what is still going on is judged by it.
  let nowMicroseconds: Int64
  /// As of then; empty where no projection rests on it.
  let site: SiteState
  /// Whether nothing was recorded after it when it was looked up.
  let isNewest: Bool

  init(_ head: TreeHead, restingOnSite: Bool, from reader: borrowing LedgerSnapshot) throws {
    self.head = head
    isNewest = reader.head == head
    nowMicroseconds =
      head.size == 0 ? 0 : try reader.outline(at: head.size - 1).stamp.recordedMicroseconds
    site = restingOnSite ? try SiteState.load(below: head.size, from: reader) : SiteState()
  }
}

/// A pure fold, one state a chart, as the engine keeps it.
enum ChartFold<P: Projection>: StoredProjection {
  static var name: String { P.name }
  static var version: UInt32 { P.version }
  static var key: ProjectionKey { .chart }
  static var streams: Set<EventStream> { P.streams }
  static var initial: P.State { P.initial }

  static func states(
    of statements: ChartStatements, at moment: Moment
  ) throws -> [UInt32: FoldedState<P.State>] {
    [0: FoldedState(state: state(of: statements.lines, statements.corrections))]
  }

  static func state(of lines: [ChartFile.Line], _ corrections: Corrections) -> P.State {
    var state = P.initial
    for line in lines {
      if let fact = corrections.standing(line.fact) {
        P.apply(fact, visitNumber: line.visitNumber, to: &state)
      } else if !line.fact.value.isCorrection {
        P.applyRetracted(line.fact, visitNumber: line.visitNumber, to: &state)
      }
    }
    return state
  }

  static func advance(_ state: inout P.State, by line: ChartFile.Line) -> Bool {
    P.apply(line.fact, visitNumber: line.visitNumber, to: &state)
    return true
  }

  static func recordNumbers(in state: P.State) -> [String] {
    P.recordNumbers(in: state)
  }
}

extension StoredProjection {
  /// How its rows' keys begin: the rows of another version are others.
  static var rowPrefix: String { "\(name)/\(version)/" }

  static var streamTypes: Set<StreamType> { Set(streams.map(\.streamType)) }

  /// The numbers of the rows that a chart has, by its streams.
  static func numbers(at places: [StreamPlace]) -> [UInt32] {
    switch key {
    case .chart: [0]
    case .visit: places.filter { $0.stream.type == .visit }.map(\.stream.number)
    case .stream: places.map(\.rowNumber)
    }
  }

  /// What the row of a number rests on, of the places of the chart's streams.
  static func places(of number: UInt32, among places: [StreamPlace]) -> [StreamPlace] {
    switch key {
    case .chart, .visit: places
    case .stream: places.filter { $0.rowNumber == number }
    }
  }

  /// The states of a chart as rows hold them.
  static func rows(
    of statements: ChartStatements, numbers: [UInt32], at moment: Moment
  ) throws -> [UInt32: FoldedRow] {
    let states = try states(of: statements, at: moment)
    var rows: [UInt32: FoldedRow] = [:]
    for number in numbers {
      let folded = states[number] ?? FoldedState(state: initial)
      rows[number] = FoldedRow(
        bytes: folded.state.rowBytes, isSettled: folded.isSettled,
        recordNumbers: recordNumbers(in: folded.state))
    }
    return rows
  }

  static var initialRow: FoldedRow {
    FoldedRow(bytes: initial.rowBytes, isSettled: true, recordNumbers: [])
  }

  /// The row after more statements; nil where the chart has to be folded anew.
  static func row(_ bytes: [UInt8], advancedBy lines: [ChartFile.Line]) -> FoldedRow? {
    guard key != .visit, var state = try? State(rowBytes: bytes) else { return nil }
    for line in lines {
      guard advance(&state, by: line) else { return nil }
    }
    return FoldedRow(
      bytes: state.rowBytes, isSettled: true, recordNumbers: recordNumbers(in: state))
  }
}

extension StreamPlace {
  /// Of the row that is folded of the stream.
  var rowNumber: UInt32 { stream.rowNumber }
}

extension StreamKey {
  /// The visit's number, or the lot's; 0 for the chart's own.
  var rowNumber: UInt32 { type == .visit || type == .drugLot ? number : 0 }
}

/// A state as its row holds it, before it is sealed.
struct FoldedRow: Sendable {
  var bytes: [UInt8]
  var isSettled: Bool
  var recordNumbers: [String]
}
