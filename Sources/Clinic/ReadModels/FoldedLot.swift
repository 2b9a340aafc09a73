internal import ClinicalRecord
internal import Ledger
internal import Projections

/// One lot of the drug book as far as it was folded: what is drawn, counted and closed by.
///
/// The lot is what stands; the statements are as they were made, their corrections among them, and
/// stay as a row holds them until somebody asks what happened when. No time is told by any clock
/// yet.
struct FoldedLot: Sendable {
  private(set) var lot: DrugLot
  /// In ledger order.
  private var statements: [[UInt8]] = []

  /// Of what nothing is known yet.
  init(number: UInt32) { lot = DrugLot(number: number) }

  /// - Parameters:
  ///   - lines: all of the lot.
  ///   - corrections: of these lines, and maybe of others.
  init(of lines: [ChartFile.Line], _ corrections: Corrections, number: UInt32) {
    self.init(number: number)
    for line in lines {
      statements.append(line.fact.rowBytes)
      if let fact = corrections.standing(line.fact) { evolve(fact) }
    }
  }

  /// Takes one more statement, which corrects nothing.
  mutating func take(_ fact: Fact<ClinicalEvent>) {
    statements.append(fact.rowBytes)
    evolve(fact)
  }

  private mutating func evolve(_ fact: Fact<ClinicalEvent>) {
    if case .lot(let event) = fact.value { lot.evolve(fact.with(event)) }
  }

  /// The statements as they were made, in ledger order.
  ///
  /// - Throws: `RowDefect` for what its row was not written with.
  func facts() throws(RowDefect) -> [Fact<ClinicalEvent>] {
    var facts: [Fact<ClinicalEvent>] = []
    for bytes in statements { facts.append(try Fact(rowBytes: bytes)) }
    return facts
  }
}

extension FoldedLot: RowCodable {
  init(from row: inout RowReader) throws(RowDefect) {
    lot = try DrugLot(from: &row)
    for _ in 0..<(try row.number()) { statements.append(Array(try row.blob())) }
  }

  func write(to row: inout RowWriter) {
    lot.write(to: &row)
    row.put(UInt64(statements.count))
    for bytes in statements { row.put(bytes) }
  }
}

/// The drug book's lots as rows, each of its own stream.
enum LotFold: StreamProjection {
  static let name = "lots"
  static let version: UInt32 = 1
  static let streams: Set<EventStream> = [.lot]
  static let initial = FoldedLot(number: 0)

  static func state(
    of lines: [ChartFile.Line], _ corrections: Corrections, number: UInt32
  ) -> FoldedLot {
    FoldedLot(of: lines, corrections, number: number)
  }

  static func advance(_ state: inout FoldedLot, by line: ChartFile.Line) -> Bool {
    state.take(line.fact)
    return true
  }
}
