internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

// What corrections lead to. The entry that is corrected stays; the states are folded anew of what
// stands, and everything else is held against them as against any act.

extension Planner {
  /// Takes a correction, and what follows from it: a visit that is over, or that never was,
  /// releases the devices that serve it.
  ///
  /// - Parameter occurred: as stated; nil: of an amendment, as the entry stands, and else now.
  /// - Returns: whether its departures owe their reason rather than hold it up: what was not so is
  ///   not kept for want of one, and an amended act waits no more than the act itself.
  mutating func takeCorrection(
    _ correction: Correction, _ event: ClinicalEvent, at occurred: ClinicalTime?
  ) throws -> Bool {
    if event.stream == .lot {
      try takeLotCorrection(correction, event, at: occurred)
      return false
    }
    guard let file = plan.file else { throw ClinicError.mixedStatements }
    let kind = event.kind
    try kind.requireRole(plan.role)
    let line = try target(
      of: correction, in: event, file,
      expected: "the position of an earlier entry of this patient (candor timeline)")
    let standing = file.corrections.standing(line.fact)
    let time = occurred ?? (correction.isAmendment ? standing?.occurred : nil) ?? plan.place.now
    try rejecting { () throws(Rejection) in
      try event.statement.validate()
      // Whoever may say it may say that it was not so; a co-signature has signers of its own.
      if correction.change != .coSigned { try line.fact.value.kind.requireRecorder(plan.role) }
      try file.corrections.decide(correction, kind, of: line.fact, at: time, by: plan.act.actor)
      if case .chart(let replacement)? = correction.replacement,
        file.chart.intake?.position != line.fact.position
      {
        try file.chart.requirePossibleTime(
          of: replacement.kind, at: time, nowMicroseconds: plan.place.nowMicroseconds)
      }
    }
    if correction.change == .coSigned { try refuseOwn(correction, kind) }
    if case .amended(let replacement) = correction.change {
      try checkAbout(of: replacement, in: file)
    }
    if corrected.isEmpty {
      unsupportedBefore = file.unsupported()
      chartBefore = file
      bookBefore = plan.book
    }
    corrected.append((statement: current, kind: kind, position: correction.position))
    if correction.change != .coSigned,
      let needed = WitnessedCorrection(
        kind, of: line.fact, standing: standing, replacement: correction.replacement,
        by: plan.act.actor, nowMicroseconds: plan.place.nowMicroseconds)
    {
      witnessed.append(needed)
    }
    let visit = line.visit
    let stream = StreamKey(
      type: event.stream.streamType, subject: file.subject, number: line.visitNumber)
    if let visit {
      plan.visitNumber = visit
      touchedVisits.insert(visit)
    }
    add(event, to: stream, occurred: time)
    if let visit, file.isOpen(visit), plan.file?.isOpen(visit) == false {
      let ended = StreamKey(type: .visit, subject: file.subject, number: visit)
      for released in plan.site.staff.releaseSteps(atEndOf: ended, occurred: plan.place.now) {
        add(released.event, to: released.stream, occurred: released.occurred)
      }
    }
    return !correction.isAmendment || line.fact.value.kind.isNeverHeldUp
  }

  /// What stood, and could not stand after all corrections of the act: the first correction is
  /// refused for it, or for its own place, where that is what it cannot have.
  func lostSupport() throws -> (index: Int, reason: Rejection)? {
    guard let first = corrected.first else { return nil }
    var unsupported = plan.file?.unsupported() ?? [:]
    if let book = plan.book?.whole, let before = bookBefore?.whole {
      let known = before.unsupportedLots()
      unsupported.merge(book.unsupportedLots().filter { known[$0.key] == nil }) { $1 }
    }
    let lost = unsupported.filter { unsupportedBefore[$0.key] == nil }.sorted { $0.key < $1.key }
    for own in corrected {
      if let reason = lost.first(where: { $0.key == own.position })?.value {
        return (own.statement, reason)
      }
    }
    let dependents = lost.compactMap { position, _ in
      (plan.file?.line(at: position) ?? plan.book?.whole?.line(at: position)).map {
        Dependent(position: position, event: $0.fact.value.kind)
      }
    }
    guard !dependents.isEmpty else { return nil }
    return (
      first.statement,
      .supports(event: first.kind, position: first.position, dependents: dependents)
    )
  }

