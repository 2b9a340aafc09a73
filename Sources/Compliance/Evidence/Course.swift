internal import ClinicalRecord

extension CaseFile {
  /// The patient has left: nothing more can become due.
  var hasEnded: Bool { visit.end != nil }

  /// Nobody has recorded how the visit ended, long after it must have.
  var isLeftOpen: Bool { visit.isLeftOpen(at: nowMicroseconds) }

  /// How the patient left without being discharged; nil where that is not on record.
  var otherLeaving: OtherLeaving? {
    if let transfer = visit.transfer {
      return OtherLeaving(mark: transfer.reference, verb: "was transferred", manner: "")
    }
    return visit.leftAgainstAdvice.map {
      OtherLeaving(
        mark: $0.reference, verb: "left against advice",
        manner: " (\($0.value.circumstances))")
    }
  }

  var now: EntryReference {
    let offset =
      clock.offsetMinutes(at: nowMicroseconds) ?? visit.start?.occurred.utcOffsetMinutes ?? 0
    let time = ClinicalTime(
      unixMicroseconds: nowMicroseconds, utcOffsetMinutes: offset, precision: .microsecond)
    return EntryReference(
      position: visit.start?.position ?? 0, occurred: time, recordedMicroseconds: nowMicroseconds,
      firstRecordedMicroseconds: nowMicroseconds)
  }

  /// Why the visit is treated, or `unspecified` when that is not on record.
  var indication: Indication {
    if let stated = visit.arrival?.value.indication, stated != .unspecified { return stated }
    return chart[VisitOpened.self].last { $0.value.visitNumber == visitNumber }?.value.indication
      ?? .unspecified
  }

  /// What a rule about an infusion says where none has started.
  var withoutStart: Judgement {
    hasEnded
      ? Judgement(.notApplicable, "The visit ended without an infusion.")
      : Judgement(.notYetDue, "No infusion has started.")
  }

  /// What a rule about the time after an infusion says where it has not stopped, or never began.
  ///
  /// A discharge without a stop on record leaves a hole that these rules have to name.
  func withoutStop(_ start: Fact<InfusionStarted>) -> Judgement {
    guard let discharge = visit.discharge else {
      if let leaving = otherLeaving { return leaving.noted }
      return Judgement(.notYetDue, "The infusion is still running.", evidence: [start.position])
    }
    return Judgement(
      .deviationMissingEvidence,
      "There is no evidence of when the infusion stopped; the discharge was at "
        + "\(discharge.occurred.dateText).",
      evidence: [start.position, discharge.position])
  }

  /// What the rules of the release say while nobody has recorded one: long after the patient must
  /// have left, that it was never recorded.
  ///
  /// - Parameter pending: what is said until then.
  func withoutRelease(_ start: Fact<InfusionStarted>, _ pending: Judgement) -> Judgement {
    guard isLeftOpen else { return pending }
    return Judgement(
      .deviationMissingEvidence,
      "The discharge was never recorded: the visit is open for more than \(Visit.longestHours) h.",
      measured: pending.measured,
      evidence: pending.evidence + [start.position, visit.arrival?.position ?? start.position])
  }

  /// The first scheduling of the chart, or the first start where no scheduling came before it.
  var firstScheduling: (act: EntryReference, name: String)? {
    let scheduling = chart[InfusionScheduled.self].inOrder().first?.reference
    guard let start = visit.start?.reference else {
      return scheduling.map { ($0, "the first scheduling") }
    }
    if let scheduling, scheduling.interval.canPrecede(start.interval) {
      return (scheduling, "the first scheduling")
    }
    return (start, "the first infusion, no scheduling before it being on record,")
  }

  /// S1 and S2 were judged in an earlier visit.
  var schedulingWasJudgedBefore: Bool {
    firstInfusionStart != nil || visitNumber > 1 && !chart[InfusionScheduled.self].isEmpty
  }
}

/// The patient left, and was not discharged.
struct OtherLeaving {
  var mark: EntryReference
  /// "was transferred", "left against advice".
  var verb: String
  /// " (risks explained, form not signed)"; empty of a transfer.
  var manner: String

  private var not: String { verb.hasPrefix("was ") ? "not" : "was not" }

  /// What the rules of recovery and release say then: the staff released nobody.
  var noted: Judgement {
    Judgement(
      .noted, "The patient \(verb) at \(mark.occurred.dateText)\(manner) and \(not) discharged.",
      evidence: [mark.position])
  }
}
