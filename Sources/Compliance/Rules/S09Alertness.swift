internal import ClinicalRecord

/// S9: the patient is awake and alert during the infusion: a sedation score under the policy's
/// floor is noted, and is a safety event.
///
/// Nobody has to score the sedation: without a score there is no evidence either way.
public struct S09Alertness: Rule {
  public static let id = RuleID.S9
  public static func title(under policy: Policy) -> String {
    "Awake and alert during the infusion"
  }

  public init() {}

  /// It is about the patient's course and asks nobody for a reason.
  public func mayDepart(in file: CaseFile) -> Bool { false }

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    let stop = file.visit.stop?.reference
    let left = file.visit.discharge?.reference ?? file.otherLeaving?.mark
    let end = stop ?? left ?? file.now
    let window = ObservationWindow(from: Observation(start), to: Observation(end))
    let scores = Self.scores(file.visit.vitals, in: window)
    let evidence =
      scores.map(\.entry.position) + [start.position] + (stop.map { [$0.position] } ?? [])
    let scales = Scale.allCases.filter { scale in scores.contains { $0.scale == scale } }
    let floors = scales.map { $0.text(file.policy[$0]) }.joined(separator: " or ")
    func lowest(_ scale: Scale) -> Int {
      scores.filter { $0.scale == scale }.map(\.value).min() ?? 0
    }
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      let measured = scales.map { scale in
        "lowest \(scale.text(lowest(scale))), floor \(scale.number(file.policy[scale]))"
      }
      return Judgement(
        verdict, text, measured: measured.isEmpty ? nil : measured.joined(separator: "; "),
        evidence: evidence)
    }
    let under = scores.filter { $0.value < file.policy[$0.scale] }
    if !under.isEmpty {
      let list = under.map { "\($0.scale.text($0.value)) at \($0.entry.occurred.clockText)" }
      return judge(
        .noted,
        "A safety event: sedation under the floor of \(floors): \(list.joined(separator: ", ")).")
    }
    let soFar =
      scores.isEmpty
      ? "no sedation score is on record" : "none of \(scoresText(scores.count)) is under the floor"
    if stop == nil, left == nil {
      return judge(.notYetDue, "The infusion is still running; \(soFar).")
    }
    guard !scores.isEmpty else {
      return judge(
        .noted,
        "There is no evidence of how awake the patient was: no sedation score is on record over "
          + "\(window.text).")
    }
    let worst = scales.map { $0.text(lowest($0)) }.joined(separator: " and ")
    let text = "\(scoresText(scores.count)) during the infusion, the lowest \(worst)"
    if let stop, scores.allSatisfy({ $0.isLate(for: stop) }) {
      return judge(.metOnLateEvidence, "\(text); recorded after the stop.")
    }
    return judge(.met, "\(text).")
  }

  private struct Score {
    var scale: Scale
    var value: Int
    var entry: EntryReference

    func isLate(for stop: EntryReference) -> Bool {
      entry.recordedMicroseconds > stop.firstRecordedMicroseconds
    }
  }

  /// In the order of their times; a packed run of a monitor has none.
  private static func scores(_ vitals: VitalsLog, in window: ObservationWindow) -> [Score] {
    var scores: [Score] = []
    vitals.forEachReading(within: window) { entry, reading, _ in
      if let rass = reading.sedationRass, VitalsSample.possibleSedation.contains(rass) {
        scores.append(Score(scale: .rass, value: Int(rass), entry: entry.reference))
      }
      if let moaas = reading.sedationMoaas, VitalsSample.possibleAlertness.contains(moaas) {
        scores.append(Score(scale: .moaas, value: Int(moaas), entry: entry.reference))
      }
      return true
    }
    return scores.sorted { $0.entry.isBefore($1.entry) }
  }

  private func scoresText(_ count: Int) -> String {
    count == 1 ? "1 sedation score" : "\(count) sedation scores"
  }
}

/// By what sedation is scored: on both, more is more awake.
private enum Scale: CaseIterable {
  case rass, moaas

  func text(_ score: Int) -> String {
    switch self {
    case .rass: "RASS \(number(score))"
    case .moaas: "MOAA/S \(number(score))"
    }
  }

  /// As a clinician writes it: "−2", "+1", "0"; MOAA/S has no sign.
  func number(_ score: Int) -> String {
    switch self {
    case .rass: score == 0 ? "0" : "\(score < 0 ? "−" : "+")\(score.magnitude)"
    case .moaas: "\(score)"
    }
  }
}

extension Policy {
  fileprivate subscript(scale: Scale) -> Int {
    switch scale {
    case .rass: sedationFloorRass
    case .moaas: sedationFloorMoaas
    }
  }
}
