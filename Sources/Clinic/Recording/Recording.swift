internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import TransparencyLog

extension Clinic {
  /// Records statements about one chart, or about the staff, as one durable append.
  ///
  /// What the states are, what follows and what departs from policy is decided inside the write
  /// transaction (DESIGN §3), so that two processes cannot decide on the same state.
  ///
  /// A refusal that tells what is in the chart is a look, recorded before it is thrown.
  ///
  /// - Throws: `ClinicError.rejected` for what is no statement, `.reasonNeeded` for a departure
  ///   without a reason, `.refusalNotTold`; `LedgerError`, `KeyError`. Nothing of the request is
  ///   recorded when it throws, unless the error says that the outcome is unknown.
  public func record(_ request: RecordRequest) throws -> Recorded {
    guard let first = request.statements.first else { throw ClinicError.nothingToRecord }
    guard request.statements.allSatisfy({ $0.chart == first.chart }) else {
      throw ClinicError.mixedStatements
    }
    let session = try signedInSession(toDo: "recording")
    let recorded =
      session.label.role == .device
      ? try DeviceRecording(clinic: self, session: session, request: request).run()
      : try telling { try Recording(clinic: self, request: request).run() }
    if recorded.lines.contains(where: { $0.event == DeviceReleased.name }) {
      // What is left is taken back when the next reader signs in.
      try? takeBackDeviceKeys()
    }
    return recorded
  }
}

/// One request on its way into the ledger.
struct Recording {
  let clinic: Clinic
  let session: Session
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
  /// Nothing is made for it, no key either.
  let isPreview: Bool

  init(clinic: Clinic, request: RecordRequest, isPreview: Bool = false) throws {
    self.isPreview = isPreview
    self.clinic = clinic
    let session = try clinic.signedInSession(toDo: "recording")
    self.session = session
    isReasonLeftOut = request.isHeldUpByReason(of: session.label.role)
    var request = request
    if isReasonLeftOut { request.reason = nil }
    self.request = request
    secondSigner = try request.secondSigner.map {
      try clinic.secondSigner($0, beside: session.label.actor)
    }
    now = clinic.clock.now()
    let statement = request.statements.first
    let isClinical = statement?.event.isClinical ?? false
    isNewChart = isClinical && statement?.chart == nil
    guard isClinical else {
      subject = nil
      firstKey = nil
      return
    }
    let reader = try clinic.chartReader(toDo: "record care")
    guard !isNewChart || request.statements.count == 1 else { throw ClinicError.mixedStatements }
    let chart = statement?.chart ?? .random()
    subject = chart
    // The key is committed before the entry that uses it: an orphan key is harmless (DESIGN §6).
    firstKey = isNewChart && !isPreview ? try reader.charts.makeKey(for: chart) : nil
  }

  func run() throws -> Recorded {
    let id = request.appendID ?? AppendID.timeOrdered(now.unixMicroseconds)
    let signedMicroseconds = clinic.clock.nowMicroseconds()
    var decided: Decision?
    let outcome = try clinic.append(
      AppendRequest(
        id: id, signers: [try session.signer(.recorded)] + (secondSigner.map { [$0] } ?? []),
        nowMicroseconds: signedMicroseconds),
      isSame: {
        try Replay(
          clinic: clinic, request: request, actor: session.label.actor,
          secondSigner: secondSigner?.actor
        ).isSame(as: $0)
      },
      decide: { draft in
        let decision = try decide(in: draft, secondSigner: secondSigner?.actor)
        if let shown = request.shown, !decision.isShown(by: shown) {
          throw ClinicError.requestOutdated(id)
        }
        decided = decision
        return try decision.proposals(in: clinic.ledger.id, now: now)
      })
    switch outcome {
    case .appended(let appended):
      guard let decided else { return try clinic.recordedBefore(appended) }
      var recorded = decided.recorded(
        appended,
        signedBy: decided.house.signatures(
          [(session.label.actor, .recorded, signedMicroseconds)]
            + (secondSigner.map { [($0.actor, .secondSigner, signedMicroseconds)] } ?? [])))
      recorded.isReasonLeftOut = isReasonLeftOut
      return recorded
    case .alreadyAppended(let appended):
      return try clinic.recordedBefore(appended)
    }
  }

