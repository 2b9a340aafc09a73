public import ArgumentParser
public import Clinic
public import ClinicalRecord
public import Ledger
private import SwiftProtobuf

/// One process that appends single events, one after another, and says each position aloud only
/// when the ledger has acknowledged it.
public struct AppendWorker {
  private let ledger: String
  private let identity: String
  private let chart: SubjectID

  public init(ledger: String, identity: String, chart: SubjectID) {
    self.ledger = ledger
    self.identity = identity
    self.chart = chart
  }

  /// The command line of a tool's ``AppendCommand`` that runs this.
  public func arguments(count: Int) -> [String] {
    [
      "worker", "--ledger", ledger, "--identity", identity, "--chart", chart.description,
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

/// The hidden subcommand of a tool that is such a process: it appends and says each position.
public struct AppendCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "worker", shouldDisplay: false)

  @Option var ledger: String
  @Option var identity: String
  @Option var chart: String
  @Option var count: Int

  public init() {}

  public func run() throws {
    guard let subject = SubjectID(hex: chart) else {
      throw ValidationError("--chart wants 32 hexadecimal digits")
    }
    let worker = AppendWorker(ledger: ledger, identity: identity, chart: subject)
    try worker.append(count: count) { CheckReport.say($0) }
  }
}

/// What a child said that the ledger has taken: a line "position append-id".
public struct Acknowledged: Hashable, Sendable {
  public let position: UInt64
  public let append: AppendID

  /// Nil for a line that was cut off.
  public init?(line: String) {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 2, let position = UInt64(words[0]), let append = AppendID(hex: words[1])
    else { return nil }
    self.position = position
    self.append = append
  }
}
