internal import Clinic
internal import ClinicalRecord
internal import Compliance

/// A value with its unit, by UCUM's codes (https://ucum.org).
struct Quantity: Encodable {
  var value: Double
  var unit: String

  init(_ value: Double, _ unit: String) {
    self.value = value
    self.unit = unit
  }
}

/// A visit at a glance, inside another document. What is not on record is left out.
struct VisitHeadingDocument: Encodable {
  var visit: UInt32
  var name: String
  var arrived: String
  var indication: String
  var infusion: InfusionDocument?
  var weight: Quantity?
  var dose: Quantity?
  var doseByWeight: Quantity?
  var doseRateByWeight: Quantity?
  var plannedTime: Quantity?
  var runningTime: Quantity?
  var route: String?
  var started: String?
  var stopped: String?
  var given: Quantity?
  /// Worked out by the rates, since no stop says it.
  var isGivenWorkedOut: Bool?
  var boluses: Quantity?
  var drugs: [DrugDocument]?
  var vitals: [TrendDocument]?
  var sideEffects: [EffectDocument]?
  var scores: [ScoreDocument]?
  var departures: [DepartureDocument]?
  var ended: String?
  var ending: String?

  init(_ heading: Timeline.Heading) {
    let summary = heading.summary
    visit = heading.visitNumber
    name = heading.visitName
    arrived = heading.arrived.iso8601
    indication = heading.indication.words
    infusion = heading.count.map(InfusionDocument.init)
    weight = summary.weight.map { Quantity($0.value.weightKg, "kg") }
    if let start = summary.start {
      dose = Quantity(start.value.doseMg, "mg")
      plannedTime = Quantity(Double(start.value.plannedMinutes), "min")
      route = start.value.route.words
      started = start.occurred.iso8601
    }
    doseByWeight = summary.dose.map { Quantity($0.mgPerKg, "mg/kg") }
    doseRateByWeight = summary.dose?.mgPerKgPerHour.map { Quantity($0, "mg/kg/h") }
    stopped = summary.stop?.occurred.iso8601
    if let progress = summary.progress {
      runningTime = Quantity(Double(progress.runningMinutes), "min")
      given = Quantity(progress.givenMg, "mg")
      isGivenWorkedOut = progress.isGivenStated ? nil : true
      boluses = progress.bolusMg > 0 ? Quantity(progress.bolusMg, "mg") : nil
    }
    drugs = Self.unlessEmpty(summary.drugs.map(DrugDocument.init))
    vitals = Self.unlessEmpty(summary.trends.map(TrendDocument.init))
    sideEffects = Self.unlessEmpty(summary.effects.map(EffectDocument.init))
    scores = Self.unlessEmpty(summary.scores.map(ScoreDocument.init))
    departures = Self.unlessEmpty(heading.departures.map(DepartureDocument.init))
    ended = summary.end?.occurred.iso8601
    ending = summary.end?.sentence
  }

  private static func unlessEmpty<Element>(_ list: [Element]) -> [Element]? {
    list.isEmpty ? nil : list
  }

  /// Of a controlled drug, to the microgram.
  struct DrugDocument: Encodable {
    var drug: String
    var drawn: Quantity
    var given: Quantity
    var wasted: Quantity
    var returned: Quantity
    var missing: Quantity

    init(_ account: DrugAccount) {
      drug = account.drug.identifier
      drawn = Quantity(Double(account[.drawn]), "ug")
      given = Quantity(Double(account[.given]), "ug")
      wasted = Quantity(Double(account[.wasted]), "ug")
      returned = Quantity(Double(account[.returned]), "ug")
      missing = Quantity(Double(account[.missing]), "ug")
    }
  }

  /// What was measured on one channel, value by value.
  struct TrendDocument: Encodable {
    var channel: String
    var unit: String
    var loinc: String?
    var values: [PointDocument]

    init(_ trend: VisitSummary.Trend) {
      channel = trend.channel.fieldName
      unit = trend.channel.ucum
      loinc = trend.channel.loinc
      values = trend.points.map(PointDocument.init)
    }
  }

  /// One value; none where the device reported 0.
  struct PointDocument: Encodable {
    var occurred: String
    var value: Double?
    var alarm: String?
    var position: UInt64

    init(_ point: VisitSummary.Point) {
      occurred = point.occurred.iso8601
      value = point.value
      alarm = point.alarm
      position = point.position
    }
  }

  /// A side effect.
  struct EffectDocument: Encodable {
    var effect: String
    var detail: String?
    var severity: UInt32
    var began: String
    var gone: String?

    init(_ effect: VisitSummary.Effect) {
      self.effect = effect.effect.words
      detail = effect.detail.isEmpty ? nil : effect.detail
      severity = effect.severity
      began = effect.began.iso8601
      gone = effect.gone?.iso8601
    }
  }

  /// A scale that was scored.
  struct ScoreDocument: Encodable {
    var scale: String
    var total: UInt32
    var occurred: String
    var position: UInt64

    init(_ score: OutcomeScore) {
      scale = score.scale.words
      total = score.total
      occurred = score.occurred.iso8601
      position = score.position
    }
  }

  /// What departs from policy.
  struct DepartureDocument: Encodable {
    var rule: String
    var verdict: String
    var statement: String
    var evidence: [UInt64]
    var explanations: [UInt64]

    init(_ finding: Finding) {
      rule = finding.rule.rawValue
      verdict = finding.verdict.rawValue
      statement = finding.statement
      evidence = finding.evidence
      explanations = finding.explanations
    }
  }
}

extension VitalsChannel {
  var ucum: String {
    switch self {
    case .heartRate, .pulse, .respiratoryRate: "/min"
    case .spo2: "%"
    case .systolic, .diastolic, .mean: "mm[Hg]"
    case .temperature: "Cel"
    }
  }

  /// Nil for what has no code of its own here.
  var loinc: String? {
    switch self {
    case .heartRate: "8867-4"
    case .spo2: "59408-5"
    case .systolic: "8480-6"
    case .diastolic: "8462-4"
    case .respiratoryRate: "9279-1"
    case .temperature: "8310-5"
    case .pulse, .mean: nil
    }
  }
}
