/// S18: something against nausea.
extension AntiemeticGiven {
  public var sentence: String {
    "Antiemetic given: \(drug.words) \(Wording.number(doseMg)) mg, \(route.words)"
  }
}

/// S18: it was offered.
extension AntiemeticDeclined {
  public var sentence: String { "Antiemetic declined\(Wording.note(note))" }
}

/// Never held up; a flow of 0 is one that was not stated.
extension OxygenGiven {
  public var sentence: String {
    flowLPerMin == 0 ? "Oxygen given" : "Oxygen given: \(Wording.number(flowLPerMin)) l/min"
  }
}

/// Never held up.
extension RescueDrugGiven {
  public var sentence: String {
    let dose = Wording.number(doseMg)
    return "Rescue drug given: \(drug.words) \(dose) mg, \(route.words)\(Wording.note(detail))"
  }
}

/// S25: what was drawn and not given is destroyed before a second signer who is not its actor.
extension DrugWasted {
  public var sentence: String {
    let amount = Wording.number(amountMg)
    return "Drug wasted: \(drug.words) \(amount) mg, \(cause.words)\(Wording.note(detail))"
  }
}
