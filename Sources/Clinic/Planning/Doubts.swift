public import ClinicalRecord
public import Compliance
internal import Ledger

/// What looks like a slip of whoever states it. A person is asked about it before it is recorded;
/// a program is told, and does not record the same twice. What is never held up is told alone.
public enum Doubt: Hashable, Sendable {
  /// More than the policy's most: typed again, and signed by somebody else as well.
  case dose(doseMg: Double, says: String)
  /// Far from the chart's last weight.
  case weightChange(says: String)
  /// The patient is noted to be allergic to what is given.
  case allergy(says: String)
  /// No infusion is to be on the date that is moved or given up.
  case notScheduled(says: String)
  /// A date that has passed, that the patient has another one on, or that is taken.
  case date(says: String)
  /// Beyond what is possible.
  case suspect(says: String)
  /// The same is on record, less than a minute away.
  case repeated(event: String, position: UInt64, occurred: ClinicalTime)

  public var isRepeated: Bool {
    if case .repeated = self { true } else { false }
  }

  var isAllergy: Bool { if case .allergy = self { true } else { false } }

  /// As a sentence without its full stop.
  public var says: String {
    switch self {
    case .dose(_, let says), .weightChange(let says), .suspect(let says), .allergy(let says),
      .notScheduled(let says), .date(let says):
      says
    case .repeated(let event, let position, let occurred):
      "the same \(event) is on record as entry \(position), at \(occurred.localClock)"
    }
  }
}

extension ChartFile {
  /// What looks like a slip in a statement, held against the chart as it is before it.
  ///
  /// - Parameters:
  ///   - now: microseconds since 1970-01-01T00:00:00Z.
  ///   - visit: the number of the visit that it goes to; 0 for the chart's own stream.
  ///   - others: the dates of other patients that a date may meet.
  ///   - policy: by which the visit is judged.
  ///   - states: made only for the few events that are held against the policy: a batch has
  ///     thousands of others.
  func doubts(
    about event: ClinicalEvent, at occurred: ClinicalTime, now: Int64, visit: UInt32,
    beside others: [ClinicalTime], by policy: () throws -> Policy, in states: () throws -> CaseFile
  ) rethrows -> [Doubt] {
    var doubts = allergyDoubts(about: event)
    switch event {
    case .visit(.weighed(let weighed)):
      if weighed.isSuspect {
        doubts.append(
          .suspect(says: "\(Self.text(weighed.weightKg)) kg is beyond what a person weighs"))
      }
      if let change = weightChange(
        weighed.weightKg, percent: try policy().weightChangePercent)
      {
        doubts.append(.weightChange(says: change))
      }
    case .visit(.vitalsSampled(let sampled)):
      doubts += Self.suspects(sampled).map { .suspect(says: $0) }
    case .visit(let event):
      if let dose = StatedDose(event),
        let says = Self.excess(of: event, at: occurred, in: try states())
      {
        doubts.append(.dose(doseMg: dose.doseMg, says: says))
      }
    case .chart(let stated):
      if let says = notScheduled(stated) { doubts.append(.notScheduled(says: says)) }
      doubts += try scheduleDoubts(about: stated, at: occurred, beside: others, by: policy).map {
        .date(says: $0)
      }
      if occurred.latest < now &- Chart.farMicroseconds {
        doubts.append(.suspect(says: "\(occurred.localDate) is more than a year ago"))
      }
    case .access, .staff, .policy, .operations, .lot, .document: break
    }
    return doubts
  }

  /// How far apart two entries that say the same are still one double Enter.
  static let repeatMicroseconds: UInt64 = 60_000_000

