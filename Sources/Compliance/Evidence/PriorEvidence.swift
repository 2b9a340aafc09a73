internal import ClinicalRecord

/// How evidence stands to the act that it should have come before.
enum PriorEvidence: Hashable {
  case absent
  /// Happened before the act, and was on record when the act was recorded.
  case inTime(EntryReference)
  /// Happened before the act, and was recorded after it.
  case late(EntryReference)
  /// Happened after the act.
  case after(EntryReference)

  /// Judges by occurred times; the best piece of evidence decides.
  init(of evidence: [EntryReference], before act: EntryReference) {
    let ordered = evidence.sorted { $0.isBefore($1) }
    let preceding = ordered.filter { $0.interval.canPrecede(act.interval) }
    if let timely = preceding.last(where: {
      $0.recordedMicroseconds <= act.firstRecordedMicroseconds
    }) {
      self = .inTime(timely)
    } else if let late = preceding.last {
      self = .late(late)
    } else if let after = ordered.first {
      self = .after(after)
    } else {
      self = .absent
    }
  }
}

/// Something that has to be on file before an act: the shape of S1, S2, S3, S26.
struct Precondition {
  /// As it begins a sentence: "The history form".
  var subject: String
  /// What happened to it: "was received".
  var verb: String
  var act: EntryReference
  /// As it stands inside a sentence: "the first scheduling".
  var actName: String

  func judgement(_ precedence: PriorEvidence) -> Judgement {
    let due = "\(actName) at \(act.occurred.dateText)"
    switch precedence {
    case .inTime(let mark):
      return Judgement(
        .met, "\(subject) \(verb) at \(mark.occurred.dateText), before \(due).",
        evidence: [mark.position, act.position])
    case .late(let mark):
      return Judgement(
        .metOnLateEvidence,
        "\(subject) \(verb) at \(mark.occurred.dateText), before \(due), but was recorded after "
          + "it, at \(mark.recordedText).",
        evidence: [mark.position, act.position])
    case .after(let mark):
      return Judgement(
        .deviation, "\(subject) \(verb) at \(mark.occurred.dateText), after \(due).",
        evidence: [mark.position, act.position])
    case .absent:
      return Judgement(
        .deviationMissingEvidence,
        "There is no evidence that \(subject.lowercasedFirst) \(verb) before \(due).",
        evidence: [act.position])
    }
  }
}
