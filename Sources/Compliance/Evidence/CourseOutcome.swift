public import ClinicalRecord

/// A scale that was scored for a patient.
public struct OutcomeScore: Hashable, Sendable {
  public var position: UInt64
  public var occurred: ClinicalTime
  public var scale: OutcomeScored.Scale
  public var total: UInt32

  public init(
    position: UInt64, occurred: ClinicalTime, scale: OutcomeScored.Scale, total: UInt32
  ) {
    self.position = position
    self.occurred = occurred
    self.scale = scale
    self.total = total
  }
}

/// What a course has come to by one scale: the score from before its first infusion, and those
/// since.
public struct CourseOutcome: Hashable, Sendable {
  public var scale: OutcomeScored.Scale
  /// The newest from before the first infusion; nil: nobody can tell what has changed.
  public var baseline: OutcomeScore?
  /// In order, up to the next course.
  public var since: [OutcomeScore]

  /// A PHQ-9 under this is remission.
  public static let remissionBelow: UInt32 = 5

  /// At least half of the baseline is lost by the newest score; nil where one of the two is missing
  /// or the baseline is 0.
  public var isResponse: Bool? {
    guard let baseline, baseline.total > 0, let last = since.last else { return nil }
    return last.total * 2 <= baseline.total
  }

  /// By PHQ-9 alone; nil by other scales, and where nothing was scored since.
  public var isRemission: Bool? {
    guard scale == .phq9, let last = since.last else { return nil }
    return last.total < Self.remissionBelow
  }
}

extension TreatmentCourse {
  /// What it has come to, by each scale that tells how far its treatment helps and that was scored.
  ///
  /// - Parameters:
  ///   - scores: the patient's, in any order.
  ///   - next: the first infusion of the course after it: what is scored later is that one's.
  public func outcomes(
    of scores: [OutcomeScore], before next: Infusion?
  ) -> [CourseOutcome] {
    guard let first = infusions.first else { return [] }
    let told = scores.sorted {
      (Interval($0.occurred).earliest, $0.position) < (
        Interval($1.occurred).earliest, $1.position
      )
    }.filter { score in
      next.map { Interval(score.occurred).canPrecede($0.interval) } ?? true
    }
    return [OutcomeScored.Scale.phq9, .gad7, .pain].compactMap { scale in
      guard scale.isOutcome(of: indication) else { return nil }
      let own = told.filter { $0.scale == scale }
      let before = own.filter { Interval($0.occurred).canPrecede(first.interval) }
      let since = own.filter { !Interval($0.occurred).canPrecede(first.interval) }
      guard !own.isEmpty else { return nil }
      return CourseOutcome(scale: scale, baseline: before.last, since: since)
    }
  }

  /// Whether its days have run with fewer infusions than the policy's least, and nobody has said
  /// why: of depression alone, as S19.
  ///
  /// - Parameter today: since 1970-01-01, on the clinic's clock.
  public func isAbandoned(on today: Int64, under policy: Policy) -> Bool {
    guard indication == .depression, end == nil, let lastDay else { return false }
    return today > lastDay && infusions.count < policy.courseMinimumInfusions
  }
}
