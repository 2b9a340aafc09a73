import ClinicalRecord
import EventSamples
import Ledger
import TestSupport
import TransparencyLog

@testable import Clinic

/// Where the clinic is not what the model says, and how it came there.
struct WalkFailure: Error, CustomStringConvertible {
  var seed: UInt64
  var step: Int
  var what: String
  var history: [String]

  var description: String {
    """
    seed \(seed), step \(step): \(what)
    repeat it with CANDOR_WALK_SEED=\(seed) CANDOR_WALK_STEPS=\(step)
    \(history.joined(separator: "\n"))
    """
  }
}

/// Random acts of random people, each held against the model before the next.
struct Walk {
  let seed: UInt64
  private(set) var model = ReferenceModel()
  private(set) var refusals: [Refusal: Int] = [:]
  private(set) var doneCount = 0
  private let house: WalkedClinic
  private var dice: SeededRandom
  private var step = 0
  private var history: [String] = []
  /// Of every entry so far.
  private var hashes: [Hash] = []

  init(seed: UInt64) throws {
    self.seed = seed
    dice = SeededRandom(seed: seed)
    house = try WalkedClinic()
    for (handle, role) in WalkedClinic.staff {
      model.people[handle] = ReferenceModel.Person(role: Self.name(of: role))
    }
    try learnHashes()
  }

  private static func name(of role: Role) -> String {
    String(role.words.map { $0 == " " ? "-" : $0 })
  }

  /// Entries that the model's acts have made, and those of before.
  var size: Int { hashes.count }

  mutating func run(steps: Int) throws {
    for next in 1...max(steps, 1) {
      step = next
      model.minute +=
        Int.random(in: 0..<20, using: &dice) == 0 ? 700 : .random(in: 1...7, using: &dice)
      house.move(to: model.minute)
      var choice = ActChoice(model: model, dice: dice)
      let act = choice.next()
      dice = choice.dice
      try take(act)
      if next % 20 == 0 || next == steps { try rest() }
    }
  }

  private mutating func take(_ act: Act) throws {
    let verdict = model.verdict(on: act)
    let before = try house.size
    history.append("\(step). at minute \(model.minute): \(Self.text(of: act))")
    var outcome = try perform(act)
    if outcome.isRefusalRecorded == false, outcome.refusal == nil, act.isKilled {
      try house.reopen()
      model.request = nil
    }
    history[history.count - 1] +=
      outcome.refusal.map { " -> refused: \($0)" } ?? " -> done"
    history[history.count - 1] += ", \(before) -> \(try house.size) entries"
    if let refusal = outcome.refusal { refusals[refusal, default: 0] += 1 } else { doneCount += 1 }

    guard verdict.allows(outcome.refusal) else {
      throw failure(
        "expected \(verdict), not \(outcome.refusal.map { "refused: \($0)" } ?? "that it is done")")
    }
    let shown = outcome
    let growth = model.settle(act, outcome)
    outcome.lines = []
    try expect(try house.size == outcome.size + UInt64(growth), "expected \(growth) more entries")
    try checkShown(act, shown)
    try expect(
      try house.clinic.waitingEmergencies().map(\.position) == model.waitingEmergencies,
      "expected the emergencies \(model.waitingEmergencies)")
    try learnHashes()
    try checkFolds()
  }

  private mutating func perform(_ act: Act) throws -> Outcome {
    var outcome = Outcome()
    outcome.size = try house.size
    if case .reopen = act {
      try house.reopen()
      model.request = nil
      return outcome
    }
    guard let handle = act.handle ?? model.request?.by else {
      outcome.refusal = .request
      return outcome
    }
    do {
      let isAnew = if case .signIn = act { true } else { Int.random(in: 0..<8, using: &dice) == 0 }
      let (person, isNew) = try house.session(handle, anew: isAnew)
      if isNew {
        let growth = model.finishLeftovers(by: handle)
        try expect(
          try house.size == outcome.size + UInt64(growth), "expected \(growth) from signing in")
        outcome.size = try house.size
      }
      try house.perform(act, by: person, &outcome)
    } catch let failure as WalkFailure {
      throw failure
    } catch {
      outcome.refusal = Refusal(error)
      if let refused = error as? RefusedAct, Bool.random(using: &dice) {
        refused.record(as: "walk")
        outcome.isRefusalRecorded = true
      }
    }
    return outcome
  }

  /// What was shown is what was acknowledged before.
  private func checkShown(_ act: Act, _ outcome: Outcome) throws {
    guard outcome.refusal == nil else { return }
    switch act {
    case .timeline(_, let chart, let visit, _):
      let expected = model.charts[chart].facts.filter { visit == nil || $0.value == visit }.keys
      try expect(
        outcome.lines.map(\.position).sorted() == expected.sorted(),
        "the timeline shows \(outcome.lines), not \(expected.sorted())")
    case .roster:
      try expect(
        outcome.lines.map(\.event) == model.openCharts.map { model.charts[$0].number },
        "the roster shows \(outcome.lines)")
    case .entry(let by, let chart, _, let glass):
      let isOpen = !model.charts[chart].isErased && model.opens(.readCharts, by, glass)
      try expect(outcome.isShown == isOpen, "the entry is \(isOpen ? "not " : "")opened")
    default: break
    }
  }

  private func expect(_ isSo: @autoclosure () throws -> Bool, _ what: String) throws {
    guard try isSo() else { throw failure(what) }
  }

  private func failure(_ what: String) -> WalkFailure {
    WalkFailure(seed: seed, step: step, what: what, history: history)
  }

  private static func text(of act: Act) -> String {
    guard case .record(_, let sample, _, _, _, _) = act else { return "\(act)" }
    return "\(act) \(EventSample.all[sample])"
  }
}

