public import ClinicalRecord

/// S24: sub-anesthetic doses, IV: the ketamine by the weight of the visit and by the hour, the
/// route, what was given against what was started, and each other drug against the policy's most.
public struct S24DosesWithinLimits: Rule {
  public static let id = RuleID.S24
  public static func title(under policy: Policy) -> String {
    "Sub-anesthetic, IV: mood to \(decimalText(policy.moodDoseMaximumMgPerKg)) mg/kg, pain to "
      + "\(decimalText(policy.painRateMaximumMgPerKgPerHour)) mg/kg/h"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    var doses = Doses()
    doses.judgeOtherDrugs(of: file)
    doses.judgeBoluses(of: file)
    guard let start = file.visit.start else {
      return doses.contrary.isEmpty ? file.withoutStart : doses.judgement
    }
    doses.judgeStart(start, of: file)
    doses.judgeRates(of: file)
    if let stop = file.visit.stop {
      doses.judge(stop, against: start, bolusMg: file.visit.bolusMg)
    }
    return doses.judgement
  }
}

/// What is found of the doses of a visit.
private struct Doses {
  var contrary: [String] = []
  private var missing: [String] = []
  private var inOrder: [String] = []
  private var isLate = false
  private var measured: String?
  private var evidence: [UInt64] = []
  private var departing: [UInt64] = []

  var judgement: Judgement {
    let verdict: Verdict =
      !contrary.isEmpty
      ? .deviation
      : !missing.isEmpty ? .deviationMissingEvidence : isLate ? .metOnLateEvidence : .met
    let sentences = contrary + missing + inOrder
    return Judgement(
      verdict, sentences.joined(separator: " "), measured: measured, evidence: evidence,
      departing: departing)
  }

  mutating func judgeOtherDrugs(of file: CaseFile) {
    let antiemetics = file.visit[AntiemeticGiven.self].map {
      ($0.reference, StatedDose(.antiemeticGiven($0.value)))
    }
    let rescues = file.visit[RescueDrugGiven.self].map {
      ($0.reference, StatedDose(.rescueDrugGiven($0.value)))
    }
    for (mark, dose) in antiemetics + rescues {
      guard let dose, let maximum = dose.exceededMg(under: file.policy) else { continue }
      contrary.append(
        "\(dose.complaint(over: maximum).uppercasedFirst), at \(mark.occurred.clockText).")
      evidence.append(mark.position)
      departing.append(mark.position)
    }
  }

  /// Each bolus by itself, and by its route.
  mutating func judgeBoluses(of file: CaseFile) {
    for bolus in file.visit[BolusGiven.self].inOrder() {
      var complaints: [String] = []
      if let complaint = file.bolus(mg: bolus.value.doseMg, at: bolus.occurred)?.complaint {
        complaints.append("\(complaint.uppercasedFirst), at \(bolus.occurred.clockText).")
      }
      if let dose = StatedDose(.bolusGiven(bolus.value)),
        let maximum = dose.exceededMg(under: file.policy)
      {
        complaints.append(
          "\(dose.complaint(over: maximum).uppercasedFirst), at \(bolus.occurred.clockText).")
      }
      if bolus.value.route != .intravenous {
        complaints.append(
          "The bolus at \(bolus.occurred.clockText) was \(bolus.value.route.words) and not IV.")
      }
      guard !complaints.isEmpty else { continue }
      contrary += complaints
      evidence.append(bolus.position)
      departing.append(bolus.position)
    }
  }

  /// Each rate that the infusion was changed to.
  mutating func judgeRates(of file: CaseFile) {
    for change in file.visit[InfusionRateChanged.self].inOrder() {
      guard let dose = file.dose(mg: change.value.rateMgPerH, over: 60, at: change.occurred),
        let rate = dose.mgPerKgPerHour, rate > dose.maximumMgPerKgPerHour
      else { continue }
      contrary.append(
        "The rate from \(change.occurred.clockText) on, \(decimalText(change.value.rateMgPerH)) mg/h "
          + "= \(decimalText(rate, places: 2)) mg/kg/h, is more than "
          + "\(decimalText(dose.maximumMgPerKgPerHour)) mg/kg/h.")
      evidence.append(change.position)
      departing.append(change.position)
    }
  }

  mutating func judgeStart(_ start: Fact<InfusionStarted>, of file: CaseFile) {
    evidence.append(start.position)
    let countBefore = contrary.count + missing.count
    judgeRoute(start.value.route)
    if let dose = StatedDose(.infusionStarted(start.value)),
      let maximum = dose.exceededMg(under: file.policy)
    {
      contrary.append("\(dose.complaint(over: maximum).uppercasedFirst).")
    }
    if file.indication == .unspecified {
      missing.append("There is no evidence of what the visit treats.")
    }
    judgeWeight(start, of: file)
    if contrary.count + missing.count > countBefore { departing.append(start.position) }
  }

  private mutating func judgeRoute(_ route: Route) {
    switch route {
    case .intravenous: break
    case .oral, .sublingual, .intranasal, .intramuscular:
      contrary.append("The route was \(route.words) and not IV.")
    case .unspecified, .UNRECOGNIZED:
      missing.append("There is no evidence of the route.")
    }
  }

  private mutating func judgeWeight(_ start: Fact<InfusionStarted>, of file: CaseFile) {
    guard let weight = file.weight(at: start.occurred), let dose = file.infusionDose else {
      missing.append(
        "There is no evidence of a weight in this visit: \(decimalText(start.value.doseMg)) mg has no "
          + "dose by weight.")
      return
    }
    evidence.append(weight.position)
    measured = dose.measured
    let complaints = dose.complaints
    if !weight.reference.interval.canPrecede(start.reference.interval) {
      contrary.append(
        "The patient was weighed at \(weight.occurred.dateText), after the start at "
          + "\(start.occurred.dateText).")
    }
    isLate = weight.recordedMicroseconds > start.firstRecordedMicroseconds
    guard complaints.isEmpty else {
      contrary.append("\(dose.text): \(complaints.joined(separator: " and ")).")
      return
    }
    inOrder.append("\(dose.text).")
    if isLate { inOrder.append("The weight was recorded after the start.") }
  }

  mutating func judge(
    _ stop: Fact<InfusionStopped>, against start: Fact<InfusionStarted>, bolusMg: Double
  ) {
    guard
      let complaint = GivenDose(stop.value, of: start.value, bolusMg: bolusMg).complaint
    else { return }
    contrary.append("\(complaint).")
    evidence.append(stop.position)
    departing.append(stop.position)
  }
}

/// What a stop says was given, held against what was started.
public struct GivenDose {
  /// "40 mg were given, more than the 36.3 mg that were started"; nil where nothing is wrong.
  public var complaint: String?

  /// Whether the boluses are in what was given nobody says: they may be, or not.
  ///
  /// - Parameters:
  ///   - start: of the same visit.
  ///   - bolusMg: of the visit, all together.
  public init(_ stop: InfusionStopped, of start: InfusionStarted, bolusMg: Double) {
    guard stop.hasGivenMg else { return }
    let given = "\(decimalText(stop.givenMg)) mg were given"
    let bolus = bolusMg > 0 ? " and the \(decimalText(bolusMg)) mg of boluses" : ""
    let started = "the \(decimalText(start.doseMg)) mg that were started\(bolus)"
    if stop.givenMg > start.doseMg + bolusMg {
      complaint = "\(given), more than \(started)"
    } else if stop.givenMg < start.doseMg, stop.cause == .completed {
      complaint = "\(given), less than \(started), and the infusion was completed"
    }
  }
}
