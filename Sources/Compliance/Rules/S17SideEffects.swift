internal import ClinicalRecord

/// S17: side effects are mild and go away within 2 hours of the stop. One that was worse or took
/// longer is noted; one that was open at the discharge leaves a hole until a later entry says that
/// it has gone.
public struct S17SideEffects: Rule {
  public static let id = RuleID.S17
  public static func title(under policy: Policy) -> String {
    "Side effects at most \(severityText(policy.sideEffectSeverityLimit)), gone within "
      + hoursText(policy.sideEffectHours)
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    let episodes = file.visit.sideEffectEpisodes
    guard let start = file.visit.start else { return file.withoutStart }
    guard !episodes.isEmpty else {
      return file.hasEnded || file.isLeftOpen
        ? Judgement(.notApplicable, "No side effect is on record.")
        : Judgement(.notYetDue, "The visit goes on; no side effect is on record.")
    }
    let course = Course(episodes, start: start.reference, in: file)
    func judge(_ verdict: Verdict, _ sentences: [String]) -> Judgement {
      Judgement(
        verdict, sentences.joined(separator: " "), evidence: course.evidence,
        departing: course.open.flatMap(\.evidence)
          + (file.visit.discharge.map { [$0.position] } ?? []))
    }
    if !course.missing.isEmpty {
      return judge(.deviationMissingEvidence, course.missing + course.noted)
    }
    if !course.noted.isEmpty { return judge(.noted, course.noted) }
    if course.isPending {
      return judge(.notYetDue, ["Still open: \(Self.names(course.open))."])
    }
    let text = "At most \(severityText(course.worst)) and gone in time: \(Self.names(episodes))."
    return course.isLate
      ? judge(
        .metOnLateEvidence, [text, "That it had gone was recorded after the discharge."])
      : judge(.met, [text])
  }

  fileprivate static func names(_ episodes: [SideEffectEpisode]) -> String {
    var names: [String] = []
    for name in episodes.map(\.effect.words) where !names.contains(name) { names.append(name) }
    return names.joined(separator: ", ")
  }
}

/// What the side effects of a visit came to.
private struct Course {
  var missing: [String] = []
  var noted: [String] = []
  var open: [SideEffectEpisode]
  var isPending = false
  var isLate = false
  var worst = 0
  var evidence: [UInt64]

  init(_ episodes: [SideEffectEpisode], start: EntryReference, in file: CaseFile) {
    open = episodes.filter { $0.resolution == nil }
    worst = Int(episodes.map(\.severity).max() ?? 0)
    let discharge = file.visit.discharge?.reference
    let stop = file.visit.stop?.reference
    evidence =
      [start.position] + episodes.flatMap(\.evidence)
      + [stop, discharge, file.otherLeaving?.mark].compactMap { $0?.position }
    noteSeverity(of: episodes, limit: file.policy.sideEffectSeverityLimit)
    if let leaving = file.otherLeaving, discharge == nil, !open.isEmpty {
      noted.append(
        "The patient \(leaving.verb) at \(leaving.mark.occurred.dateText) with an open "
          + "\(S17SideEffects.names(open)).")
      return
    }
    if let discharge {
      judgeDischarge(discharge, of: episodes, followUps: file.followUps(since: discharge))
    }
    if file.isLeftOpen, !open.isEmpty { noteLeftOpen() }
    guard let stop else {
      isPending = discharge == nil && !open.isEmpty
      return
    }
    noteLength(of: episodes, since: stop, hours: file.policy.sideEffectHours, in: file)
    isPending = discharge == nil && !open.isEmpty
  }

  /// Nobody has recorded how the visit ended, nor what became of what was open in it.
  private mutating func noteLeftOpen() {
    missing.append(
      "There is no evidence that \(S17SideEffects.names(open)) has gone; the discharge was never "
        + "recorded.")
  }

  private mutating func noteSeverity(of episodes: [SideEffectEpisode], limit: Int) {
    for episode in episodes where Int(episode.severity) > limit {
      noted.append(
        "\(episode.effect.words.uppercasedFirst) was \(severityText(Int(episode.severity))), more "
          + "than \(severityText(limit)).")
    }
  }

  private mutating func judgeDischarge(
    _ discharge: EntryReference, of episodes: [SideEffectEpisode], followUps: [Fact<FollowUpMade>]
  ) {
    if let followUp = followUps.first, !open.isEmpty {
      evidence += followUps.map(\.position)
      noted.append(
        "\(S17SideEffects.names(open).uppercasedFirst), open at the discharge at "
          + "\(discharge.occurred.dateText), was followed up at \(followUp.occurred.dateText): "
          + "\(followUps.last?.value.state.words ?? "").")
    } else if !open.isEmpty {
      missing.append(
        "There is no evidence that \(S17SideEffects.names(open)), open at the discharge at "
          + "\(discharge.occurred.dateText), has gone, nor of a follow-up.")
    }
    isLate = episodes.compactMap(\.resolution).contains { resolution in
      resolution.reference.interval.canPrecede(discharge.interval)
        && resolution.recordedMicroseconds > discharge.firstRecordedMicroseconds
    }
  }

  private mutating func noteLength(
    of episodes: [SideEffectEpisode], since stop: EntryReference, hours: Int, in file: CaseFile
  ) {
    let limit = Int64(hours) * Interval.hour
    for episode in episodes {
      let end = episode.resolution?.reference ?? file.now
      guard stop.interval.shortest(to: end.interval) > limit else { continue }
      let after = elapsedText(stop.interval.counted(to: end.interval))
      let name = episode.effect.words.uppercasedFirst
      noted.append(
        episode.resolution == nil
          ? "\(name) is on record as open \(after) after the stop, more than \(hours) h."
          : "\(name) had gone \(after) after the stop, more than \(hours) h.")
    }
  }
}

extension CaseFile {
  /// In which somebody was reached between a discharge and the patient's next visit.
  fileprivate func followUps(since discharge: EntryReference) -> [Fact<FollowUpMade>] {
    chart[FollowUpMade.self].inOrder().filter { followUp in
      followUp.value.state != .notReached && isOfThisVisit(followUp.reference)
        && discharge.interval.canPrecede(followUp.reference.interval)
    }
  }
}

/// How bad, from 1 to 4, as the schema's comment defines it.
private func severityText(_ severity: Int) -> String {
  switch severity {
  case 1: "mild"
  case 2: "moderate"
  case 3: "severe"
  case 4: "life-threatening"
  default: "of severity \(severity)"
  }
}