extension Act {
  fileprivate var isKilled: Bool {
    switch self {
    case .suspend(_, _, let isKilled): isKilled
    case .erase(_, _, _, let step): step != nil
    default: false
    }
  }
}

// What holds after every step, asked every now and then because it reads everything.

extension Walk {
  private mutating func learnHashes() throws {
    let ledger = try house.clinic.ledger
    for position in UInt64(hashes.count)..<(try house.size) {
      hashes.append(try ledger.entry(at: position).leafHash)
    }
  }

  private mutating func rest() throws {
    let verification = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    try expect(
      verification.isSound && verification.problems.isEmpty,
      "verification finds \(verification.problems)")
    let ledger = try house.clinic.ledger
    for (position, hash) in hashes.enumerated() {
      try expect(
        try ledger.entry(at: UInt64(position)).leafHash == hash, "entry \(position) has changed")
    }
    try checkErased()
    try checkInactive()
    try checkProjections()
    try learnHashes()
    try checkBusy()
    try learnHashes()
  }

  /// Nobody opens an erased chart, and no key of it is left.
  private func checkErased() throws {
    let erased = model.charts.indices.filter {
      model.charts[$0].isErased && !model.charts[$0].isErasurePending
    }
    let withKeys = try house.clinic.keyring().subjectsWithKeys()
    for chart in erased {
      let subject = house.charts[chart]
      try expect(!withKeys.contains(subject), "keys of the erased chart \(chart) are left")
      for (handle, person) in house.sessions {
        try expect(
          (try? person.timeline(of: subject, visit: nil, asOf: nil)) == nil,
          "\(handle) opens the erased chart \(chart)")
      }
    }
    try expect(try house.size == UInt64(hashes.count), "an erased chart was looked at")
  }

  /// Nobody erases a chart whose visit goes on.
  private mutating func checkBusy() throws {
    let second = ["ada", "abel"].first(where: model.isActive)
    guard model.isActive("cora"), let second else { return }
    let (cora, isNew) = try house.session("cora")
    let growth = isNew ? model.finishLeftovers(by: "cora") : 0
    for (chart, subject) in zip(model.charts, house.charts)
    where !chart.isErased && chart.visits.contains(where: { !$0.hasEnded }) {
      let erasure = try? cora.erase(
        subject, ground: .courtOrder, second: try house.identity(second))
      try expect(erasure == nil, "a chart is erased while its visit goes on")
    }
    try expect(
      try house.size == UInt64(hashes.count + growth), "a refused erasure has added entries")
  }

  /// Whoever is suspended or has left does nothing, signed in or not.
  private func checkInactive() throws {
    let called = ClinicalEvent.visit(.emergencyCalled(.init()))
    for handle in WalkedClinic.staff.map(\.handle) where !model.isActive(handle) {
      let signedIn = house.sessions[handle]
      try expect(
        (try? house.session(handle, anew: true)) == nil, "\(handle) signs in though inactive")
      guard let signedIn else { continue }
      for subject in house.charts {
        let request = RecordRequest(
          statements: [Statement(chart: subject, event: called)], reasons: .owed)
        try expect((try? signedIn.record(request)) == nil, "\(handle) records though inactive")
        try expect(
          (try? signedIn.timeline(of: subject, visit: nil, asOf: nil)) == nil,
          "\(handle) looks though inactive")
      }
    }
    try expect(try house.size == UInt64(hashes.count), "somebody inactive has added entries")
  }

  /// After every step, where somebody who reads charts is signed in: led forward is folded from
  /// scratch.
  private func checkFolds() throws {
    let reader = ["drew", "nora", "cora", "phil"].first {
      model.isActive($0) && house.sessions[$0] != nil
    }
    guard let person = reader.flatMap({ house.sessions[$0] }),
      let stored = try? person.projectionsStatus(),
      let folded = try? person.projectionsFromScratch()
    else { return }
    try expect(
      stored.lines.map(\.digest) == folded.lines.map(\.digest),
      "the read models are not what they are when they are folded from scratch")
    try checkDecided(by: person)
  }

  /// What begins with rows, of now and of some steps ago, comes to what begins with the entries.
  private func checkDecided(by person: SignedIn) throws {
    if step % 9 == 1 { try house.keepRows(by: person) }
    for (chart, subject) in zip(model.charts, house.charts) where !chart.isErased {
      for event in Self.decided {
        let request = RecordRequest(
          statements: [Statement(chart: subject, event: event)], reasons: .owed)
        let right = try house.plan(of: request, by: person, beginningWith: nil)
        for rows in try house.rowsKept + [house.clinic.chartRowFiles] {
          let found = try house.plan(of: request, by: person, beginningWith: rows)
          try expect(found == right, "with rows it comes to \(found), not \(right)")
        }
      }
    }
  }

  private static let decided = [
    VitalsSampled.kind, InfusionStarted.kind, InfusionStopped.kind, SideEffectNoted.kind,
    Arrived.kind, HistoryFormReceived.kind,
  ].compactMap { EventSample.of($0)?.event }

  private mutating func checkProjections() throws {
    guard let reader = ["drew", "nora", "cora", "phil"].first(where: model.isActive) else { return }
    let (person, isNew) = try house.session(reader)
    let growth = isNew ? model.finishLeftovers(by: reader) : 0
    try expect(
      try house.size == UInt64(hashes.count + growth), "expected \(growth) from signing in")
    let incremental = try person.projectionsStatus()
    let rebuilt = try person.rebuildProjections()
    try expect(
      incremental.lines.map(\.digest) == rebuilt.lines.map(\.digest),
      "the read models are not what they are when they are rebuilt")
    try expect(rebuilt.position == rebuilt.ledgerSize, "the read models lag behind")
  }
}
