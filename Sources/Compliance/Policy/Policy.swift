public import ClinicalRecord
public import StrictJSON

/// The clinic's thresholds, versioned; adopted into the ledger as the JSON document that
/// `Schemas/policy.schema.json` describes. The rules' sentences stand with the rules.
public struct Policy: Hashable, Sendable {
  /// Lower-case letters, digits and '-': "omaha-mood-and-pain".
  public var name: String
  public var version: UInt32
  public var description: String
  /// The keys whose values are a general clinical default and no statement of the clinic.
  public var assumed: [String]

  /// S5, elapsed hours between the last solid food and the start.
  public var solidFastingHours: Int
  /// S6, elapsed hours between the last clear liquid and the start.
  public var clearLiquidFastingHours: Int
  /// S7, what has to be watched before the start.
  public var requiredMonitorChannels: [MonitoredChannel]
  /// S8 and S13, the longest time without a reading, by channel.
  public var vitalsGapMinutes: [MonitoredChannel: Int]
  /// S8, readings at set times.
  public var timedReadings: [TimedReading]
  /// S9, the least score of sedation (RASS) of somebody who is awake and alert.
  public var sedationFloorRass: Int
  /// S9, the same of MOAA/S.
  public var sedationFloorMoaas: Int
  /// S10, running time, and by how much it may differ.
  public var moodInfusionMinutes: Int
  public var moodInfusionToleranceMinutes: Int
  /// S11, running time.
  public var painInfusionMaximumMinutes: Int
  /// S12, from arrival to discharge of the first visit for mood; one for pain is longer.
  public var firstVisitMinimumMinutes: Int
  public var firstVisitMaximumMinutes: Int
  /// S13 and S14, from the stop.
  public var recoveryMinutes: Int
  /// S16, elapsed hours from the stop.
  public var drivingHours: Int
  /// S17, 1 mild to 4 life-threatening: anything above is noted.
  public var sideEffectSeverityLimit: Int
  /// S17, elapsed hours from the stop until every side effect has gone.
  public var sideEffectHours: Int
  /// S24, ketamine by the weight of the visit: in all, and an hour of the planned time.
  public var moodDoseMaximumMgPerKg: Double
  public var moodRateMaximumMgPerKgPerHour: Double
  public var painDoseMaximumMgPerKg: Double
  public var painRateMaximumMgPerKgPerHour: Double
  /// S24, the most of each drug in one dose.
  public var doseMaximumMg: [LimitedDrug: Double]
  /// S24, ketamine at once, by the weight of the visit.
  public var bolusMaximumMgPerKg: Double
  /// S19 and S21, infusions of a course for depression, and the local days it takes.
  public var courseMinimumInfusions: Int
  public var courseMaximumInfusions: Int
  public var courseDays: Int
  /// S20, after how many infusions the next one needs a score since the first.
  public var scoredWithinInfusions: Int
  /// How many patients the clinic infuses at the same time: one more is asked about when it is
  /// given a date.
  public var chairs: Int
  /// Within which values a vital sign is no alarm, by channel.
  public var alarmLimits: [VitalsChannel: AlarmLimits]
  /// By how much a weight may differ from the chart's last one before it is asked about.
  public var weightChangePercent: Int
  /// S2, whose signature counts.
  public var acknowledgementSigners: [AcknowledgementOfOngoingCareReceived.Signer]
  /// S22, which specialties may supervise.
  public var supervisorSpecialties: [Specialty]
  /// S27, distinct identifiers at each visit.
  public var identifiersRequired: Int
  /// S26, from which age on a patient's own signature is a consent.
  public var ageOfMajorityYears: Int

  /// How long an open session waits for its person, in minutes; then it locks.
  public var sessionIdleMinutes: Int
  /// How long a session lasts at most, locked or not, in minutes.
  public var sessionLimitMinutes: Int
  /// For how many minutes a look at a chart stands for equal and narrower ones of the same person.
  public var accessWindowMinutes: Int
  /// By whose clocks times are typed and shown, IANA: "America/Chicago"; nil: none is named.
  public var timeZone: String?

  /// Reads the JSON document strictly: none other than its keys are known, and all of them are
  /// required but `optionalKeys`, which came later and have defaults.
  /// - Throws: which key, at which JSON path, with which value, and what was expected.
  public init(json: [UInt8]) throws(PolicyError) {
    try self.init(
      PolicyObject(json, of: Self.documentKind, keys: Self.keys, optional: Self.optionalKeys))
  }

  private static let documentKind = JSONDocumentKind(
    name: "policy", schema: "Schemas/policy.schema.json")
}

/// A drug that a policy sets a most for; the raw value is its name in a policy.
public enum LimitedDrug: String, CaseIterable, Hashable, Sendable {
  case ketamine, ondansetron, metoclopramide, midazolam, hydralazine, labetalol
  case naloxone, flumazenil, ephedrine, atropine, lorazepam, promethazine

  /// What holds where a policy says nothing: a general clinical maximum of one dose.
  ///
  /// Of adults and the intravenous route, as the prescribing information in the United States has
  /// them: naloxone 0.4 to 2 mg at a time; flumazenil 1 mg to reverse a sedation; ephedrine 5 to
  /// 25 mg; atropine 1 mg for a slow heart; lorazepam 4 mg; promethazine 25 mg.
  var usualMaximumMg: Double {
    switch self {
    case .ketamine: 500
    case .ondansetron: 16
    case .metoclopramide: 10
    case .midazolam: 5
    case .hydralazine: 20
    case .labetalol: 80
    case .naloxone: 2
    case .flumazenil: 1
    case .ephedrine: 25
    case .atropine: 1
    case .lorazepam: 4
    case .promethazine: 25
    }
  }
}

/// A vital sign that a policy can ask to be watched; the raw value is its name in a policy.
public enum MonitoredChannel: String, CaseIterable, Hashable, Sendable {
  case heartRate = "heart-rate"
  case heartRhythm = "heart-rhythm"
  case spo2
  case bloodPressure = "blood-pressure"
  case respiration

  /// As a sentence of a finding names it.
  public var name: String {
    switch self {
    case .heartRate: "heart rate"
    case .heartRhythm: "heart rhythm"
    case .spo2: "SpO2"
    case .bloodPressure: "blood pressure"
    case .respiration: "respiration"
    }
  }

  init?(_ applied: MonitorApplied.Channel) {
    switch applied {
    case .heartRate: self = .heartRate
    case .heartRhythm: self = .heartRhythm
    case .spo2: self = .spo2
    case .bloodPressure: self = .bloodPressure
    case .respiration: self = .respiration
    case .unspecified, .UNRECOGNIZED: return nil
    }
  }
}

/// A reading that a policy asks for at a set time after the start, such as a blood pressure at
/// 40 minutes.
public struct TimedReading: Hashable, Sendable {
  public var channel: MonitoredChannel
  public var afterStartMinutes: Int
  public var toleranceMinutes: Int

  public init(channel: MonitoredChannel, afterStartMinutes: Int, toleranceMinutes: Int) {
    self.channel = channel
    self.afterStartMinutes = afterStartMinutes
    self.toleranceMinutes = toleranceMinutes
  }
}
