/// S18: something against nausea.
extension AntiemeticGiven {
  public var sentence: String {
    "Antiemetic given: \(drug.words) \(Wording.number(doseMg)) mg, \(route.words)"
      + Wording.note(detail)
  }
}

/// S18: it was offered.
extension AntiemeticDeclined {
  public var sentence: String { "Antiemetic declined\(Wording.note(note))" }
}

/// S18: it was not needed.
extension AntiemeticNotIndicated {
  public var sentence: String { "Antiemetic not indicated\(Wording.note(note))" }
}

/// Never held up; a flow of 0 is one that was not stated.
extension OxygenGiven {
  public var sentence: String {
    flowLPerMin == 0
      ? "Oxygen given\(Wording.note(note))"
      : "Oxygen given: \(Wording.number(flowLPerMin)) l/min\(Wording.remark(note))"
  }
}

/// Never held up: the name of a drug that is not on the list may be said later.
extension RescueDrugGiven {
  public var sentence: String {
    let dose = Wording.number(doseMg)
    let drug = owed == nil ? drug.words : "\(drug.words) [name owed]"
    return "Rescue drug given: \(drug) \(dose) mg, \(route.words)\(Wording.note(detail))"
  }

  public var owed: String? {
    drug == .other && !VisibleScalars.says(detail) ? "the drug's name" : nil
  }
}

/// S25: what was drawn and not given is destroyed before a second signer who is not its actor.
extension DrugWasted {
  public var sentence: String {
    let amount = Wording.number(amountMg)
    return "Drug wasted: \(drug.words) \(amount) mg, \(cause.words)\(Wording.note(detail))"
  }
}
