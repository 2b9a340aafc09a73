public import ClinicalRecord
internal import Glibc
internal import Ledger
internal import TransparencyLog

/// What somebody gives who opens a chart in an emergency (`--break-glass`).
public struct BreakGlass {
  /// The machine's name, for the record.
  public var host: String
  /// Asked only when an emergency access has to be recorded, outside every transaction.
  public var reason: () throws -> String

  public init(host: String = BreakGlass.thisHost, reason: @escaping () throws -> String) {
    self.host = host
    self.reason = reason
  }

  /// The name of the machine that this runs on.
  public static var thisHost: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    let text = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty ? "unknown" : text
  }
}

/// What a review did.
public struct Reviewed: Sendable {
  /// The emergency accesses that it is about: those of one act of looking.
  public var emergencies: [UInt64]
  /// The review's own entries.
  public var positions: Range<UInt64>
  public var recordedMicroseconds: Int64
  /// Of the clinic's clock then; 0 without a zone.
  public var recordedOffsetMinutes: Int16
  public var signature: Recorded.Signature
}

extension Clinic {
  /// Emergency accesses that nobody has reviewed, oldest first: by their headers alone, so for
  /// whoever has the files.
  public func waitingEmergencies() throws -> [HistoryRow] { try unreviewedEmergencies().waiting }

  /// Those that wait, and how many nobody will review: their chart was erased by a restore, and
  /// their reason with it.
  func unreviewedEmergencies() throws -> (waiting: [HistoryRow], erased: Int) {
    try ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      let closed = Set(try snapshot.closedCharts().map(\.chart))
      var erased = 0
      var rows: [HistoryRow] = []
      for chart in try snapshot.subjects(with: .access) {
        for stream in try snapshot.streams(of: chart)
        where stream.type == .access && stream.number > 0 {
          guard let head = try snapshot.streamHead(stream) else { continue }
          let outline = try snapshot.outline(at: head.position)
          guard outline.header.isOf(EmergencyAccessOpened.kind) else { continue }
          guard !closed.contains(chart) else {
            erased += 1
            continue
          }
          rows.append(
            HistoryRow(
              position: outline.position, header: outline.header, stamp: outline.stamp,
              site: site))
        }
      }
      return (rows.sorted { $0.position < $1.position }, erased)
    }
  }
}

extension SignedIn {
  /// Records that somebody else has looked into an emergency access, and into all that was opened
  /// in the same act, but for charts that were erased since.
  ///
  /// - Parameters:
  ///   - position: of the emergency access.
  ///   - note: what was found; may be empty.
  /// - Throws: `ClinicError.notPermitted`, `.noEmergency`, `.reviewedBefore`, `.ownEmergency`,
  ///   `.chartErased`, `.rejected`; `LedgerError`.
  public func review(
    _ position: UInt64, outcome: EmergencyAccessReviewed.Outcome, note: String
  ) throws -> Reviewed {
    let act = Permission.reviewEmergencies
    guard let charts, act.holds(for: role) else {
      throw refusal(.notPermitted(act: act.rawValue, role: role, allowed: act.roles.words))
    }
    let now = clock.now()
    let opened = try refusing { try ledger.read { try waiting(inAppendOf: position, in: $0) } }
    var reviewed = EmergencyAccessReviewed()
    reviewed.outcome = outcome
    reviewed.note = note
    let order = WriteOrder(signers: [try signer(.reviewed)], now: now)
    let written = try write(order) { draft, site in
      var entries = AccessEntries(charts: charts, occurred: now.occurred)
      for (_, stream) in try waiting(inAppendOf: position, in: draft) {
        try entries.add(.emergencyAccessReviewed(reviewed), to: stream, site, in: draft)
      }
      return Decided(entries.proposals)
    }
    let appended = written.appended
    return Reviewed(
      emergencies: opened.map(\.position), positions: appended.positions,
      recordedMicroseconds: appended.recordedMicroseconds,
      recordedOffsetMinutes: clock.clinicClock.offsetMinutes(at: appended.recordedMicroseconds)
        ?? 0,
      signature: signature(.reviewed, at: now.unixMicroseconds))
  }

  /// Refuses a review before anything is asked for it.
  ///
  /// - Throws: as ``review(_:outcome:note:)``.
  public func requireReviewable(_ position: UInt64) throws {
    _ = try refusing { try ledger.read { try waiting(inAppendOf: position, in: $0) } }
  }

  /// The emergency accesses of an append that wait for their review.
  private func waiting(
    inAppendOf position: UInt64, in reader: borrowing LedgerSnapshot
  ) throws -> [(position: UInt64, stream: StreamKey)] {
    guard position < reader.head.size else {
      throw ClinicError.unknownPosition(position, size: reader.head.size)
    }
    let header = try reader.entry(at: position).header
    guard header.isOf(EmergencyAccessOpened.kind) else {
      throw ClinicError.noEmergency(position)
    }
    let first = position - UInt64(header.index)
    var waiting: [(UInt64, StreamKey)] = []
    for candidate in first...first + UInt64(header.lastIndex) {
      let header = try reader.entry(at: candidate).header
      guard header.isOf(EmergencyAccessOpened.kind) else { continue }
      let chart = header.stream.subject
      if let erased = try reader.custody(of: chart).closedAt {
        guard candidate != position else {
          throw ClinicError.chartErased(chart, position: erased)
        }
        continue
      }
      switch try reader.access(header.stream)
        .refusal(of: EmergencyAccessReviewed.kind, by: actor)
      {
      case nil: waiting.append((candidate, header.stream))
      case let refusal? where candidate == position: throw refusal.error(at: position)
      case .some: continue
      }
    }
    return waiting
  }
}

extension AccessStream.Refusal {
  /// Of a review of the emergency access at a position.
  fileprivate func error(at position: UInt64) -> ClinicError {
    switch self {
    case .ownReview: .ownEmergency(position)
    case .reviewedBefore: .reviewedBefore(position)
    case .emergencyAmongLooks, .lookInEmergency, .openedBefore, .notOpened:
      .noEmergency(position)
    }
  }
}

extension LedgerSnapshot {
  /// Where an access stream stands, by its entries' headers.
  func access(_ stream: StreamKey) throws -> AccessStream {
    var access = AccessStream(number: stream.number)
    // The ordinary looks are many, and all that counts is that they are.
    guard stream.number > 0 else { return access }
    for header in try self.stream(stream).map(\.header) {
      if let kind = header.accessKind { access.evolve(kind, by: header.actor) }
    }
    return access
  }

  /// Why what the header announces cannot be appended to its access stream now; nil when it can,
  /// and for every other stream.
  func accessRefusal(of header: EntryHeader) throws -> AccessStream.Refusal? {
    guard let kind = header.accessKind else { return nil }
    return try access(header.stream).refusal(of: kind, by: header.actor)
  }
}

extension EntryHeader {
  /// Nil in other streams, and for a kind of a newer Candor.
  var accessKind: EventKind? {
    guard stream.type == .access else { return nil }
    return EventKind(stream: .access, number: kind)
  }
}

extension AccessStream.Refusal {
  /// The rule that was broken.
  var words: String {
    switch self {
    case .emergencyAmongLooks: "an emergency access stands among the ordinary looks"
    case .lookInEmergency: "an ordinary look stands where one emergency access belongs"
    case .openedBefore: "the emergency access was opened before"
    case .notOpened: "what it reviews was never opened"
    case .reviewedBefore: "the emergency access was reviewed before"
    case .ownReview: "nobody reviews their own emergency access"
    }
  }
}
