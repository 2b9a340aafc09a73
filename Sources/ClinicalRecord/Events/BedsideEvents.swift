/// What has to be at hand in an emergency.
extension EmergencyEquipmentChecked {
  public var sentence: String {
    let state = Wording.answer(ready, "all ready", "not all ready", "readiness not assessed")
    return "Emergency equipment checked: \(items.map(\.words).joined(separator: ", ")); \(state)"
      + Wording.remarks(missing, note)
  }
}

/// Before the drug, with everybody there.
extension TimeOutHeld {
  public var sentence: String { sentence(naming: { "actor \($0)" }) }

  /// The sentence with the staff as `name` says them.
  public func sentence(naming name: (UInt32) -> String) -> String {
    let with = withActor == 0 ? "" : " with \(name(withActor))"
    return "Time-out held\(with): \(items.map(\.words).joined(separator: ", "))"
      + Wording.remark(note)
  }
}

/// S24: ketamine at once.
extension BolusGiven {
  public var sentence: String {
    let over = overMinutes == 0 ? "" : " over \(overMinutes) min"
    return "Bolus given: ketamine \(Wording.number(doseMg)) mg\(over), \(route.words)"
      + Wording.remark(note)
  }
}

/// From here on the pump runs so.
extension InfusionRateChanged {
  public var sentence: String {
    "Infusion rate changed: \(Wording.number(rateMgPerH)) mg/h, \(cause.words)"
      + Wording.remark(detail)
  }
}

/// The skin around the cannula.
extension SiteChecked {
  public var sentence: String { "Site checked: \(condition.words)\(Wording.remark(detail))" }
}

/// The line is out.
extension IVRemoved {
  public var sentence: String {
    let catheter = Wording.answer(
      intact, "catheter intact", "catheter not intact", "catheter not assessed")
    let site = condition == .unspecified ? "" : ", site \(condition.words)"
    return "IV removed: \(catheter)\(site)\(Wording.remark(detail))"
  }
}

/// An alarm sounded and somebody saw to it.
extension AlarmAcknowledged {
  public var sentence: String {
    "Alarm acknowledged: \(alarm.words), \(cause.words)\(Wording.remarks(action, detail))"
  }
}

/// How far away from themselves the patient felt.
extension DissociationScored {
  public var sentence: String {
    "Dissociation scored: \(form.words) \(total)\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) {
    guard form == .cadss6 else { return }
    try Expect.whole(total, "total", 0...24)
  }
}
