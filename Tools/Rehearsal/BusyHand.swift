public import Clinic
public import ClinicalRecord
public import Ledger
private import SwiftProtobuf

/// One process that appends single events, one after another, and says each position aloud only
/// when the ledger has acknowledged it.
public struct BusyHand {
  private let ledger: String
  private let identity: String
  private let chart: SubjectID

  public init(ledger: String, identity: String, chart: SubjectID) {
    self.ledger = ledger
    self.identity = identity
    self.chart = chart
  }

  /// The command line of a tool's hidden subcommand `hand` that runs this.
  public func arguments(count: Int) -> [String] {
    [
      "hand", "--ledger", ledger, "--identity", identity, "--chart", chart.description,
      "--count", String(count),
    ]
  }

  /// Appends so many sets of vital signs; each line is "position append-id".
  public func append(count: Int, say: (String) -> Void) throws {
    let person = try RehearsalClinic.open(ledger, identity: identity)
    for index in 0..<count {
      let id = AppendID.random()
      let recorded = try person.record(
        RecordRequest(
          appendID: id,
          statements: [Statement(chart: chart, event: Self.vitals(index))], reasons: .owed))
      say("\(recorded.positions.lowerBound) \(id)")
    }
  }

  private static func vitals(_ index: Int) -> ClinicalEvent {
    .visit(
      .vitalsSampled(
        .with {
          $0.source = .takenByHand
          $0.sample = .with {
            $0.heartRateBpm = Double(60 + index % 60)
            $0.spo2Percent = Double(90 + index % 10)
          }
        }))
  }
}
