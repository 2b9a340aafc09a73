internal import ArgumentParser
internal import Foundation
internal import Rehearsal

/// What the ledger costs beside plain LMDB: the same bytes, the same disk, the same run.
///
/// Every value is first written by the ledger and then, as it was stored, by one put into one table
/// of an environment beside it, with the same durability.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Appends and reads of the ledger beside raw LMDB: same bytes, one table, same run.")

  @Option(help: "Appends of one sealed entry.") var singles = 300
  @Option(help: "Appends of 1,000 sealed entries.") var bulks = 100
  @Option(help: "Bytes of an event before it is sealed.") var bodyBytes = 80
  @Option(help: "How often a stream of 200 events is read.") var reads = 500

  func run() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "candor-benchmarks-\(ProcessInfo.processInfo.globallyUniqueString)")
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let ledger = try MeasuredLedger(folder + "/ledger", bodyBytes: bodyBytes)
    let raw = try RawStore(folder + "/raw")
    var table = ResultTable()
    try measureAppends(ledger, raw, into: &table)
    try measureReads(ledger, raw, into: &table)
    print(table.text)
  }

  private func measureAppends(
    _ ledger: MeasuredLedger, _ raw: RawStore, into table: inout ResultTable
  ) throws {
    var ours: [Double] = []
    var theirs: [Double] = []
    // In turns, so that both meet the disk in the same moods.
    for _ in 0..<singles {
      ours.append(try Stopwatch.time { try ledger.append(count: 1) }.1)
      let values = try ledger.newestValues(count: 1)
      theirs.append(try Stopwatch.time { try raw.append(values) }.1)
    }
    table.add("durable append of 1", unit: "append", count: 1, ours.median, theirs.median)
    (ours, theirs) = ([], [])
    for _ in 0..<bulks {
      ours.append(try Stopwatch.time { try ledger.append(count: 1_000) }.1)
      let values = try ledger.newestValues(count: 1_000)
      theirs.append(try Stopwatch.time { try raw.append(values) }.1)
    }
    table.add("durable append of 1,000", unit: "entry", count: 1_000, ours.median, theirs.median)
  }

  private func measureReads(
    _ ledger: MeasuredLedger, _ raw: RawStore, into table: inout ResultTable
  ) throws {
    let positions = try ledger.makeStream(count: 200)
    for position in positions { try raw.append([try ledger.value(at: position)]) }
    var ours: [Double] = []
    var theirs: [Double] = []
    var counts: Set<Int> = []
    for _ in 0..<5 {
      let (walked, seconds) = try Stopwatch.time { try ledger.walkHeaders() }
      ours.append(seconds)
      let (read, rawSeconds) = try Stopwatch.time { try raw.walk() }
      theirs.append(rawSeconds)
      counts = [walked - read.count]
    }
    // The ledger began with entries of its own that the raw table has not.
    let entries = try raw.walk().count
    guard counts.count == 1, counts.first ?? 0 >= 0 else {
      throw RehearsalError.unexpected("the walks saw different entries")
    }
    table.add("walk of all headers", unit: "entry", count: entries, ours.median, theirs.median)
    (ours, theirs) = ([], [])
    for _ in 0..<reads {
      ours.append(try Stopwatch.time { try ledger.readStream() }.1)
      theirs.append(try Stopwatch.time { try raw.read(last: 200) }.1)
    }
    table.add("read of a 200-event stream", unit: "event", count: 200, ours.median, theirs.median)
  }
}
