public import ClinicalRecord
internal import Ledger
internal import TransparencyLog

extension Clinic {
  /// Emergency accesses that nobody has reviewed, oldest first: by their headers alone, so for
  /// whoever has the files.
  public func waitingEmergencies() throws -> [HistoryRow] { try unreviewedEmergencies().waiting }

  /// Those that wait, and how many nobody will review: their chart was erased by a restore, and
  /// their reason with it.
  func unreviewedEmergencies() throws -> (waiting: [HistoryRow], erased: Int) {
    try ledger.read { snapshot in
      let house = try House.load(from: snapshot)
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
              house: house))
        }
      }
      return (rows.sorted { $0.position < $1.position }, erased)
    }
  }

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
    let session = try signedInSession(toDo: "to \(act.rawValue)")
    guard let charts = session.charts, act.holds(for: session.label.role) else {
      throw ClinicError.notPermitted(
        act: act.rawValue, role: session.label.role, allowed: act.roles.words)
    }
    let now = clock.now()
    let opened = try ledger.read { try waiting(inAppendOf: position, for: session, in: $0) }
    var reviewed = EmergencyAccessReviewed()
    reviewed.outcome = outcome
    reviewed.note = note
    let appended = try append(
      AppendRequest(
        id: .timeOrdered(now.unixMicroseconds), signers: [try session.signer(.reviewed)],
        nowMicroseconds: now.unixMicroseconds),
      isSame: { _ in false },
      decide: { draft in
        let house = try House.load(from: draft)
        try house.requireActive(session.label.actor)
        var writing = AccessWriting(charts: charts, staff: house.staff, occurred: now.occurred)
        for (_, stream) in try waiting(inAppendOf: position, for: session, in: draft) {
          try writing.add(.emergencyAccessReviewed(reviewed), to: stream, in: draft)
        }
        return writing.proposals
      }
    ).appended
    return Reviewed(
      emergencies: opened.map(\.position), positions: appended.positions,
      recordedMicroseconds: appended.recordedMicroseconds,
      signature: Recorded.Signature(
        signer: session.label, meaning: SignatureMeaning.reviewed.words,
        signedMicroseconds: now.unixMicroseconds))
  }

  /// Refuses a review before anything is asked for it.
  ///
  /// - Throws: as ``review(_:outcome:note:)``.
  public func requireReviewable(_ position: UInt64) throws {
    let session = try signedInSession(toDo: "to \(Permission.reviewEmergencies.rawValue)")
    _ = try ledger.read { try waiting(inAppendOf: position, for: session, in: $0) }
  }

  /// The emergency accesses of an append that wait for their review.
  private func waiting(
    inAppendOf position: UInt64, for session: Session,
    in reader: borrowing LedgerSnapshot
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
        .refusal(of: EmergencyAccessReviewed.kind, by: session.label.actor)
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
