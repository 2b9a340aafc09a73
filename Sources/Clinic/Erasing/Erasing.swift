public import ClinicalRecord
internal import FoundationEssentials
internal import Glibc
public import Ledger
internal import TransparencyLog

// The order of an erasure (DESIGN §6): the intent, signed by two; a keyring without the chart's
// keys, in a fresh file; what else could tell of it, taken away; the completion. Killed anywhere
// after the intent, the next reader who signs in goes on from there.

extension Clinic {
  /// Erases a chart for good: its data keys are removed, so that nothing of it opens any more,
  /// while every entry, and every proof, stays what it is.
  ///
  /// One that was begun is finished; one that is done is told.
  ///
  /// - Parameters:
  ///   - ground: why, without a word about the patient.
  ///   - second: signs the intent beside whoever is signed in.
  /// - Throws: `ClinicError.rejected` under a hold, while a visit is open, a device serves the
  ///   chart or an emergency access awaits its review; `.secondSignerNeeded`; `KeyError`,
  ///   `LedgerError`.
  public func erase(
    _ chart: SubjectID, ground: ChartErasureIntended.Ground, second: Identity?
  ) throws -> Erasure {
    let session = try chartReader(toDo: "erase a chart").session
    let turn = try ErasureTurn(waitingIn: directory)
    var intended: Recorded?
    if try ledger.read({ try $0.custody(of: chart) }).closedAt == nil {
      intended = try intend(chart, ground: ground, second: second)
    } else {
      try requireDeciding(session)
    }
    try finishErasures(turn)
    return try erasure(of: chart, intended)
  }

  /// Finishes what a killed process has left of an erasure, if anything; by whoever can unlock the
  /// keyring.
  func finishErasuresIfLeft() throws {
    guard let session, session.keyring != nil, let turn = ErasureTurn(leftIn: directory) else {
      return
    }
    try finishErasures(turn)
  }

  /// Everything after the intent, for every chart that is closed; each step may be repeated.
  private func finishErasures(_ turn: ErasureTurn) throws {
    let (_, _, charts) = try chartReader(toDo: "erase a chart")
    let closed = try ledger.read { try $0.closedCharts() }
    if !closed.isEmpty {
      try removeKeys(of: Set(closed.map(\.chart)), with: charts)
      try removeReadModels()
      try removeRequests(about: Set(closed.map(\.chart)))
      try note(closed)
      for chart in closed where chart.isPending { try complete(chart) }
    }
    turn.finish()
  }

  /// The one place of the intent. Nobody looks at the chart through the spool meanwhile: whoever
  /// does holds its lock, and finds the intent afterwards.
  private func intend(
    _ chart: SubjectID, ground: ChartErasureIntended.Ground, second: Identity?
  ) throws -> Recorded {
    var event = ChartErasureIntended()
    event.ground = ground
    _ = try previewCustody(.chartErasureIntended(event), of: chart, second: nil)
    // A copy that went its own way would have its erasure noted, and repeated in the ledger in use.
    try refuseContradiction(of: try ledger.head(), publishedAt: try publishedPath())
    try Keyring.checkErasable(at: directory)
    try checkNotable()
    appendSpooled()
    try? accessSpool.makeIfMissing()
    let held = try HeldSpool(accessSpool)
    drain(held)
    guard
      !held.prepared.flatMap(\.statements).contains(where: { $0.header.stream.subject == chart })
    else {
      throw ClinicError.rejected(
        .outOfOrder(
          event: ChartErasureIntended.kind,
          stage: "an emergency access to the chart waits in the spool",
          why: "it has to be recorded and reviewed first",
          next: "make room on the disk, and see candor doctor"))
    }
    return try withExtendedLifetime(held) {
      try recordCustody(.chartErasureIntended(event), of: chart, second: second)
    }
  }

  /// Whoever may not decide it is not told more than that.
  private func requireDeciding(_ session: Session) throws {
    do throws(Rejection) {
      try ChartErasureIntended.kind.requireRecorder(session.label.role)
    } catch {
      throw ClinicError.rejected(error)
    }
  }

  /// By the program; where its identity is not at hand, by whoever is signed in.
  private func complete(_ closed: ClosedChart, isReplayed: Bool = false) throws {
    let session = try signedInSession(toDo: "completing an erasure")
    try complete(
      closed.chart, isReplayed: isReplayed,
      by: try asProgram() ?? session.signer(.recorded))
  }

  /// Records that a chart's keys are gone; nothing when that is on record.
  ///
  /// - Returns: the position; nil when it was recorded before.
  @discardableResult
  func complete(_ chart: SubjectID, isReplayed: Bool, by signer: Signer) throws -> UInt64? {
    var completed = ChartErasureCompleted()
    completed.isReplayed = isReplayed
    let event = OperationsEvent.OneOf_Event.chartErasureCompleted(completed)
    let now = clock.now()
    do {
      return try commit(
        AppendRequest(
          id: .timeOrdered(now.unixMicroseconds), signers: [signer],
          nowMicroseconds: now.unixMicroseconds),
        isSame: { _ in false },
        decide: { draft in
          let house = try House.load(from: draft)
          try house.requireActive(signer.actor)
          let custody = try draft.custody(of: chart)
          if case .erased = custody.state { throw CompletedBefore() }
          let role = house.staff.role(of: signer.actor) ?? .unspecified
          do throws(Rejection) {
            _ = try custody.decide(event, occurred: now, by: role)
          } catch {
            throw ClinicError.rejected(error)
          }
          return [try .custody(event, of: chart, occurred: now.occurred)]
        }
      ).appended.positions.lowerBound
    } catch is CompletedBefore {
      return nil
    }
  }

  private struct CompletedBefore: Error {}

  private func erasure(of chart: SubjectID, _ intended: Recorded?) throws -> Erasure {
    try ledger.read { snapshot in
      let entries = try snapshot.stream(.custody(of: chart))
      let intent = entries.last { $0.header.isOf(ChartErasureIntended.kind) }
      let completion = entries.first { $0.header.isOf(ChartErasureCompleted.kind) }
      guard let first = intent ?? completion else {
        throw ClinicError.unknownPatient(chart.description)
      }
      let house = try House.load(from: snapshot)
      return Erasure(
        chart: chart, intendedPosition: intent?.position, completedPosition: completion?.position,
        signatures: intended?.signatures
          ?? house.signatures(
            (first.signatures?.signatures ?? []).map {
              ($0.actor, $0.meaning, $0.signedAtMicroseconds)
            }), wasErasedBefore: intended == nil,
        recordedMicroseconds: first.stamp.recordedMicroseconds)
    }
  }

  /// What was decided about the chart and waits for a signature is sealed under its keys.
  private func removeRequests(about charts: Set<SubjectID>) throws {
    let folder = RequestFolder(ledger: directory)
    guard !folder.all().isEmpty else { return }
    try folder.alone {
      for file in folder.all()
      where file.prepared.statements.contains(where: { charts.contains($0.header.stream.subject) })
      {
        folder.remove(file.prepared.id)
      }
    }
  }
}