  /// What the request comes to on one state of the ledger.
  ///
  /// - Parameter secondSigner: who signs, or is asked to sign, beside whoever is signed in.
  func decide(
    in draft: borrowing LedgerSnapshot, secondSigner: UInt32?
  ) throws -> Decision {
    let house = try House.load(from: draft)
    try house.requireActive(session.label.actor)
    var file: ChartFile?
    if let subject, let charts = session.charts {
      file =
        isNewChart
        ? ChartFile(subject: subject)
        : try ChartFile.load(subject, keys: charts, from: draft)
    }
    var decision = try Decision(
      file: file, house: house, actor: session.label.actor, appendPosition: draft.head.size,
      sealing: try sealingKey(house, in: draft),
      nowMicroseconds: try max(now.unixMicroseconds, draft.newestRecordedMicroseconds))
    let isEachJudged: Bool
    switch request.reasons {
    case .asked: isEachJudged = true
    case .owed: isEachJudged = request.reason != nil
    }
    for (index, statement) in try numbered(request.statements, in: draft).enumerated() {
      do {
        try decision.take(
          statement, occurred: statement.occurred ?? now, isJudged: isEachJudged)
      } catch ClinicError.rejected(let rejection) {
        throw refusal(of: statement, at: index, for: rejection, decision)
      }
    }
    try SecondSigning(of: decision.steps.map(\.event.kind)).check(
      secondSigner, beside: session.label.actor, in: decision.house)
    if !isEachJudged, let file { try decision.judge(since: file) }
    try settleReasons(of: &decision)
    let isStop = request.statements.contains { statement in
      if case .visit(.infusionStopped) = statement.event { true } else { false }
    }
    try decision.settle(tellsAllOwed: isStop || !isEachJudged)
    return decision
  }

  private func refusal(
    of statement: Statement, at index: Int, for rejection: Rejection, _ decision: Decision
  ) -> any Error {
    let refusal: ClinicError =
      request.statements.count > 1
      ? .batchRejected(index: index, rejection) : .rejected(rejection)
    let shown = rejection.tellsOfChart ? decision.shown(byRefusalOf: statement) : []
    return TellingRefusal(
      refusal: refusal, shown: shown, isNeverHeldUp: statement.event.kind.isNeverHeldUp)
  }

  /// Without a reason, a departure that a person can still avoid is not recorded; what is never
  /// held up is.
  private func settleReasons(of decision: inout Decision) throws {
    if let reason = request.reason {
      try decision.explain(reason)
    } else if case .asked = request.reasons {
      let held = decision.departed.filter { !$0.isNeverHeldUp }
      guard let file = decision.file, !held.isEmpty else { return }
      let visits = Set(held.map(\.visit)).sorted()
      throw TellingRefusal(
        refusal: .reasonNeeded(held.flatMap(\.findings)),
        shown: isNewChart ? [] : visits.map(file.glance), isNeverHeldUp: false)
    }
  }

  /// An intake without a record number is given the next free one; a stated one must be free.
  private func numbered(
    _ statements: [Statement], in draft: borrowing LedgerSnapshot
  ) throws -> [Statement] {
    guard isNewChart, let statement = statements.first,
      case .chart(.intakeReceived(var intake)) = statement.event
    else { return statements }
    try clinic.catchUpProjections(in: draft)
    if intake.recordNumber.isEmpty {
      intake.recordNumber = try clinic.nextRecordNumber()
    } else if try clinic.chart(withRecordNumber: intake.recordNumber) != nil {
      throw ClinicError.recordNumberTaken(intake.recordNumber)
    }
    var numbered = statement
    numbered.event = .chart(.intakeReceived(intake))
    return [numbered]
  }

  /// The key that the chart's entries are sealed with, as the write transaction sees the chart.
  private func sealingKey(
    _ house: House, in draft: borrowing LedgerSnapshot
  ) throws -> SealingKey? {
    guard !isPreview, let subject, let charts = session.charts else { return nil }
    if let firstKey { return SealingKey(key: firstKey, isNew: true) }
    return try charts.sealingKey(of: subject, staff: house.staff, in: draft)
  }
}

extension RecordRequest {
  /// Whether what is never held up would be refused for the reason that is given with it.
  fileprivate func isHeldUpByReason(of role: Role) -> Bool {
    reason != nil && !DeviationExplained.kind.mayBeRecorded(by: role)
      && statements.allSatisfy { $0.event.kind.isNeverHeldUp }
  }
}

extension Decision {
  /// The steps as they are appended, after the introduction of a new key.
  func proposals(in ledger: LedgerID, now: ClinicalTime) throws -> [Proposal] {
    let introduction = try sealing?.introduction(in: ledger, occurred: now.occurred) ?? []
    return introduction
      + (try steps.map { step in
        Proposal(
          stream: step.stream, kind: step.event.kind.number, occurred: step.occurred.occurred,
          body: try step.event.serialized(),
          dataKey: step.event.isClinical ? sealing?.key : nil)
      })
  }
}
