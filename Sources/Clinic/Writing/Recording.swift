public import ClinicalRecord
internal import Compliance
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Records statements about one chart, or about the staff, as one durable append.
  ///
  /// What the states are, what follows and what departs from policy is planned inside the write
  /// transaction, so that two processes cannot decide on the same state.
  ///
  /// A rejection that tells what is in the chart is a look, recorded before it is thrown.
  ///
  /// - Throws: `ClinicError.rejected` for what is no statement, `.reasonNeeded` for a departure
  ///   without a reason, `.refusalNotTold`; ``RefusedAct``; `LedgerError`, `KeyError`. Nothing of
  ///   the request is recorded when it throws, unless the error says that the outcome is unknown.
  public func record(_ request: RecordRequest) throws -> Recorded {
    try request.requireOneSubject()
    try ledger.requireWritable()
    let recorded: Recorded
    do {
      recorded =
        role == .device
        ? try DeviceRecording(by: self, request).run()
        : try request.placed { try recordReadingChart($0) }
    } catch {
      // Whoever stopped an infusion must not take "try again later" for done.
      let neverHeldUp = request.statements.first { $0.event.kind.isNeverHeldUp }
      guard let event = neverHeldUp?.event, let busy = error.busyWriter else { throw error }
      throw ClinicError.actHeldUp(event: event.kind.name, cause: busy)
    }
    if recorded.lines.contains(where: { $0.event == DeviceReleased.name }) {
      // What is left is revoked when the next reader signs in.
      try? revokeDeviceKeys(try ledger.read { try SiteState.load(from: $0) })
    }
    return recorded
  }

  /// What is never held up is recorded where the chart cannot be read, too.
  private func recordReadingChart(_ request: RecordRequest) throws -> Recorded {
    do { return try Recording(by: self, request).run() } catch {
      guard let unread = UnreadChartRecording(by: self, request, after: error) else { throw error }
      return try unread.run()
    }
  }

  /// What a request comes to with somebody's signature beside the recorder's, for them to see
  /// before they sign: every event of the append. Nothing of it is recorded.
  ///
  /// Whatever speaks against the act is thrown here as ``record(_:)`` throws it, a reason that is
  /// missing among it, so that nothing is added after they have seen it.
  ///
  /// - Parameter second: whoever is to sign, as their identity file says.
  /// - Throws: what ``record(_:)`` throws; `ClinicError.identityOfAnotherLedger`.
  public func preview(
    _ request: RecordRequest, second: IdentityLabel
  ) throws -> [OpenedRequest.Line] {
    guard second.ledger == ledger.id else {
      throw ClinicError.identityOfAnotherLedger(handle: second.handle)
    }
    return try request.placed { request in
      let recording = try Recording(by: self, request, isPreview: true)
      do {
        return try recording.preview(beside: second.actor)
      } catch {
        throw failure(error, concerning: request.chart)
      }
    }
  }
}

/// One request of one person on its way into the ledger.
struct Recording {
  let person: SignedIn
  /// Signs beside whoever is signed in; nil when nobody does.
  let secondSigner: Signer?
  let request: RecordRequest
  /// The reason was taken out of the request: the role does not explain, and the act is not held
  /// up.
  let isReasonLeftOut: Bool
  let now: ClinicalTime
  let subject: SubjectID?
  let isNewChart: Bool
  /// Of a new chart.
  let firstKey: DataKey?
  /// Of a drug book that the first lot would open, and its key; nil where none is opened.
  let firstBook: SubjectID
  let firstBookKey: DataKey?
  /// Nothing is made for it, no key either.
  let isPreview: Bool
  /// Of the chart's streams; nil where all entries are needed, or nothing stored can be used.
  var stored: ChartRowFiles?
  /// When infusions of other patients are to be, where a date is given.
  let datesOfOthers: [ClinicalTime]

