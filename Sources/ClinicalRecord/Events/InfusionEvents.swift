/// S22: who supervises and who administers. Whether their credentials hold is for the rules.
extension SupervisorAssigned {
  public var sentence: String {
    sentence(naming: { "actor \($0)" })
  }

  /// The sentence with the staff as `name` says them.
  public func sentence(naming name: (UInt32) -> String) -> String {
    "Supervisor assigned: \(name(supervisorActor)); \(name(administeringActor)) administers"
      + Wording.remark(note)
  }
}

/// S7: the line is set. Gauge and attempts are 0 when they were not stated.
extension IVPlaced {
  public var sentence: String {
    let parts = [
      Wording.line(site), gauge == 0 ? "" : "\(gauge) G",
      attempts == 0 ? "" : attempts == 1 ? "1 attempt" : "\(attempts) attempts",
    ].filter { !$0.isEmpty }
    return parts.isEmpty
      ? "IV placed\(Wording.note(note))"
      : "IV placed: \(parts.joined(separator: ", "))\(Wording.remark(note))"
  }
}

/// S7: what is being watched from here on.
extension MonitorApplied {
  public var sentence: String {
    "Monitor applied: \(channels.map(\.words).joined(separator: ", "))\(Wording.remark(note))"
  }
}

/// The ketamine runs, with what the pre-flight list showed to whoever started it.
extension InfusionStarted {
  public var sentence: String {
    let dose = Wording.number(doseMg)
    return "Infusion started: ketamine \(dose) mg over \(plannedMinutes) min, \(route.words)"
      + Wording.remark(note)
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
    return "Infusion stopped: \(cause.words)\(given)\(Wording.remark(note))"
  }
}

/// The patient is watched after the infusion.
extension RecoveryStarted {
  public var sentence: String { "Recovery started\(Wording.note(note))" }
}
