internal import ClinicalRecord
internal import Ledger
private import TransparencyLog

/// Puts the entries of one append to access streams together.
struct AccessWriting {
  private(set) var proposals: [Proposal] = []
  private let charts: ChartKeys
  private let staff: Staff
  private let occurred: Occurred
  private var keys: [SubjectID: DataKey] = [:]
  /// The emergency numbers that have been given out already, by this append or in the spool.
  private var newestNumbers: [SubjectID: UInt32]

  /// - Parameter spooled: the newest emergency numbers that wait in the spool.
  init(
    charts: ChartKeys, staff: Staff, occurred: Occurred, spooled: [SubjectID: UInt32] = [:]
  ) {
    self.charts = charts
    self.staff = staff
    self.occurred = occurred
    newestNumbers = spooled
  }

  mutating func add(
    _ event: AccessEvent.OneOf_Event, to stream: StreamKey,
    in reader: borrowing LedgerSnapshot
  ) throws {
    do { try event.statement.validate() } catch { throw ClinicError.rejected(error) }
    proposals.append(
      Proposal(
        stream: stream, kind: event.kind.number, occurred: occurred,
        body: try ClinicalEvent.access(event).serialized(),
        dataKey: try key(of: stream.subject, in: reader)))
  }

  /// Adds an emergency access, in a stream of its own: the chart's next.
  mutating func open(
    _ glance: Glance, reason: String, host: String, isSpooled: Bool = false,
    in reader: borrowing LedgerSnapshot
  ) throws {
    // Each is an entry: a number beyond all entries is nobody's next, and would leave none.
    let size = reader.head.size
    let last = try reader.streams(of: glance.chart).filter {
      $0.type == .access && UInt64($0.number) <= size
    }.map(\.number).max()
    let (number, isOver) = max(last ?? 0, newestNumbers[glance.chart] ?? 0)
      .addingReportingOverflow(1)
    guard !isOver else {
      throw ClinicError.lookNotRecorded(
        cause: "the spool holds an emergency access numbered \(UInt32.max)", isEmergency: true)
    }
    newestNumbers[glance.chart] = number
    var opened = EmergencyAccessOpened()
    opened.look = glance.look
    opened.reason = reason
    opened.host = host
    opened.isSpooled = isSpooled
    try add(
      .emergencyAccessOpened(opened), to: .emergency(number, at: glance.chart), in: reader)
  }

  /// The key to seal a chart's entries with; where it is new, the append introduces it first.
  private mutating func key(
    of chart: SubjectID, in reader: borrowing LedgerSnapshot
  ) throws -> DataKey {
    if let known = keys[chart] { return known }
    let sealing = try charts.sealingKey(of: chart, staff: staff, in: reader)
    proposals += try sealing.introduction(in: reader.ledgerID, occurred: occurred)
    keys[chart] = sealing.key
    return sealing.key
  }
}
