internal import ClinicalRecord
internal import Ledger

/// Puts the entries of one append to access streams together.
struct AccessWriting {
  private(set) var proposals: [Proposal] = []
  private let keys: [SubjectID: SealingKey]
  private let occurred: Occurred
  /// The emergency numbers that this append has given out already.
  private var newestNumbers: [SubjectID: UInt32] = [:]

  /// - Parameter keys: of every chart that is written to; their introductions come first.
  init(keys: [SubjectID: SealingKey], ledger: LedgerID, occurred: Occurred) throws {
    self.keys = keys
    self.occurred = occurred
    proposals = try keys.sorted { $0.key.description < $1.key.description }
      .flatMap { try $0.value.introduction(in: ledger, occurred: occurred) }
  }

  mutating func add(_ event: AccessEvent.OneOf_Event, to stream: StreamKey) throws {
    do { try event.statement.validate() } catch { throw ClinicError.rejected(error) }
    guard let key = keys[stream.subject] else {
      throw ClinicError.unknownPatient(stream.subject.description)
    }
    proposals.append(
      Proposal(
        stream: stream, kind: event.kind.number, occurred: occurred,
        body: try ClinicalEvent.access(event).serialized(), dataKey: key.key))
  }

  /// Adds an emergency access, in a stream of its own: the chart's next.
  mutating func open(
    _ glance: Glance, reason: String, host: String,
    in reader: borrowing some (LedgerReader & ~Copyable)
  ) throws {
    let number = try newestNumber(of: glance.chart, in: reader) + 1
    newestNumbers[glance.chart] = number
    var opened = EmergencyAccessOpened()
    opened.look = glance.look
    opened.reason = reason
    opened.host = host
    try add(.emergencyAccessOpened(opened), to: .emergency(number, at: glance.chart))
  }

  private func newestNumber(
    of chart: SubjectID, in reader: borrowing some (LedgerReader & ~Copyable)
  ) throws -> UInt32 {
    if let known = newestNumbers[chart] { return known }
    return try reader.streams(of: chart).filter { $0.type == .access }.map(\.number).max() ?? 0
  }
}
