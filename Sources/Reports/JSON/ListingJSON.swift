public import Clinic
internal import ClinicalRecord
internal import Ledger

/// Lists as JSON: patients, staff, history, one entry, projections.
public enum ListingJSON {
  /// An array, one object a patient.
  public static func patients(_ listings: [RosterListing]) throws -> String {
    try JSONText.render(listings.map(PatientLine.init))
  }

  /// An array, one object a member of staff.
  public static func staff(_ listings: [StaffListing]) throws -> String {
    try JSONText.render(listings.map(StaffLine.init))
  }

  /// An array, one object an entry: the emergency accesses that nobody has reviewed; behind them
  /// those that wait in the spool to be recorded, which have no position yet.
  public static func unreviewed(_ rows: [HistoryRow], spool: SpoolState) throws -> String {
    try JSONText.render(
      rows.map { UnreviewedLine.recorded(HistoryDocument($0)) }
        + spool.waiting.map { UnreviewedLine.spooled(SpooledLine($0)) })
  }

  private enum UnreviewedLine: Encodable {
    case recorded(HistoryDocument)
    case spooled(SpooledLine)

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .recorded(let line): try line.encode(to: encoder)
      case .spooled(let line): try line.encode(to: encoder)
      }
    }
  }

  private struct SpooledLine: Encodable {
    var actor: UInt32?
    var actorName: String?
    var appendId: String?
    var charts: [String]
    var isSpooled = true
    var occurred: String?

    init(_ look: SpoolState.Waiting) {
      actor = look.actor
      actorName = look.handle
      appendId = look.appendID
      charts = look.charts
      occurred = look.looked?.iso8601
    }
  }

  /// An array, one object a count.
  public static func counts(_ counts: [HistoryCount]) throws -> String {
    try JSONText.render(counts.map { CountLine(name: $0.name, entries: $0.count) })
  }

  private struct CountLine: Encodable {
    var name: String
    var entries: Int
  }

  /// One object with the projections in it.
  public static func projections(_ status: ProjectionsStatus) throws -> String {
    try JSONText.render(
      ProjectionsDocument(
        position: status.position, root: status.root, ledgerSize: status.ledgerSize,
        projections: status.lines.map {
          ProjectionLine(
            name: $0.name, version: $0.version, charts: $0.partitions, digest: $0.digest)
        }))
  }

  private struct PatientLine: Encodable {
    var patient: PatientDocument
    var formerly: String?
    /// Left out where no chart is merged into this one.
    var mergedRecordNumbers: [String]?
    var visits: UInt32
    var newestVisitDate: String?
    var newestVisitStage: String?
    var newestVisitInfusion: InfusionDocument?
    /// Left out where there is none.
    var visitsLeftOpen: [String]?

    init(_ listing: RosterListing) {
      patient = PatientDocument(listing.patient)
      formerly = listing.formerly
      mergedRecordNumbers =
        listing.mergedRecordNumbers.isEmpty ? nil : listing.mergedRecordNumbers
      visits = listing.visits
      newestVisitDate = listing.newestVisitDate
      newestVisitStage = listing.newestVisitStage
      newestVisitInfusion = listing.newestCount.map(InfusionDocument.init)
      visitsLeftOpen = listing.visitsLeftOpen.isEmpty ? nil : listing.visitsLeftOpen
    }
  }

  private struct StaffLine: Encodable {
    struct Credential: Encodable {
      var specialty: String
      var validFrom: String
      var validUntil: String
    }

    var actor: UInt32
    var handle: String
    var displayName: String
    var role: String
    var status: String
    var servedChart: String?
    var servedVisit: UInt32?
    var readsCharts: Bool?
    var holdsKeys: Bool?
    var enrolledPosition: UInt64
    var credentials: [Credential]

    init(_ listing: StaffListing) {
      actor = listing.label.actor
      handle = listing.label.handle
      displayName = listing.label.displayName
      role = listing.label.role.words
      status = listing.status.rawValue
      servedChart = listing.served?.chart.description
      servedVisit = listing.served?.visitNumber
      readsCharts = listing.chartAccess.map { $0 == .reads }
      holdsKeys = listing.holdsKeys
      enrolledPosition = listing.enrolledPosition
      credentials = listing.credentials.map {
        Credential(
          specialty: $0.specialty.words, validFrom: $0.validFrom, validUntil: $0.validUntil)
      }
    }
  }

  private struct ProjectionsDocument: Encodable {
    var position: UInt64
    var root: String
    var ledgerSize: UInt64
    var projections: [ProjectionLine]
  }

  private struct ProjectionLine: Encodable {
    var name: String
    var version: UInt32
    var charts: Int
    var digest: String
  }
}