  /// An entry that says exactly the same, nearer in time than that.
  ///
  /// - Parameter depth: how many of the newest entries are looked at: of vital signs, where it is
  ///   about these, and of all others otherwise.
  func repeated(
    _ event: ClinicalEvent, at occurred: ClinicalTime, visit: UInt32, within microseconds: UInt64,
    depth: Int = .max
  ) -> (position: UInt64, occurred: ClinicalTime)? {
    if case .visit(.vitalsSampled(let sampled)) = event {
      return visits[visit]?.vitals.repeated(
        sampled, at: occurred, within: microseconds, depth: depth
      ).map { ($0.position, $0.occurred) }
    }
    var left = depth
    for line in facts.reversed() where !line.fact.value.isVitals {
      guard left > 0 else { break }
      left -= 1
      guard line.visitNumber == visit else { continue }
      let apart = line.fact.occurred.unixMicroseconds &- occurred.unixMicroseconds
      // An amendment may have moved it: then it is looked at as it stands.
      guard apart.magnitude < microseconds || corrections[line.fact.position] != nil,
        let fact = corrections.standing(line.fact), fact.value == event,
        (fact.occurred.unixMicroseconds &- occurred.unixMicroseconds).magnitude < microseconds
      else { continue }
      return (fact.position, fact.occurred)
    }
    return nil
  }

  /// What is moved or given up and was on no date.
  private func notScheduled(_ event: ChartEvent.OneOf_Event) -> String? {
    let date: StatedTime
    switch event {
    case .infusionRescheduled(let moved): date = moved.scheduledFor
    case .infusionCancelled(let cancelled): date = cancelled.scheduledFor
    case .noShowRecorded(let missed): date = missed.scheduledFor
    default: return nil
    }
    guard !chart.isScheduled(for: date) else { return nil }
    let time = ClinicalTime(date)
    let clock = time.precision == .day ? "" : " \(time.localClock)"
    return "no infusion is scheduled for \(time.localDate)\(clock)"
  }

  /// Against the newest weight of any visit that somebody can weigh.
  private func weightChange(_ weightKg: Double, percent: Int) -> String? {
    let last = ([self] + merged).compactMap(\.lastWeight).max { $1.isNewer(than: $0) }
    guard let last else { return nil }
    let change = (weightKg - last.value.weightKg) / last.value.weightKg * 100
    guard change.magnitude > Double(percent), change.isFinite else { return nil }
    let date = "\(last.occurred.localDate) \(last.occurred.localClock)"
    return "\(Self.text(weightKg)) kg is \(Self.text(change.magnitude.rounded())) % "
      + "\(change > 0 ? "more" : "less") than the chart's last weight, "
      + "\(Self.text(last.value.weightKg)) kg at \(date)"
  }

  private static func suspects(_ sampled: VitalsSampled) -> [String] {
    guard case .sample(let sample) = sampled.content else { return [] }
    var says = VitalsChannel.allCases.compactMap { channel -> String? in
      guard let value = sample[channel], sample.isSuspect(channel) else { return nil }
      return "\(channel.label) \(text(value)) is beyond what is possible"
    }
    if sample.isSuspect(.systolic), let systolic = sample[.systolic],
      let diastolic = sample[.diastolic], systolic <= diastolic
    {
      says.removeAll { $0.hasPrefix("systolic") || $0.hasPrefix("diastolic") }
      says.append(
        "BP \(text(systolic))/\(text(diastolic)) has its two pressures the wrong way round")
    }
    if sample.isSedationSuspect {
      says.append("RASS \(sample.sedationRass) is none of the scale's scores")
    }
    if sample.isAlertnessSuspect {
      says.append("MOAA/S \(sample.sedationMoaas) is none of the scale's scores")
    }
    return says
  }

  /// What is beyond the policy's most in a dose; nil where nothing is.
  private static func excess(
    of event: VisitEvent.OneOf_Event, at occurred: ClinicalTime, in file: CaseFile
  ) -> String? {
    var says: [String] = []
    if let dose = StatedDose(event), let maximum = dose.exceededMg(under: file.policy) {
      says.append(dose.complaint(over: maximum))
    }
    if case .bolusGiven(let bolus) = event,
      let complaint = file.bolus(mg: bolus.doseMg, at: occurred)?.complaint
    {
      says.append(complaint)
    }
    if case .infusionStarted(let started) = event,
      let dose = file.dose(mg: started.doseMg, over: started.plannedMinutes, at: occurred),
      dose.isOverMaximum
    {
      says.append("\(dose.text), \(dose.multipleText)")
    }
    return says.isEmpty ? nil : says.joined(separator: "; ")
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
  }
}