  init(by person: SignedIn, _ request: RecordRequest, isPreview: Bool = false) throws {
    self.isPreview = isPreview
    self.person = person
    isReasonLeftOut = request.isHeldUpByReason(of: person.role)
    var request = request
    if isReasonLeftOut {
      request.reason = nil
      request.reasonsByRule = [:]
    }
    self.request = request
    secondSigner = try person.refusing(concerning: request.chart) {
      try request.secondSigner.map { try person.secondSigner($0) }
    }
    now = person.clock.now()
    stored = person.storedStreams(for: request.statements)
    datesOfOthers = person.datesOfOthers(for: request.statements)
    firstBook = .random()
    firstBookKey = try person.firstBookKey(for: request, of: firstBook, isPreview: isPreview)
    let isClinical = request.statements.first?.event.isClinical ?? false
    isNewChart = isClinical && request.chart == nil
    guard isClinical else {
      subject = nil
      firstKey = nil
      return
    }
    let charts = try person.refusing(concerning: request.chart) {
      try person.chartReader(toDo: "record care").charts
    }
    guard !isNewChart || request.statements.count == 1 else { throw ClinicError.mixedStatements }
    let chart = request.chart ?? .random()
    let opensChart = isNewChart
    subject = chart
    firstKey = try person.refusing { () -> DataKey? in
      guard opensChart, let kind = request.statements.first?.event.kind else { return nil }
      // Neither a key is made nor a record number looked for, for who may not record it.
      try kind.requireRole(person.role)
      guard !isPreview else { return nil }
      try person.requireActive()
      // The key is on disk before the entry that uses it: an orphan key is harmless, an entry whose
      // key is lost is not.
      return try charts.makeKey(for: chart)
    }
  }

  func run() throws -> Recorded {
    let signedMicroseconds = person.clock.nowMicroseconds()
    var order = WriteOrder(
      id: request.appendID, signers: try person.signers(secondSigner, as: meaning),
      nowMicroseconds: signedMicroseconds)
    order.charts = Set([subject].compactMap(\.self))
    order.isNeverHeldUp = request.isNeverHeldUp
    order.expectedRevisions = request.expectedRevisions
    let replay = Replay(by: person, request, secondSigner: secondSigner?.actor)
    order.isSame = { try replay.isSame(as: $0) }
    let id = order.id
    let written: Written<Plan>
    do { written = try write(order, id: id) } catch let nothing as NothingNew {
      return nothing.recorded
    }
    switch written {
    case .appended(let appended, let plan):
      var recorded = plan.recorded(
        appended,
        signedBy: plan.site.signatures(
          [(person.actor, meaning, signedMicroseconds)]
            + (secondSigner.map { [($0.actor, .secondSigner, signedMicroseconds)] } ?? [])))
      recorded.isReasonLeftOut = isReasonLeftOut
      // The append is on disk. A crash from here on leaves rows that lie further behind.
      person.storeRowsBehind(of: plan.file, plan.book)
      return recorded
    case .before(let appended): return try person.recordedBefore(appended)
    }
  }

  private func write(_ order: WriteOrder, id: AppendID) throws -> Written<Plan> {
    try person.write(order, concerning: request.chart) { draft, site in
      let keys = try sealingKeys(site, in: draft)
      let plan = try plan(on: site, in: draft, keys: keys, secondSigner: secondSigner?.actor)
      // What was shown to the second signer is what they sign, or nothing.
      if let shown = request.shown, !plan.isShown(by: shown) {
        throw ClinicError.requestOutdated(id)
      }
      if let nothing = plan.recordedNothing { throw NothingNew(recorded: nothing) }
      return Decided(try plan.proposals(sealedWith: keys, in: person.ledger.id), plan)
    }
  }

