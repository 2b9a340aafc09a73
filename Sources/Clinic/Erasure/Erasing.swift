public import ClinicalRecord
public import Ledger
internal import TransparencyLog

// The order of an erasure: the intent, signed by two; a keyring without the chart's keys, in a
// fresh file; what else could tell of it, taken away; the completion. Killed anywhere after the
// intent, the next reader who signs in goes on from there: every step may be repeated.

/// What is left to be done once an erasure is intended, in this order.
enum ErasureStep: CaseIterable {
  /// The data keys go: a fresh keyring file under a new keyring key, without them. A crash leaves
  /// either the old keyring or the new one, never a part.
  case keys
  /// The read models go, file and all: freed pages would hold the digest of the record number. They
  /// are folded anew when they are next needed.
  case readModels
  /// The requests for a signature about the chart go: they are sealed under its keys, and a backup
  /// of the keyring would open them.
  case requests
  /// This account notes the erasure beside the published checkpoint, for the day when a backup from
  /// before it is restored.
  case note
  /// The completion is recorded, and the keys may be told as gone. After a crash before it, whoever
  /// signs in next finds nothing left to remove and records it.
  case completion
}

extension SignedIn {
  /// Erases a chart for good, and those that are merged with it: their data keys are removed, so
  /// that nothing of them opens any more, while every entry, and every proof, stays what it is.
  ///
  /// One that was begun is finished; one that is done is told.
  ///
  /// - Parameters:
  ///   - ground: why, without a word about the patient.
  ///   - second: signs the intent beside whoever is signed in.
  /// - Throws: `ClinicError.rejected` under a hold, while a visit is open, a device serves the
  ///   chart or an emergency access awaits its review, `.leftUnfinished`; ``RefusedAct``;
  ///   `KeyError`, `LedgerError`.
  public func erase(
    _ chart: SubjectID, ground: ChartErasureIntended.Ground, second: Identity?
  ) throws -> Erasure {
    try refusing(concerning: chart) {
      _ = try chartReader(toDo: "erase a chart")
      // Also where it is erased already: whoever may not decide it is not told more than that.
      try requireActive()
      try ChartErasureIntended.kind.requireRole(role)
    }
    let lock = try ErasureLock(waitingIn: directory, patience)
    var intended: Recorded?
    if try ledger.read({ try $0.custody(of: chart) }).closedAt == nil {
      intended = try intend(chart, ground: ground, second: second)
    }
    if let intended {
      // From the intent on there is no way back: what fails now is finished by the next sign-in.
      try finishing(recordedAt: intended.positions.lowerBound) { try resume(from: .keys, lock) }
    } else {
      try resume(from: .keys, lock)
    }
    return try clinic.erasure(of: chart, intended)
  }

  /// Finishes what a killed process has left of an erasure, if anything; by whoever can unlock the
  /// keyring.
  func finishErasuresIfLeft() throws {
    guard keyring != nil, let lock = ErasureLock(leftIn: directory) else { return }
    try resume(from: .keys, lock)
  }

  /// Takes what is left of every erasure that is intended, from one step on.
  ///
  /// A process that is killed leaves the mark that the lock has set, so that the next sign-in comes
  /// here again.
  func resume(from first: ErasureStep, _ lock: ErasureLock) throws {
    let closed = try ledger.read { try $0.closedCharts() }
    if !closed.isEmpty {
      for step in ErasureStep.allCases.drop(while: { $0 != first }) { try take(step, closed) }
    }
    lock.finish()
  }

  private func take(_ step: ErasureStep, _ closed: [ClosedChart]) throws {
    let charts = Set(closed.map(\.chart))
    switch step {
    case .keys:
      try clinic.removeKeys(of: charts, with: try chartReader(toDo: "erase a chart").charts)
    case .readModels: try clinic.removeReadModels()
    case .requests: try clinic.removeRequests(about: charts)
    case .note: try clinic.note(closed)
    case .completion:
      // By the program; where its identity is not at hand, by whoever is signed in.
      for chart in closed where chart.isPending {
        try clinic.complete(
          chart.chart, isReplayed: false, by: try clinic.asProgram() ?? signer(.recorded))
      }
    }
  }

  /// The one place of the intent. Nobody looks at the chart through the spool meanwhile: whoever
  /// does holds its lock, and finds the intent afterwards.
  private func intend(
    _ chart: SubjectID, ground: ChartErasureIntended.Ground, second: Identity?
  ) throws -> Recorded {
    var event = ChartErasureIntended()
    event.ground = ground
    // All that can be refused is refused before the intent: from then on there is no way back.
    _ = try previewCustody(.chartErasureIntended(event), of: chart, second: nil)
    // A copy that went its own way would have its erasure noted, and repeated in the ledger in use.
    try clinic.refuseContradiction(
      of: try ledger.head(), publishedAt: try clinic.publishedPath())
    try Keyring.checkErasable(at: directory)
    try clinic.checkNotable()
    clinic.appendSpooled()
    try? clinic.accessSpool.makeIfMissing()
    let held = try HeldSpool(clinic.accessSpool, patience)
    clinic.drain(held)
    let charts = try chartGroup(of: chart).charts
    let waiting = held.prepared.flatMap(\.statements).map(\.header.stream.subject)
    guard Set(waiting).isDisjoint(with: charts) else {
      throw ClinicError.rejected(
        .outOfOrder(
          event: ChartErasureIntended.kind,
          stage: "an emergency access to the chart waits in the spool",
          why: "it has to be recorded and reviewed first",
          next: "make room on the disk, and see candor doctor"))
    }
    // From here on the chart is closed, whatever becomes of this process.
    return try withExtendedLifetime(held) {
      try recordCustody(
        .chartErasureIntended(event), of: chart, second: second, appendsSpooled: false)
    }
  }
}