  /// Nobody co-signs what they signed: another pair of eyes has seen it, or it says nothing.
  func refuseOwn(_ correction: Correction, _ kind: EventKind) throws {
    let signers = plan.act.signersOfCoSigned[correction.position] ?? []
    guard signers.contains(plan.act.actor) else { return }
    throw ClinicError.rejected(
      .outOfOrder(
        event: kind, stage: "actor \(plan.act.actor) signs",
        why: "that actor signed entry \(correction.position) when it was recorded",
        next: "have somebody else co-sign it"))
  }

  /// The entry that is corrected, which is one of this chart or this book, as whoever corrects it
  /// has seen it.
  func target(
    of correction: Correction, in event: ClinicalEvent, _ file: ChartFile, expected: String
  ) throws -> ChartFile.Line {
    func malformed(_ field: String, _ expected: String) -> ClinicError {
      .rejected(
        .malformed(field: field, value: "\(correction.position)", expected: expected))
    }
    guard let line = file.line(at: correction.position),
      line.fact.value.stream == event.stream, let hash = line.leafHash
    else {
      throw malformed("target.position", expected)
    }
    guard !line.fact.value.isCorrection else {
      throw malformed(
        "target.position",
        "what was corrected, and no correction: name the original, entry "
          + "\(line.fact.value.correction?.position ?? 0)")
    }
    guard hash.bytes == correction.leafHash else {
      throw malformed("target.leaf_hash", "the leaf hash of the entry (candor show)")
    }
    return line
  }

  /// What is explained, transcribed or asked to be amended is an entry of this chart.
  func checkAbout(of event: ClinicalEvent, in file: ChartFile) throws {
    switch event {
    case .chart(.deviationExplained(let explanation)),
      .visit(.deviationExplained(let explanation)):
      guard case .aboutPosition(let position)? = explanation.about else { return }
      try requireEntry(position, in: file)
    case .chart(.transcribedFromPaper(let transcribed)),
      .visit(.transcribedFromPaper(let transcribed)):
      try checkAbout(transcribed, in: file)
    case .chart(.amendmentRequested(let request)):
      guard request.aboutPosition != 0 else { return }
      try requireEntry(request.aboutPosition, in: file)
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: break
    }
  }

  func requireEntry(_ position: UInt64, in file: ChartFile) throws {
    let isOwn = position >= plan.place.position && position < nextPosition
    guard isOwn || file.holds(position) else {
      throw ClinicError.rejected(
        .malformed(
          field: "about_position", value: "\(position)",
          expected: "the position of an entry of this patient (candor timeline)"))
    }
  }
}

extension Correction {
  var isAmendment: Bool { replacement != nil }

  /// What is to stand for the original; nil for what amends nothing.
  var replacement: ClinicalEvent? {
    if case .amended(let event) = change { event } else { nil }
  }
}

extension ChartFile.Line {
  /// The visit that the entry is about: an opening is the chart's, and about its visit.
  var visit: UInt32? {
    if case .chart(.visitOpened(let opened)) = fact.value { return opened.visitNumber }
    return visitNumber == 0 ? nil : visitNumber
  }
}

extension ChartFile {
  fileprivate func isOpen(_ visit: UInt32) -> Bool {
    visits[visit].map { $0.stage != .ended } ?? false
  }
}

extension ChartFile {
  /// What stands in the drug book and could not, with what stands before it: by position.
  func unsupportedLots() -> [UInt64: Rejection] {
    var lots: [UInt32: DrugLot] = [:]
    var found: [UInt64: Rejection] = [:]
    for (number, fact) in standing {
      guard case .lot(let event) = fact.value else { continue }
      var lot = lots[number] ?? DrugLot(number: number)
      do throws(Rejection) { try lot.requirePossible(event) } catch {
        found[fact.position] = error
      }
      lot.evolve(fact.with(event))
      lots[number] = lot
    }
    return found
  }

  /// " [was: Infusion started …]": what a correction corrects, as it was made; nothing for what is
  /// none. Nobody signs what they have not seen.
  func corrected(by event: ClinicalEvent, _ site: SiteState) -> String {
    guard let correction = event.correction, let line = line(at: correction.position) else {
      return ""
    }
    return " [was: \(site.sentence(of: line.fact.value, occurred: line.fact.occurred))]"
  }
}