  /// The plan of the request on one state of the ledger.
  ///
  /// - Parameters:
  ///   - keys: that it is sealed with; none for what is only looked at.
  ///   - secondSigner: who signs, or is asked to sign, beside whoever is signed in.
  /// - Throws: what speaks against recording it.
  func plan(
    on site: SiteState, in reader: borrowing LedgerSnapshot,
    keys: SealingKeys = SealingKeys(), secondSigner: UInt32?
  ) throws -> Plan {
    var chart: ChartFile?
    if let subject, let charts = person.charts {
      chart =
        isNewChart
        ? ChartFile(subject: subject)
        : try ChartFile.load(
          subject, beginningWith: stored, keys: charts, clock: site.clock, from: reader)
    }
    if let elsewhere = chart?.elsewhere(request.statements, now: now) {
      throw BelongsElsewhere(chart: elsewhere)
    }
    var act = Act(
      statements: try numbered(request.statements, in: reader), reason: request.reason,
      reasons: request.reasons, reasonsByRule: request.reasonsByRule, doubts: request.doubts,
      repeats: request.repeats, actor: person.actor, secondSigner: secondSigner)
    act.datesOfOthers = datesOfOthers
    act.transcription = request.transcription
    try act.readSigners(in: reader)
    let plan = try Plan(
      act, on: site, chart: chart,
      book: try bookFile(drawnFor: chart, on: site, keys: keys, in: reader),
      at: Plan.Place(now, in: reader, precedingCount: keys.newCount))
    try plan.requireRecordable()
    return plan
  }

  /// What the recorder's signature means.
  private var meaning: SignatureMeaning { request.coSigns ? .coSigned : .recorded }

  fileprivate func preview(beside second: UInt32) throws -> [OpenedRequest.Line] {
    try person.ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      if let id = request.appendID, try snapshot.append(id) != nil {
        // It is recorded already, and nothing follows from it any more.
        return request.statements.map { statement in
          let occurred = statement.occurred ?? now
          return OpenedRequest.Line(
            event: statement.event.kind.name,
            sentence: site.sentence(of: statement.event, occurred: occurred), occurred: occurred)
        }
      }
      return try plan(on: site, in: snapshot, secondSigner: second).lines
    }
  }

  /// An intake without a record number is given the next free one; a stated one must be free.
  private func numbered(
    _ statements: [Statement], in reader: borrowing LedgerSnapshot
  ) throws -> [Statement] {
    guard isNewChart, let statement = statements.first,
      case .chart(.intakeReceived(var intake)) = statement.event
    else { return statements }
    if intake.recordNumber.isEmpty {
      intake.recordNumber = try person.nextRecordNumber()
    } else if try person.chart(withRecordNumber: intake.recordNumber) != nil {
      throw ClinicError.recordNumberTaken(intake.recordNumber)
    }
    var numbered = statement
    numbered.event = .chart(.intakeReceived(intake))
    return [numbered]
  }

  /// The keys that the append is sealed with, as the ledger stands; a new one is in the keyring
  /// when this returns.
  func sealingKeys(
    _ site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> SealingKeys {
    SealingKeys(
      chart: try sealingKey(site, in: reader), book: try bookKey(site, in: reader))
  }

  private func sealingKey(
    _ site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> SealingKey? {
    guard !isPreview, let subject, let charts = person.charts else { return nil }
    if let firstKey { return SealingKey(key: firstKey, isNew: true) }
    return try charts.sealingKey(of: subject, site, in: reader)
  }
}

extension SignedIn {
  /// Refuses whoever may not record a kind of event, before they are asked for what it says.
  ///
  /// - Parameter who: whom it is about, as they were named: the refusal is recorded of that chart.
  /// - Throws: ``RefusedAct``.
  public func requireRecorder(of kind: EventKind, about who: String?) throws {
    if kind.mayBeRecorded(by: role) { return }
    let chart = who.flatMap { try? self.chart(named: $0) }
    try refusing(concerning: chart) { try kind.requireRole(role) }
  }

  /// Refuses a record number that a chart has, before anything is asked about its patient.
  ///
  /// - Throws: ``RefusedAct``, of `ClinicError.recordNumberTaken`.
  public func requireFree(recordNumber: String) throws {
    try refusing {
      guard try chart(withRecordNumber: recordNumber) == nil else {
        throw ClinicError.recordNumberTaken(recordNumber)
      }
    }
  }
}

extension Plan.Place {
  /// The next append on a state of the ledger.
  ///
  /// The rules judge by the newest recorded time where the clock lies behind it.
  init(
    _ now: ClinicalTime, in reader: borrowing LedgerSnapshot,
    precedingCount: Int = 0
  ) throws {
    self.init(
      position: reader.head.size, precedingCount: precedingCount, now: now,
      nowMicroseconds: try max(now.unixMicroseconds, reader.newestRecordedMicroseconds))
  }
}
