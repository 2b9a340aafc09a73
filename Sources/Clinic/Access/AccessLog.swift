internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

/// Records what an answer discloses, before it is shown: at most one durable append.
struct AccessLog {
  let context: AccessContext
  let emergency: BreakGlass?

  private var person: SignedIn { context.person }
  private var clinic: Clinic { context.person.clinic }

  /// Entries of one append; an answer that discloses more than this takes a second one. Half of
  /// what an append may have, since every entry may need a new data key.
  private static let mostEntries = 32_000

  /// The access was recorded by another process of the same person meanwhile.
  private struct CoveredMeanwhile: Error {}

  init(context: AccessContext, emergency: BreakGlass?) {
    self.context = context
    self.emergency = emergency
  }

  /// - Throws: `ClinicError.lookNotRecorded` when storage failed: then nothing may be shown.
  func record(_ disclosed: [Disclosure]) throws {
    let uncovered = try clinic.ledger.read { snapshot in
      let site = try SiteState.load(
        charts: Set(disclosed.map(\.chart)), from: snapshot)
      try site.requireActive(context.actor)
      return try self.uncovered(disclosed, site, in: snapshot)
    }
    guard !uncovered.isEmpty else { return }
    guard !context.isEmergency else { return try recordEmergency(uncovered) }
    do {
      clinic.appendSpooled()
      try append(uncovered) { disclosure, entries, site, draft in
        try entries.add(disclosure.event, to: .looks(at: disclosure.chart), site, in: draft)
      }
    } catch let error where error.isStorageFailure {
      try recordEmergency(uncovered, since: error)
    }
  }

  /// Appends the disclosures that are not covered when the write transaction looks again: somebody
  /// may have recorded the same in between.
  private func append(
    _ disclosures: [Disclosure], spooled: [SubjectID: UInt32] = [:],
    _ add: (Disclosure, inout AccessEntries, SiteState, borrowing LedgerSnapshot) throws -> Void
  ) throws {
    for first in stride(from: 0, to: disclosures.count, by: Self.mostEntries) {
      let part = Array(disclosures[first..<min(first + Self.mostEntries, disclosures.count)])
      let now = clinic.clock.now()
      var order = WriteOrder(signers: try person.signers(nil), now: now)
      order.charts = Set(part.map(\.chart))
      // The spool is held, or was appended before.
      order.appendsSpooled = false
      order.isNeverHeldUp = emergency != nil
      do {
        _ = try clinic.write(order) { draft, site in
          let uncovered = try self.uncovered(part, site, in: draft)
          guard !uncovered.isEmpty else { throw CoveredMeanwhile() }
          var entries = AccessEntries(
            charts: context.charts, occurred: now.occurred, spooled: spooled)
          for disclosure in uncovered { try add(disclosure, &entries, site, draft) }
          return Decided(entries.proposals)
        }
      } catch is CoveredMeanwhile {
        continue
      }
    }
  }

  /// Appends an emergency access, or keeps it in the spool where storage fails.
  ///
  /// - Parameter failure: why an ordinary access could not be recorded; nil where the role does not
  ///   read this.
  private func recordEmergency(
    _ disclosures: [Disclosure], since failure: (any Error)? = nil
  ) throws {
    guard let emergency else {
      if let busy = failure?.busyWriter { throw ClinicError.lookHeldUp(cause: busy) }
      throw ClinicError.lookNotRecorded(
        cause: failure.map { "\($0)" } ?? "", isEmergency: false)
    }
    // Outside every transaction and lock: a person is asked.
    let reason = try emergency.reason()
    try Self.requireVisible(reason)
    do {
      let held = try HeldSpool(clinic.accessSpool, clinic.patience)
      if failure == nil, try append(disclosures, for: reason, emergency, holding: held) { return }
      try spool(disclosures, for: reason, emergency, in: held)
    } catch ClinicError.file(let path, let what) {
      throw ClinicError.lookNotRecorded(cause: "\(path): \(what)", isEmergency: true)
    } catch let error where error.isStorageFailure {
      throw ClinicError.lookNotRecorded(cause: "\(error)", isEmergency: true)
    }
  }

  /// Whoever reviews it has to see why. The machine's name holds nobody up.
  private static func requireVisible(_ reason: String) throws {
    var opened = EmergencyAccessOpened()
    opened.reason = reason
    opened.host = "host"
    do throws(Rejection) { try opened.checkNewFields() } catch {
      throw ClinicError.rejected(error)
    }
  }

  /// - Returns: false where storage failed.
  private func append(
    _ disclosures: [Disclosure], for reason: String, _ emergency: BreakGlass,
    holding held: HeldSpool
  ) throws -> Bool {
    clinic.drain(held)
    do {
      try append(disclosures, spooled: held.newestNumbers) { disclosure, entries, site, draft in
        try entries.open(disclosure, reason: reason, host: emergency.host, site, in: draft)
      }
      return true
    } catch let error where error.isStorageFailure {
      return false
    }
  }

