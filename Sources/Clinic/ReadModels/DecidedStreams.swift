internal import ClinicalRecord
internal import Ledger
internal import Projections
internal import TransparencyLog

// Deciding begins with the stored streams of a chart and opens the entries since: as many after
// 10,000 entries as after 10. A row is believed where it is a beginning of its stream (the place
// with its leaf hash), and nothing was corrected since; otherwise the stream is folded of its
// entries. What corrects, merges, verifies or tells the past reads all entries (`ChartFile.load`).

extension ChartFile {
  /// How many entries of a chart lie behind its rows before these are stored again: what an act
  /// opens at most, and how many share one writing of the rows.
  static let mostEntriesBehind = 32

  /// The same as `load`, to decide on.
  ///
  /// - Parameter rows: nil: nothing stored is used.
  static func load(
    _ subject: SubjectID, beginningWith rows: ChartRowFiles?, keys: ChartKeys,
    clock: ClinicClock, from reader: borrowing LedgerSnapshot
  ) throws -> ChartFile {
    guard let rows else { return try load(subject, keys: keys, clock: clock, from: reader) }
    return try withMerged(subject) {
      try loadAlone($0, beginningWith: rows, keys: keys, clock: clock, from: reader)
    }
  }

  private static func loadAlone(
    _ subject: SubjectID, beginningWith rows: ChartRowFiles, keys: ChartKeys,
    clock: ClinicClock, from reader: borrowing LedgerSnapshot
  ) throws -> ChartFile {
    let places = try reader.places(
      of: subject, types: StreamFold.streamTypes, below: reader.head.size)
    let names = places.map { RowName(StreamFold.self, of: subject, $0.rowNumber) }
    var stored: [RowName: [UInt8]] = [:]
    rows.read(names, into: &stored)
    var streams: [UInt32: FoldedStream] = [:]
    var behind: [RowsBehind.Stream] = []
    var count = 0
    for (place, name) in zip(places, names) {
      let led = try LedStream<StreamFold>(
        place, stored: stored[name], name, keys: keys, from: reader)
      streams[name.number] = led.state
      guard led.entriesBehind > 0 else { continue }
      behind.append(RowsBehind.Stream(name: name, place: place, state: led.state))
      count += led.entriesBehind
    }
    var file = ChartFile(subject: subject, streams: streams, on: clock)
    if count >= mostEntriesBehind, let key = try keys.newestRowKey(of: subject, in: reader) {
      file.behind = RowsBehind(
        streams: behind, key: key, foldedMicroseconds: try reader.newestRecordedMicroseconds)
    }
    return file
  }
}

/// A stream as it is now, and how many entries were opened for that.
struct LedStream<P: StreamProjection>: Sendable {
  var state: P.State
  var entriesBehind: Int

  init(
    _ place: StreamPlace, stored: [UInt8]?, _ name: RowName, keys: ChartKeys,
    from reader: borrowing LedgerSnapshot
  ) throws {
    // A patient is found, named and decided on: all of it on the same stream.
    if let known = keys.ledStream(name, at: place) as? Self {
      self = known
      return
    }
    try self.init(leading: stored, to: place, name, keys: keys, from: reader)
    keys.keep(self, name, at: place)
  }

  private init(
    leading stored: [UInt8]?, to place: StreamPlace, _ name: RowName, keys: ChartKeys,
    from reader: borrowing LedgerSnapshot
  ) throws {
    if let row = keys.row(stored, at: name, in: reader), row.places.count == 1,
      let lines = try keys.lines(from: row.places, to: [place], in: reader),
      var folded = try? P.State(rowBytes: row.state),
      lines.allSatisfy({ P.advance(&folded, by: $0) })
    {
      state = folded
      entriesBehind = lines.count
      return
    }
    let statements = try ChartStatements.load(
      name.subject, below: nil, types: P.streamTypes, only: [place.stream], keys: keys,
      from: reader)
    state = P.state(of: statements.lines, statements.corrections, number: name.number)
    entriesBehind = statements.lines.count
  }
}

/// Streams whose rows lie too far behind, as they were when something was decided on them: they are
/// stored once that is on disk, outside its transaction.
struct RowsBehind: Sendable {
  struct Stream: Sendable {
    var name: RowName
    var place: StreamPlace
    var state: any RowCodable & Sendable
  }

  var streams: [Stream]
  /// The chart's newest, or the drug book's.
  var key: RowKey
  /// When the newest entry was recorded that the ledger had then.
  var foldedMicroseconds: Int64

  func rows() throws -> [(name: RowName, sealed: [UInt8])] {
    try streams.map { stream in
      let row = ProjectionRow(
        places: [stream.place], basis: [], isSettled: true,
        foldedMicroseconds: foldedMicroseconds, state: stream.state.rowBytes)
      return (stream.name, try row.sealed(at: stream.name, with: key))
    }
  }
}

extension SignedIn {
  /// Where the streams of charts are stored that statements are decided on; nil where what they
  /// need is in the entries alone, and for who decides on no chart.
  func storedStreams(for statements: [Statement] = []) -> ChartRowFiles? {
    guard charts != nil, role != .device,
      statements.allSatisfy({ $0.event.isClinical && $0.event.correction == nil })
    else { return nil }
    return clinic.chartRowFiles
  }

  /// A chart's states, to decide on; only its states are whole.
  func chartFileToDecide(_ subject: SubjectID) throws -> ChartFile {
    let charts = try chartReader(toDo: "read charts").charts
    return try ledger.read {
      try ChartFile.load(
        subject, beginningWith: storedStreams(), keys: charts, clock: clock.clinicClock, from: $0)
    }
  }

  /// Stores what lies too far behind. It stops nobody where that fails, as on a full disk.
  func storeRowsBehind(of file: ChartFile?, _ book: BookFile? = nil) {
    guard clinic.readOnlyCause == nil else { return }
    let charts = file.map { [$0] + $0.merged } ?? []
    for behind in charts.compactMap(\.behind) + [book?.behind].compactMap(\.self) {
      self.charts?.letLedStreamsGo()
      try? clinic.chartRowFiles.write(try behind.rows()) { subject in
        try ledger.read { try $0.custody(of: subject).closedAt == nil }
      }
    }
  }
}
