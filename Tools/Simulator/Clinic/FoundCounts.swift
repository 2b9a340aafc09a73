internal import Foundation
internal import Rehearsal

/// What the drug book says of every lot, held against what the simulated cupboard counted.
struct FoundCounts {
  private let lots: [Cupboard.Lot]

  static func write(_ cupboard: Cupboard, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try encoder.encode(cupboard.lots.values.sorted { $0.lot < $1.lot })
      .write(to: URL(filePath: path))
  }

  init(_ path: String) throws {
    lots = try JSONDecoder().decode(
      [Cupboard.Lot].self, from: Data(contentsOf: URL(filePath: path)))
  }

  /// Asks the real program about the whole span.
  func check(_ program: Program, clock: String, _ checks: CheckReport) throws {
    let text = try program.run(
      ["report", "drugs", "--format", "json", "--as", SimulatedStaff.ito.rawValue], clock: clock)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(Report.self, from: Data(text.utf8))
    let found = Dictionary(report.lots.map { ($0.lot, $0) }, uniquingKeysWith: { $1 })
    checks.expect(found.count == lots.count, "\(found.count) lots in the book, not \(lots.count)")
    for lot in lots {
      guard let booked = found[lot.lot] else {
        checks.expect(false, "lot \(lot.lot) is not in the book")
        continue
      }
      let same =
        booked.receivedUg == lot.receivedUg && booked.givenUg == lot.givenUg
        && booked.wastedUg == lot.wastedUg && booked.transferredUg == lot.transferredUg
        && booked.declaredMissingUg == lot.declaredMissingUg
        && booked.closingUg - booked.notAccountedForUg == lot.onHandUg
      checks.expect(same, "lot \(lot.lot): counted \(lot), booked \(booked)")
    }
    CheckReport.say("counted  \(lots.count) lots to the microgram")
  }

  private struct Report: Decodable {
    struct Lot: Decodable {
      var lot: UInt32
      var receivedUg: Int64
      var givenUg: Int64
      var wastedUg: Int64
      var transferredUg: Int64
      var declaredMissingUg: Int64
      var closingUg: Int64
      var notAccountedForUg: Int64
    }

    var lots: [Lot]
  }
}