  /// Seals and signs the emergency access now, for the next write to append.
  private func spool(
    _ disclosures: [Disclosure], for reason: String, _ emergency: BreakGlass, in held: HeldSpool
  ) throws {
    let now = clinic.clock.now()
    let signer = PrepareRequest.Signer(
      actor: context.actor, meaning: .recorded, signedAtMicroseconds: now.unixMicroseconds)
    var prepared = try clinic.ledger.prepare(
      PrepareRequest(id: .timeOrdered(now.unixMicroseconds), signers: [signer])
    ) { snapshot in
      let charts = Set(disclosures.map(\.chart))
      let site = try SiteState.load(charts: charts, from: snapshot)
      try site.refuseErased(charts, in: snapshot)
      var entries = AccessEntries(
        charts: context.charts, occurred: now.occurred, spooled: held.newestNumbers)
      for disclosure in disclosures {
        try entries.open(
          disclosure, reason: reason, host: emergency.host, isSpooled: true, site, in: snapshot)
      }
      return entries.proposals
    }
    try prepared.sign(try person.signer(.recorded))
    try held.add(prepared)
  }

  /// What no earlier access of the window covers; refuses what is erased: an answer is given before
  /// the erasure or not at all.
  private func uncovered(
    _ disclosed: [Disclosure], _ site: SiteState,
    in reader: borrowing LedgerSnapshot
  ) throws -> [Disclosure] {
    try site.refuseErased(disclosed.map(\.chart), in: reader)
    var recent = try RecentAccesses(
      of: context, spool: emergency == nil ? nil : clinic.accessSpool,
      nowMicroseconds: clinic.clock.nowMicroseconds(), site: site, in: reader)
    var uncovered: [Disclosure] = []
    for disclosure in disclosed where try !recent.covers(disclosure, in: reader) {
      uncovered.append(disclosure)
    }
    return uncovered
  }
}

/// Puts the entries of one append to access streams together.
struct AccessEntries {
  private(set) var proposals: [Proposal] = []
  private let charts: ChartKeys
  private let occurred: Occurred
  private var keys: [SubjectID: DataKey] = [:]
  /// The emergency numbers that have been given out already, by this append or in the spool.
  private var newestNumbers: [SubjectID: UInt32]

  /// - Parameter spooled: the newest emergency numbers that wait in the spool.
  init(charts: ChartKeys, occurred: Occurred, spooled: [SubjectID: UInt32] = [:]) {
    self.charts = charts
    self.occurred = occurred
    newestNumbers = spooled
  }

  mutating func add(
    _ event: AccessEvent.OneOf_Event, to stream: StreamKey, _ site: SiteState,
    in reader: borrowing LedgerSnapshot
  ) throws {
    do { try event.statement.validate() } catch { throw ClinicError.rejected(error) }
    proposals.append(
      Proposal(
        stream: stream, kind: event.kind.number, occurred: occurred,
        body: try ClinicalEvent.access(event).serialized(),
        dataKey: try key(of: stream.subject, site, in: reader)))
  }

  /// Adds an emergency access, in a stream of its own: the chart's next.
  mutating func open(
    _ disclosure: Disclosure, reason: String, host: String, isSpooled: Bool = false,
    _ site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws {
    // Each is an entry: a number beyond all entries is nobody's next, and would leave none.
    let size = reader.head.size
    let last = try reader.streams(of: disclosure.chart).filter {
      $0.type == .access && UInt64($0.number) <= size
    }.map(\.number).max()
    let (number, isOver) = max(last ?? 0, newestNumbers[disclosure.chart] ?? 0)
      .addingReportingOverflow(1)
    guard !isOver else {
      throw ClinicError.lookNotRecorded(
        cause: "the spool holds an emergency access numbered \(UInt32.max)", isEmergency: true)
    }
    newestNumbers[disclosure.chart] = number
    var opened = EmergencyAccessOpened()
    opened.look = disclosure.look
    opened.reason = reason
    opened.host = host
    opened.isSpooled = isSpooled
    try add(
      .emergencyAccessOpened(opened), to: .emergency(number, at: disclosure.chart), site,
      in: reader)
  }

  /// The key to seal a chart's entries with; where it is new, the append introduces it first.
  private mutating func key(
    of chart: SubjectID, _ site: SiteState,
    in reader: borrowing LedgerSnapshot
  ) throws -> DataKey {
    if let known = keys[chart] { return known }
    let sealing = try charts.sealingKey(of: chart, site, in: reader)
    proposals += try sealing.introduction(in: reader.ledgerID, occurred: occurred)
    keys[chart] = sealing.key
    return sealing.key
  }
}