/// Why an act needs a second signer whom none of its kinds asks for.
public enum SigningCause: Hashable, Sendable {
  /// A dose beyond the policy's most.
  case dose(says: String)
  /// An infusion is started against these: not on one person's word.
  case overridden([RuleID])

  /// Who signs it: for a dose whoever answers for drugs; a prescriber for what is overridden.
  var roles: Set<Role> {
    switch self {
    case .dose: DrugWasted.kind.secondSigners
    case .overridden: CandidacyDetermined.kind.recorders
    }
  }

  /// Whether the actor's own signature does.
  func isSatisfied(by role: Role) -> Bool {
    switch self {
    case .dose: false
    case .overridden: roles.contains(role)
    }
  }

  /// As a sentence without its full stop.
  public var says: String {
    switch self {
    case .dose(let says): "the dose is beyond the policy's most (\(says))"
    case .overridden(let rules):
      "an infusion is started against \(rules.map(\.rawValue).joined(separator: ", "))"
    }
  }
}

/// Why an act that may be stated is not recorded as it is.
public enum HeldAct: Hashable, Sendable {
  /// Somebody is there to be asked about these.
  case doubtful([Doubt])
  /// Nobody is there to be asked whether it happened twice.
  case repeated(event: String, position: UInt64, occurred: ClinicalTime)
  /// It needs a second signer for these causes, one of these roles.
  case signatureNeeded([SigningCause], roles: Set<Role>)
}

extension HeldAct {
  var problem: String {
    switch self {
    case .doubtful(let doubts):
      "This looks like a slip, and nothing was recorded:\n"
        + doubts.map { "  \($0.says.prefix(1).uppercased() + $0.says.dropFirst())." }
        .joined(separator: "\n")
    case .repeated(let event, let position, let occurred):
      "The same \(event) is on record as entry \(position), at \(occurred.localClock), and nothing "
        + "was recorded:"
    case .signatureNeeded(let causes, _):
      "It needs a second signer, since \(causes.map(\.says).joined(separator: ", and ")); nothing was "
        + "recorded:"
    }
  }

  var remedy: String {
    switch self {
    case .doubtful: "\nState it again and confirm it."
    case .repeated: "if it happened twice, give --again; else do nothing."
    case .signatureNeeded(_, let roles):
      "have \(roles.article) \(roles.words) sign with --second NAME, or ask them with --ask NAME."
    }
  }

  var category: ErrorCategory {
    switch self {
    case .doubtful, .repeated: .badData
    case .signatureNeeded: .notPermitted
    }
  }
}

/// What an infusion is not started against on one person's word: each needs a reason of its own,
/// and a prescriber's signature.
enum Override {
  /// Characters that its reason has at least.
  static let leastReason = 15

  /// No consent, or one that was withdrawn; no confirmed identity; whoever is determined not to be
  /// a candidate.
  static func isOne(_ finding: Finding) -> Bool {
    switch finding.rule {
    case .S26, .S27: finding.verdict.isDeviation
    case .S28: finding.verdict == .deviation
    case .S1, .S2, .S3, .S4, .S5, .S6, .S7, .S8, .S9, .S10, .S11, .S12, .S13, .S14, .S15, .S16,
      .S17, .S18, .S19, .S20, .S21, .S22, .S23, .S24, .S25:
      false
    }
  }

  static func isReason(_ text: String) -> Bool { text.count >= leastReason }

  /// What is to be given, for departures without a reason: "a reason (--reason -)".
  static func reasonText(_ findings: [Finding]) -> String {
    let overrides = findings.filter(isOne).map(\.rule.rawValue)
    guard !overrides.isEmpty else { return "a reason (--reason -)" }
    let own =
      "a reason of its own for \(overrides.joined(separator: ", ")), of at least \(leastReason) "
      + "characters (\"reasons\" in --json -)"
    return overrides.count == findings.count ? own : "a reason (--reason -), and \(own)"
  }
}
