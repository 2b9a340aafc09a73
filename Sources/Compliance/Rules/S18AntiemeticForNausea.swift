internal import ClinicalRecord

/// S18: the clinic is equipped to administer an anti-nausea medication: whenever nausea was noted,
/// one was given, declined or found not indicated before the discharge.
public struct S18AntiemeticForNausea: Rule {
  public static let id = RuleID.S18
  public static func title(under policy: Policy) -> String {
    "Nausea answered: an antiemetic given, declined or found not indicated"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard file.visit.start != nil else { return file.withoutStart }
    let episodes = file.visit.episodes(of: .nausea)
    guard !episodes.isEmpty else {
      return file.hasEnded || file.isLeftOpen
        ? Judgement(.notApplicable, "No nausea is on record.")
        : Judgement(.notYetDue, "The visit goes on; no nausea is on record.")
    }
    let answers =
      (file.visit[AntiemeticGiven.self].map { Answer($0.reference, "given") }
      + file.visit[AntiemeticDeclined.self].map { Answer($0.reference, "declined") }
      + file.visit[AntiemeticNotIndicated.self].map { Answer($0.reference, "found not indicated") })
      .sorted { $0.mark.isBefore($1.mark) }
    let links = episodes.map { episode in Link(episode, answers) }
    let discharge = file.visit.discharge?.reference
    let evidence =
      episodes.flatMap(\.evidence) + answers.map(\.mark.position)
      + (discharge.map { [$0.position] } ?? [])
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      Judgement(verdict, text, evidence: evidence)
    }
    let unanswered = links.filter { $0.answer == nil }
    if let nausea = unanswered.first?.first {
      let text = "the nausea noted at \(nausea.occurred.clockText)"
      guard let discharge else {
        if let leaving = file.otherLeaving { return leaving.noted }
        if file.isLeftOpen {
          return judge(
            .deviationMissingEvidence,
            "There is no evidence that an antiemetic was given, declined or found not indicated for "
              + "\(text); the discharge was never recorded.")
        }
        return judge(
          .notYetDue,
          "No antiemetic is on record as given, declined or not indicated for \(text) yet.")
      }
      return judge(
        .deviationMissingEvidence,
        "There is no evidence that an antiemetic was given, declined or found not indicated for "
          + "\(text), before the discharge at \(discharge.occurred.clockText).")
    }
    let told = links.compactMap(\.text).joined(separator: " ")
    guard let discharge else { return judge(.met, told) }
    if let after = links.compactMap(\.answer).first(where: {
      !$0.mark.interval.canPrecede(discharge.interval)
    }) {
      return judge(
        .deviation,
        "The antiemetic was \(after.what) at \(after.mark.occurred.clockText), after the discharge "
          + "at \(discharge.occurred.clockText).")
    }
    let isLate = links.compactMap(\.answer).contains {
      $0.mark.recordedMicroseconds > discharge.firstRecordedMicroseconds
    }
    return isLate
      ? judge(.metOnLateEvidence, "\(told) It was recorded after the discharge.")
      : judge(.met, told)
  }

  private struct Answer {
    var mark: EntryReference
    /// "given", "declined" or "found not indicated".
    var what: String

    init(_ mark: EntryReference, _ what: String) {
      self.mark = mark
      self.what = what
    }
  }

  /// Nausea, and the first answer from its minute on.
  private struct Link {
    var first: EntryReference?
    var answer: Answer?

    init(_ episode: SideEffectEpisode, _ answers: [Answer]) {
      first = episode.first
      answer = answers.first { answer in
        episode.first.map { $0.interval.canPrecede(answer.mark.interval) } ?? false
      }
    }

    var text: String? {
      guard let first, let answer else { return nil }
      return "Nausea was noted at \(first.occurred.clockText), an antiemetic \(answer.what) at "
        + "\(answer.mark.occurred.clockText)."
    }
  }
}
