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

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    let stop = file.visit.stop?.reference
    let left = file.visit.discharge?.reference ?? file.visit.transfer?.reference
    let end = stop ?? left ?? file.now
    let window = ObservationWindow(from: Observation(start), to: Observation(end))
    let scores = Self.scores(file.visit[VitalsSampled.self], in: window)
    let evidence =
      scores.map(\.fact.position) + [start.position] + (stop.map { [$0.position] } ?? [])
    let floor = file.policy.sedationFloorRass
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      Judgement(
        verdict, text,
        measured: scores.map(\.rass).min().map {
          "lowest RASS \(rassText($0)), floor \(rassText(floor))"
        },
        evidence: evidence)
    }
    let under = scores.filter { $0.rass < floor }
    if !under.isEmpty {
      let list = under.map { "RASS \(rassText($0.rass)) at \($0.fact.occurred.clockText)" }
      return judge(
        .noted,
        "A safety event: sedation under the floor of RASS \(rassText(floor)): "
          + "\(list.joined(separator: ", ")).")
    }
    let soFar =
      scores.isEmpty
      ? "no sedation score is on record" : "none of \(scoresText(scores.count)) is under the floor"
    if stop == nil, left == nil {
      return judge(.notYetDue, "The infusion is still running; \(soFar).")
    }
    guard let worst = scores.map(\.rass).min() else {
      return judge(
        .noted,
        "There is no evidence of how awake the patient was: no sedation score is on record over "
          + "\(window.text).")
    }
    let text = "\(scoresText(scores.count)) during the infusion, the lowest RASS \(rassText(worst))"
    if let stop, scores.allSatisfy({ $0.isLate(for: stop) }) {
      return judge(.metOnLateEvidence, "\(text); recorded after the stop.")
    }
    return judge(.met, "\(text).")
  }

  private struct Score {
    var rass: Int
    var fact: Fact<VitalsSampled>

    func isLate(for stop: EntryReference) -> Bool {
      fact.recordedMicroseconds > stop.recordedMicroseconds
    }
  }

  /// In the order of their times; a packed run of a monitor has none.
  private static func scores(
    _ facts: [Fact<VitalsSampled>], in window: ObservationWindow
  ) -> [Score] {
    facts.inOrder().compactMap { fact in
      guard case .sample(let sample) = fact.value.content, sample.hasSedationRass,
        !sample.isSedationSuspect, window.includes(fact.reference.interval)
      else { return nil }
      return Score(rass: Int(sample.sedationRass), fact: fact)
    }
  }

  private func scoresText(_ count: Int) -> String {
    count == 1 ? "1 sedation score" : "\(count) sedation scores"
  }

  /// As a clinician writes it: "−2", "+1", "0".
  private func rassText(_ score: Int) -> String {
    score == 0 ? "0" : "\(score < 0 ? "−" : "+")\(score.magnitude)"
  }
}
