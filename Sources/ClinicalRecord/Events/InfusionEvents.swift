/// S22: who supervises and who administers. Whether their credentials hold is for the rules.
extension SupervisorAssigned {
  public var sentence: String {
    "Supervisor assigned: actor \(supervisorActor); actor \(administeringActor) administers"
  }
}

/// S7: the line is set. Gauge and attempts are 0 when they were not stated.
extension IVPlaced {
  public var sentence: String {
    let parts = [
      Wording.line(site), gauge == 0 ? "" : "\(gauge) G",
      attempts == 0 ? "" : attempts == 1 ? "1 attempt" : "\(attempts) attempts",
    ].filter { !$0.isEmpty }
    return parts.isEmpty ? "IV placed" : "IV placed: \(parts.joined(separator: ", "))"
  }
}

/// S7: what is being watched from here on.
extension MonitorApplied {
  public var sentence: String {
    "Monitor applied: \(channels.map(\.words).joined(separator: ", "))"
  }
}

/// The ketamine runs, with what the pre-flight list showed to whoever started it.
extension InfusionStarted {
  public var sentence: String {
    let dose = Wording.number(doseMg)
    return "Infusion started: ketamine \(dose) mg over \(plannedMinutes) min, \(route.words)"
  }
}

/// The pump stands still; the line stays.
extension InfusionPaused {
  public var sentence: String { "Infusion paused\(Wording.note(note))" }
}

/// The pump runs again.
extension InfusionResumed {
  public var sentence: String { "Infusion resumed\(Wording.note(note))" }
}

/// The infusion is over. Never held up: whoever stops it says so, and owes the rest.
extension InfusionStopped {
  public var sentence: String {
    let given = hasGivenMg ? ", \(Wording.number(givenMg)) mg given" : ""
    return
      "Infusion stopped: \(cause.words)\(given)\(note.isEmpty ? "" : "; \(Wording.line(note))")"
  }
}

/// The patient is watched after the infusion.
extension RecoveryStarted {
  public var sentence: String { "Recovery started\(Wording.note(note))" }
}
