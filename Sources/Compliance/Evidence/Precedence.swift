internal import ClinicalRecord

/// How evidence stands to the act that it should have come before.
enum Precedence: Hashable {
  case absent
  /// Happened before the act, and was on record when the act was recorded.
  case inTime(Mark)
  /// Happened before the act, and was recorded after it.
  case late(Mark)
  /// Happened after the act.
  case after(Mark)

  /// Judges by occurred times; the best piece of evidence decides.
  init(of evidence: [Mark], before act: Mark) {
    let ordered = evidence.sorted { $0.isBefore($1) }
    let preceding = ordered.filter { $0.interval.canPrecede(act.interval) }
    if let timely = preceding.last(where: {
      $0.recordedMicroseconds <= act.recordedMicroseconds
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
