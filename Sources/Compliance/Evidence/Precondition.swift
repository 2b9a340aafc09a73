internal import ClinicalRecord

/// Something that has to be on file before an act: the shape of S1, S2, S3, S26.
struct Precondition {
  /// As it begins a sentence: "The history form".
  var subject: String
  /// What happened to it: "was received".
  var verb: String
  var act: Mark
  /// As it stands inside a sentence: "the first scheduling".
  var actName: String

  func judgement(_ precedence: Precedence) -> Judgement {
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
