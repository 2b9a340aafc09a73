/// S17: what the patient felt, and how badly.
extension SideEffectNoted {
  public var sentence: String {
    "Side effect noted: \(effect.words), \(Severity.words(severity))\(Wording.note(detail))"
  }
}

/// S17: what was noted has gone.
extension SideEffectResolved {
  public var sentence: String { "Side effect resolved: \(effect.words)\(Wording.remark(note))" }
}

/// Never held up.
extension AdverseEventNoted {
  public var sentence: String {
    "Adverse event noted, \(Severity.words(severity))\(Wording.note(description_p))"
      + (Wording.lines(description_p).isEmpty ? Wording.note(note) : Wording.remark(note))
  }
}

/// What became of it.
extension AdverseEventFollowedUp {
  public var sentence: String {
    let about = aboutPosition == 0 ? "" : " #\(aboutPosition)"
    return "Adverse event\(about) followed up: \(outcome.words)"
      + Wording.remarks(description_p, note)
  }
}

/// Never held up.
extension EmergencyCalled {
  public var sentence: String { "Emergency called\(Wording.note(note))" }
}

/// The patient left for another place of care. Never held up: where to may be said later.
extension Transferred {
  public var sentence: String {
    (destination.isEmpty ? "Transferred" : "Transferred to \(Wording.line(destination))")
      + Wording.note(note)
  }
}

/// How bad, from 1 to 4, as the schema's comment defines it.
public enum Severity {
  /// "mild", "moderate", "severe", "life-threatening".
  public static func words(_ severity: UInt32) -> String {
    switch severity {
    case 1: "mild"
    case 2: "moderate"
    case 3: "severe"
    case 4: "life-threatening"
    default: "severity \(severity)"
    }
  }
}
