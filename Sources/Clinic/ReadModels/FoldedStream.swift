internal import ClinicalRecord
internal import Ledger
internal import Projections
internal import TransparencyLog

/// One stream of a chart, the chart's own or a visit's, as far as it was folded: what deciding
/// starts from.
///
/// The statements are as they were made, their corrections among them, and are settled whenever
/// they are folded. Of vital signs, which are most of a visit, there is what stands, and no line.
/// No time is told by any clock yet: the policy may name another zone tomorrow.
struct FoldedStream: Sendable {
  /// In ledger order.
  var statements: [Fact<ClinicalEvent>] = []
  var vitals = VitalsLog()
  /// Where vital signs were entered in error, ascending.
  var retracted: [UInt64] = []

  /// - Parameters:
  ///   - lines: all of the stream.
  ///   - corrections: of these lines, and maybe of others.
  init(of lines: [ChartFile.Line], _ corrections: Corrections) {
    for line in lines {
      guard line.fact.value.isVitals else {
        statements.append(line.fact)
        continue
      }
      if let fact = corrections.standing(line.fact),
        case .visit(.vitalsSampled(let sampled)) = fact.value
      {
        vitals.append(fact.with(sampled))
      } else {
        retracted.append(line.fact.position)
      }
    }
  }

  init() {}

  /// Takes one more statement, which corrects nothing.
  mutating func take(_ fact: Fact<ClinicalEvent>) {
    if case .visit(.vitalsSampled(let sampled)) = fact.value {
      vitals.append(fact.with(sampled))
    } else {
      statements.append(fact)
    }
  }
}

extension ClinicalEvent {
  /// Whether it is kept as what it measured.
  var isVitals: Bool {
    if case .visit(.vitalsSampled) = self { true } else { false }
  }
}

/// The streams of every chart as rows: each rests on its own stream alone, so that what is recorded
/// in one visit leaves the rows of the others as they are.
enum StreamFold: StreamProjection {
  static let name = "deciding"
  static let version: UInt32 = 1
  static let streams: Set<EventStream> = [.chart, .visit]
  static let initial = FoldedStream()

  static func state(
    of lines: [ChartFile.Line], _ corrections: Corrections, number: UInt32
  ) -> FoldedStream {
    FoldedStream(of: lines, corrections)
  }

  static func advance(_ state: inout FoldedStream, by line: ChartFile.Line) -> Bool {
    state.take(line.fact)
    return true
  }
}

extension FoldedStream: RowCodable {
  init(from row: inout RowReader) throws(RowDefect) {
    statements = try row.list()
    vitals = try VitalsLog(from: &row)
    retracted = try row.list()
  }

  func write(to row: inout RowWriter) {
    row.put(statements)
    vitals.write(to: &row)
    row.put(retracted)
  }
}
