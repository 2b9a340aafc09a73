internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// What the ledger costs beside plain LMDB and beside SQLite: the same bytes, the same disk, the
/// same run.
///
/// Every value is first written by the ledger; then, as it was stored, by one put into one table of
/// an LMDB environment, and by one insert into an indexed table of SQLite, as durable.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Appends and reads of the ledger beside raw LMDB and SQLite: same bytes, same run.")

  @Option(help: "Appends of one sealed entry.") var singles = 300
  @Option(help: "Appends of 1,000 sealed entries.") var bulks = 100
  @Option(help: "Bytes of an event before it is sealed.") var bodyBytes = 80
  @Option(help: "How often a stream of 200 events is read.") var reads = 500
  @Option(help: "Vital signs that are recorded in visits of 10, 1,000 and 10,000.")
  var records = 320
  @Option(help: "Instead, how fast the read models of this ledger are rebuilt; with --identity.")
  var ledger: String?
  @Option(help: "An identity file without a passphrase, of somebody who reads its charts.")
  var identity: String?

  func run() throws {
    if let ledger, let identity {
      return print(try MeasuredRebuild(of: ledger, as: identity).text(runs: 3))
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "candor-benchmarks-\(ProcessInfo.processInfo.globallyUniqueString)")
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let stores = Stores(
      ledger: try MeasuredLedger(folder + "/ledger", bodyBytes: bodyBytes),
      raw: try RawStore(folder + "/raw"), sqlite: try SQLiteStore(folder + "/sqlite.db"))
    var table = ResultTable()
    try measureAppends(to: stores, into: &table)
    try measureReads(of: stores, into: &table)
    print(table.text)
    print(try recordsInVisits(folder + "/visits"))
  }

  /// The whole of a record, decided, sealed, signed and durable, in visits of several lengths.
  private func recordsInVisits(_ folder: String) throws -> String {
    let visits = try MeasuredVisits(folder)
    let charts = try [10, 1_000, 10_000].map { (count: $0, chart: try visits.visit(of: $0)) }
    var times = [[Double]](repeating: [], count: charts.count)
    for index in 0..<max(records, 1) {
      for (place, visit) in charts.enumerated() {
        times[place].append(try Stopwatch.time { try visits.next(in: visit.chart, index) }.1)
      }
    }
    func mean(_ times: [Double]) -> Double { times.reduce(0, +) / Double(times.count) }
    return zip(charts, times).map { visit, seconds in
      func text(_ what: String, _ of: ([Double]) -> Double) -> String {
        "\(what) \((of(seconds) * 1_000).rounded(places: 3)) ms "
          + "(\((of(seconds) / of(times[0])).rounded(places: 2)) ×)"
      }
      return "record in a visit of \(visit.count): \(text("median", \.median)), "
        + text("mean", mean)
    }.joined(separator: "\n")
  }

  private struct Stores {
    var ledger: MeasuredLedger
    var raw: RawStore
    var sqlite: SQLiteStore

    func add(_ values: [StreamedValue]) throws {
      try raw.append(values)
      try sqlite.append(values)
    }
  }

  private func measureAppends(to stores: Stores, into table: inout ResultTable) throws {
    for (count, times, unit) in [(1, singles, "append"), (1_000, bulks, "entry")] {
      // In turns, so that all meet the disk in the same moods.
      var measured = ResultTable.Times()
      for _ in 0..<times {
        measured.ledger.append(try Stopwatch.time { try stores.ledger.append(count: count) }.1)
        let values = try stores.ledger.newestValues(count: count)
        measured.raw.append(try Stopwatch.time { try stores.raw.append(values) }.1)
        measured.sqlite.append(try Stopwatch.time { try stores.sqlite.append(values) }.1)
      }
      table.add("durable append of \(count)", unit: unit, count: count, measured)
    }
  }

  private func measureReads(of stores: Stores, into table: inout ResultTable) throws {
    let streamed = 200
    for position in try stores.ledger.makeStream(count: streamed) {
      try stores.add([try stores.ledger.value(at: position)])
    }
    var walks = ResultTable.Times()
    var counts: Set<[Int]> = []
    for _ in 0..<5 {
      let (walked, seconds) = try Stopwatch.time { try stores.ledger.walkHeaders() }
      let (raw, rawSeconds) = try Stopwatch.time { try stores.raw.walk() }
      let (rows, sqliteSeconds) = try Stopwatch.time { try stores.sqlite.walk() }
      walks.ledger.append(seconds)
      walks.raw.append(rawSeconds)
      walks.sqlite.append(sqliteSeconds)
      guard raw == rows else { throw RehearsalError.unexpected("the walks saw other bytes") }
      counts.insert([walked, raw.count])
    }
    // The ledger has entries of its own, from its beginning and beside the stream, that the others
    // have not.
    guard let seen = counts.first, counts.count == 1, seen[0] >= seen[1] else {
      throw RehearsalError.unexpected("the walks saw different entries")
    }
    table.add("walk of all headers", unit: "entry", count: seen[1], walks)
    guard let stream = stores.ledger.streamRead.map(StreamedValue.name) else { return }
    var readings = ResultTable.Times()
    for _ in 0..<reads {
      readings.ledger.append(try Stopwatch.time { try stores.ledger.readStream() }.1)
      readings.raw.append(try Stopwatch.time { try stores.raw.read(last: UInt64(streamed)) }.1)
      let (count, seconds) = try Stopwatch.time { try stores.sqlite.read(stream) }
      readings.sqlite.append(seconds)
      guard count == streamed else {
        throw RehearsalError.unexpected("SQLite has \(count) events of the stream")
      }
    }
    table.add("read of a 200-event stream", unit: "event", count: streamed, readings)
  }
}
