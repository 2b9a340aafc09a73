// What cannot happen in one visit together: then the later card of this list gives way.

extension Recipe {
  mutating func settle(isFirst: Bool, isPain: Bool) {
    if isSentHome {
      self = Recipe()
      isSentHome = true
      return
    }
    settleRelease()
    settleTimes(isPain: isPain)
    settleStop()
    settleDoses()
    settleDrugs()
  }

  /// A stop that does not say what was given, or is none, leaves nothing to waste by; and of a
  /// visit that goes on nothing is missing yet.
  private mutating func settleDrugs() {
    if release == .transferredRunning { drug = .ordinary }
    if release == .leftOpen {
      if [.wasteShort, .givenBeyond, .undrawn, .untold].contains(drug) { drug = .exact }
      prescription = .ordinary
    }
    // An ampoule for a rescue is drawn all the same.
    if drug == .undrawn, [.rescueAt, .rescueBeyond].contains(dose) { drug = .exact }
    if drug == .untold, dose != .ordinary || run != .ordinary { drug = .exact }
  }

  /// Whoever is transferred, or never discharged, is not assessed, instructed and seen off.
  private mutating func settleRelease() {
    guard release.isWithoutDischarge else { return }
    stay = .ordinary
    recovery = .ordinary
    assessment = .ordinary
    instructions = .timed(.ordinary)
    sideEffect = .ordinary
    nausea = .ordinary
    guard release == .transferredRunning else { return }
    // No stop is on record that something could be late for.
    run = .ordinary
    if [.late, .lateThenAmended, .underAtStop, .underAfterStop, .onlyAfterStop].contains(alertness)
    {
      alertness = .ordinary
    }
    if [.late, .monitorLater].contains(vitals) { vitals = .ordinary }
    if [.givenMore, .givenLess, .givenLessOnRequest].contains(dose) { dose = .ordinary }
    if slip == .lateNote { slip = .ordinary }
  }

  /// The times between arrival and discharge, which several rules measure.
  private mutating func settleTimes(isPain: Bool) {
    if [.shortAt, .shortWithin, .shortBeyond].contains(stay) {
      let isShortEnough: Set<RunCard> = [
        .shortAt, .shortWithin, .shortBeyond, .shortOnRequest, .shortForSafety,
      ]
      if isPain || !isShortEnough.contains(run) { run = .ordinary }
    }
    if [.stayAt, .stayWithin, .stayBeyond].contains(recovery) { assessment = .ordinary }
  }

  /// What is measured from the stop needs one that is known to the second, and amended once.
  private mutating func settleStop() {
    if run.isKnownToMinute {
      if [.underAtStop, .underAfterStop, .onlyAfterStop].contains(alertness) {
        alertness = .ordinary
      }
      if [.goneAt, .goneWithin, .goneBeyond].contains(sideEffect) { sideEffect = .ordinary }
      if [.firstBeyond, .stayAt, .stayWithin, .stayBeyond].contains(recovery) {
        recovery = .ordinary
      }
      if [.lastAt, .lastBeyond].contains(vitals) { vitals = .ordinary }
    }
    if run.isAmended, alertness == .lateThenAmended { alertness = .ordinary }
    if sideEffect == .lateThenAmended, nausea == .lateThenAmended { nausea = .ordinary }
    // A discharge that is amended is one that was recorded once, and whose times are not at issue.
    if [sideEffect == .lateThenAmended, nausea == .lateThenAmended].contains(true) {
      if release != .ordinary { release = .ordinary }
    }
  }

  private mutating func settleDoses() {
    if dose != .ordinary, [.doseAt, .doseBeyond].contains(nausea) { nausea = .given }
    if dose == .givenLessOnRequest { run = .ordinary }
    if [.shortOnRequest, .shortForSafety].contains(run),
      [.givenMore, .givenLess].contains(dose)
    {
      dose = .ordinary
    }
  }

  /// Whether a prescriber starts the infusion: against something that one person does not override
  /// alone, or beyond a limit, or because they record something in the same second.
  var isStartedByPhysician: Bool {
    candidacy != .timed(.ordinary) || consent != .timed(.ordinary)
      || identity != .timed(.ordinary) || supervisor != .timed(.ordinary) || dose != .ordinary
  }
}

extension ReleaseCard {
  var isWithoutDischarge: Bool {
    [.transferred, .transferredSick, .transferredRunning, .leftOpen].contains(self)
  }
}

extension RunCard {
  var isKnownToMinute: Bool {
    [.shortMinuteAt, .shortMinuteBeyond, .longMinuteAt, .longMinuteBeyond].contains(self)
  }

  var isAmended: Bool { [.amendedAt, .amendedBeyond].contains(self) }

  var isPaused: Bool {
    [.pausedShortAt, .pausedShortBeyond, .pausedLongAt, .pausedLongBeyond].contains(self)
  }
}
