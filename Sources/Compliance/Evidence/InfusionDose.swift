public import ClinicalRecord

/// A dose of ketamine by the weight of its visit: what is echoed before a start is recorded, and
/// what S24 judges.
public struct InfusionDose: Hashable, Sendable {
  public var doseMg: Double
  public var plannedMinutes: UInt32
  public var weightKg: Double
  public var weighed: ClinicalTime
  /// What the policy allows for the visit's indication.
  public var maximumMgPerKg: Double
  public var maximumMgPerKgPerHour: Double

  /// To two decimals, as it is shown: words and verdict never contradict each other.
  public var mgPerKg: Double { rounded(doseMg / weightKg) }

  /// An hour of the planned time; nil where no time is planned.
  public var mgPerKgPerHour: Double? {
    plannedMinutes == 0 ? nil : rounded(doseMg / weightKg * 60 / Double(plannedMinutes))
  }

  public var isOverMaximum: Bool {
    mgPerKg > maximumMgPerKg || (mgPerKgPerHour ?? 0) > maximumMgPerKgPerHour
  }

  /// "36.3 mg = 0.50 mg/kg (72.6 kg at 09:02), 0.67 mg/kg/h".
  public var text: String {
    let rate = mgPerKgPerHour.map { ", \(decimalText($0, places: 2)) mg/kg/h" } ?? ""
    return "\(decimalText(doseMg)) mg = \(decimalText(mgPerKg, places: 2)) mg/kg "
      + "(\(decimalText(weightKg)) kg at \(weighed.clockText))\(rate)"
  }

  /// "1.0 times the policy's most of 0.5 mg/kg", or of the rate where that is further beyond.
  public var multipleText: String {
    let dose = doseMg / weightKg / maximumMgPerKg
    let rate = (mgPerKgPerHour ?? 0) / maximumMgPerKgPerHour
    let isRateOver = rate > dose && rate > 1
    let limit =
      isRateOver
      ? "\(decimalText(maximumMgPerKgPerHour)) mg/kg/h" : "\(decimalText(maximumMgPerKg)) mg/kg"
    return "\(decimalText(isRateOver ? rate : dose, places: 1)) times the policy's most of \(limit)"
  }

  /// "0.50 of 0.5 mg/kg; 0.67 of 0.75 mg/kg/h".
  var measured: String {
    let rate = mgPerKgPerHour.map {
      "; \(decimalText($0, places: 2)) of \(decimalText(maximumMgPerKgPerHour)) mg/kg/h"
    }
    return "\(decimalText(mgPerKg, places: 2)) of \(decimalText(maximumMgPerKg)) mg/kg\(rate ?? "")"
  }