extension Clinic {
  /// Records that a chart's keys are gone; nothing when that is on record.
  ///
  /// - Returns: the position; nil when it was recorded before.
  @discardableResult
  func complete(_ chart: SubjectID, isReplayed: Bool, by signer: Signer) throws -> UInt64? {
    var completed = ChartErasureCompleted()
    completed.isReplayed = isReplayed
    let event = OperationsEvent.OneOf_Event.chartErasureCompleted(completed)
    let now = clock.now()
    var order = WriteOrder(signers: [signer], now: now)
    order.charts = [chart]
    order.appendsSpooled = false
    do {
      return try write(order) { draft, site in
        let custody = site.custody[chart] ?? ChartCustody()
        if case .erased = custody.state { throw CompletedBefore() }
        let role = site.staff.role(of: signer.actor) ?? .unspecified
        do throws(Rejection) {
          _ = try custody.decide(event, occurred: now, by: role)
        } catch {
          throw ClinicError.rejected(error)
        }
        return Decided([try .custody(event, of: chart, occurred: now.occurred)])
      }.appended.positions.lowerBound
    } catch is CompletedBefore {
      return nil
    }
  }

  private struct CompletedBefore: Error {}

  fileprivate func erasure(of chart: SubjectID, _ intended: Recorded?) throws -> Erasure {
    try ledger.read { snapshot in
      let entries = try snapshot.stream(.custody(of: chart))
      let intent = entries.last { $0.header.isOf(ChartErasureIntended.kind) }
      let completion = entries.first { $0.header.isOf(ChartErasureCompleted.kind) }
      guard let first = intent ?? completion else {
        throw ClinicError.unknownPatient(chart.description)
      }
      let site = try SiteState.load(from: snapshot)
      return Erasure(
        chart: chart,
        alsoErased: intended?.lines.compactMap(\.chart).filter { $0 != chart } ?? [],
        intendedPosition: intent?.position, completedPosition: completion?.position,
        signatures: intended?.signatures
          ?? site.signatures(first.signatures), wasErasedBefore: intended == nil,
        recordedMicroseconds: first.stamp.recordedMicroseconds)
    }
  }

  /// What was decided about the chart and waits for a signature is sealed under its keys.
  fileprivate func removeRequests(about charts: Set<SubjectID>) throws {
    let folder = RequestFolder(ledger: directory, patience)
    guard !folder.all().isEmpty else { return }
    try folder.locked {
      for file in folder.all()
      where file.prepared.statements.contains(where: { charts.contains($0.header.stream.subject) })
      {
        folder.remove(file.prepared.id)
      }
    }
  }
}

extension Clinic {
  /// Removes the charts' data keys from the keyring, for whoever may read charts as of now.
  func removeKeys(of closed: Set<SubjectID>, with charts: ChartKeys) throws {
    for attempt in 1...Self.renewalAttempts {
      let left = try keyring().subjectsWithKeys().intersection(closed)
      guard !left.isEmpty else { break }
      do {
        try charts.erase(left, for: try entitledReaders().map(\.reader))
      } catch KeyError.keyringRenewed where attempt < Self.renewalAttempts {
        // Somebody else renewed at the same time, or erased.
        try charts.unlockAgain()
      }
    }
    // Only keys that are gone may be told as gone.
    guard try keyring().subjectsWithKeys().isDisjoint(with: closed) else {
      throw ClinicError.file(
        path: directory + "/keyring",
        what: "still holds keys of a chart that is erased: repeat the erasure.")
    }
    try keyring().removeLeftovers()
  }
}

/// What an erasure did.
public struct Erasure: Sendable {
  public var chart: SubjectID
  /// The charts that were merged with it, and were erased in the same act.
  public var alsoErased: [SubjectID] = []
  /// Of the intent: from there on nothing is recorded about the chart; nil where this log holds
  /// none, and a restore has erased the chart again.
  public var intendedPosition: UInt64?
  /// Of the completion; nil while it is still to be recorded.
  public var completedPosition: UInt64?
  /// Of the intent; where there is none, of the completion.
  public var signatures: [Recorded.Signature]
  /// The chart was erased before; nothing was added.
  public var wasErasedBefore: Bool
  /// When the intent, or else the completion, was recorded: microseconds since
  /// 1970-01-01T00:00:00Z.
  public var recordedMicroseconds: Int64
}

/// An erasure that was interrupted, and that signing in has finished.
public struct FinishedErasure: Hashable, Sendable {
  public var chart: SubjectID
  /// Of its intent, or of a restore's erasure.
  public var intendedPosition: UInt64
}