  /// What is beyond the policy's most, each with its number.
  var complaints: [String] {
    var complaints: [String] = []
    if mgPerKg > maximumMgPerKg {
      complaints.append("more than \(decimalText(maximumMgPerKg)) mg/kg")
    }
    if let rate = mgPerKgPerHour, rate > maximumMgPerKgPerHour {
      complaints.append("more than \(decimalText(maximumMgPerKgPerHour)) mg/kg/h")
    }
    return complaints
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

extension CaseFile {
  /// The weight that a dose at a time rests on: the visit's newest one by then; else the first one
  /// after it. What nobody can weigh is none.
  public func weight(at time: ClinicalTime) -> Fact<Weighed>? {
    let weights = visit[Weighed.self].filter { !$0.value.isSuspect }.inOrder()
    let interval = Interval(time)
    return weights.last { $0.reference.interval.canPrecede(interval) } ?? weights.first
  }

  /// A dose of ketamine at a time of this visit; nil where no weight is on record.
  public func dose(
    mg doseMg: Double, over plannedMinutes: UInt32, at time: ClinicalTime
  ) -> InfusionDose? {
    guard let weight = weight(at: time) else { return nil }
    let isPain = indication == .chronicPain
    return InfusionDose(
      doseMg: doseMg, plannedMinutes: plannedMinutes, weightKg: weight.value.weightKg,
      weighed: weight.occurred,
      maximumMgPerKg: isPain ? policy.painDoseMaximumMgPerKg : policy.moodDoseMaximumMgPerKg,
      maximumMgPerKgPerHour: isPain
        ? policy.painRateMaximumMgPerKgPerHour : policy.moodRateMaximumMgPerKgPerHour)
  }

  /// The dose that the infusion was started with; nil where no infusion or no weight is on record.
  public var infusionDose: InfusionDose? {
    visit.start.flatMap {
      dose(mg: $0.value.doseMg, over: $0.value.plannedMinutes, at: $0.occurred)
    }
  }
}

/// Ketamine at once, by the weight of its visit.
public struct BolusDose: Hashable, Sendable {
  public var doseMg: Double
  public var weightKg: Double
  public var maximumMgPerKg: Double

  /// To two decimals, as it is shown.
  private var mgPerKg: Double { (doseMg / weightKg * 100).rounded() / 100 }

  /// "a bolus of 14.5 mg = 0.20 mg/kg".
  public var text: String {
    "a bolus of \(decimalText(doseMg)) mg = \(decimalText(mgPerKg, places: 2)) mg/kg"
  }

  /// The same, and what it is beyond; nil where it is not.
  public var complaint: String? {
    mgPerKg > maximumMgPerKg
      ? "\(text), more than the policy's \(decimalText(maximumMgPerKg)) mg/kg at once" : nil
  }
}

extension CaseFile {
  /// A bolus at a time of this visit; nil where no weight is on record.
  public func bolus(mg doseMg: Double, at time: ClinicalTime) -> BolusDose? {
    weight(at: time).map {
      BolusDose(
        doseMg: doseMg, weightKg: $0.value.weightKg, maximumMgPerKg: policy.bolusMaximumMgPerKg)
    }
  }
}

extension Visit {
  /// All the boluses together.
  public var bolusMg: Double { self[BolusGiven.self].map(\.value.doseMg).reduce(0, +) }
}

/// One dose of a drug that the policy sets a most for, as an event states it.
public struct StatedDose: Hashable, Sendable {
  public var drug: LimitedDrug
  public var doseMg: Double

  /// Nil for an event that gives no such drug.
  public init?(_ event: VisitEvent.OneOf_Event) {
    switch event {
    case .infusionStarted(let started): self.init(.ketamine, started.doseMg)
    case .bolusGiven(let bolus): self.init(.ketamine, bolus.doseMg)
    case .antiemeticGiven(let given):
      guard let drug = LimitedDrug(rawValue: given.drug.identifier) else { return nil }
      self.init(drug, given.doseMg)
    case .rescueDrugGiven(let given):
      guard let drug = LimitedDrug(rawValue: given.drug.identifier) else { return nil }
      self.init(drug, given.doseMg)
    default: return nil
    }
  }

  private init(_ drug: LimitedDrug, _ doseMg: Double) {
    self.drug = drug
    self.doseMg = doseMg
  }

  /// The policy's most, where the dose is beyond it.
  public func exceededMg(under policy: Policy) -> Double? {
    policy.doseMaximumMg[drug].flatMap { doseMg > $0 ? $0 : nil }
  }

  /// "midazolam 20 mg, more than the policy's 5 mg".
  public func complaint(over maximum: Double) -> String {
    "\(drug.rawValue) \(decimalText(doseMg)) mg, more than the policy's \(decimalText(maximum)) mg"
  }
}

/// A decimal number as a person writes it: "36.3", "0.50" with two places.
func decimalText(_ value: Double, places: Int? = nil) -> String {
  guard value.isFinite, value.magnitude < 1e12 else { return String(value) }
  guard let places else {
    return value == value.rounded() ? String(Int64(value)) : String(value)
  }
  var scale: Int64 = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int64((value.magnitude * Double(scale)).rounded())
  let fraction = String(scaled % scale)
  let zeros = String(repeating: "0", count: places - fraction.count)
  return "\(value < 0 ? "-" : "")\(scaled / scale).\(zeros)\(fraction)"
}
