internal import ClinicalRecord

/// One of the patient's infusions.
struct Infusion: Hashable {
  var position: UInt64
  var occurred: ClinicalTime
  var isCompleted: Bool
  /// Of the visit that is judged.
  var isOwn: Bool

  var interval: Interval { Interval(occurred) }

  func isAfter(_ other: Infusion) -> Bool {
    (interval.earliest, position) > (other.interval.earliest, other.position)
  }

  /// The day on the clinic's clock, since 1970-01-01.
  var day: Int64 { LocalClock(occurred).date.daysSinceEpoch }
}

/// One course of infusions for depression: those within the policy's days from its first one on.
struct DepressionCourse {
  /// In order; the first one begins the course.
  var infusions: [Infusion]
  /// The last day of the course, since 1970-01-01.
  var lastDay: Int64
  /// That it was given up, and why; nil while nobody has said so.
  var discontinuation: EntryReference?

  func holds(_ infusion: Infusion) -> Bool { infusion.day <= lastDay }
}

extension CaseFile {
  /// The course that this visit's infusion belongs to, or follows; nil where it is none for
  /// depression.
  ///
  /// The first infusion begins a course; another one begins with the first infusion after it was
  /// planned, once the course before has run its days, or was completed or given up.
  var depressionCourse: DepressionCourse? {
    let infusions = infusions(for: .depression)
    guard let own = infusions.first(where: \.isOwn) else { return nil }
    var course: DepressionCourse?
    for infusion in infusions {
      if let current = course, !begins(infusion, after: current) {
        if current.holds(infusion) { course?.infusions.append(infusion) }
        continue
      }
      // What comes after this visit's own is of another course.
      if course != nil, own.position != infusion.position, infusion.isAfter(own) { break }
      course = DepressionCourse(
        infusions: [infusion], lastDay: infusion.day + Int64(policy.courseDays) - 1)
    }
    guard var course else { return nil }
    course.discontinuation = discontinuation(of: course)
    return course
  }

  private func begins(_ infusion: Infusion, after course: DepressionCourse) -> Bool {
    let ends =
      ofDepression(CourseCompleted.self, \.indication)
      + ofDepression(CourseDiscontinued.self, \.indication)
    return ofDepression(CoursePlanned.self, \.indication).contains { plan in
      guard let first = course.infusions.first, plan.interval.canPrecede(infusion.interval),
        plan.interval.earliest > first.interval.latest
      else { return false }
      return LocalClock(plan.occurred).date.daysSinceEpoch > course.lastDay
        || ends.contains {
          $0.interval.earliest > first.interval.latest && $0.interval.canPrecede(plan.interval)
        }
    }
  }

  private func discontinuation(of course: DepressionCourse) -> EntryReference? {
    ofDepression(CourseDiscontinued.self, \.indication).first { end in
      course.infusions.first.map { $0.interval.canPrecede(end.interval) } ?? false
    }
  }

  private func ofDepression<Event: RecordableEvent>(
    _: Event.Type, _ indication: (Event) -> Indication
  ) -> [EntryReference] {
    chart[Event.self].filter { indication($0.value) == .depression }.inOrder().map(\.reference)
  }
}

extension CaseFile {
  /// The patient's infusions for an indication in the order in which they were started, this
  /// visit's among them.
  func infusions(for indication: Indication) -> [Infusion] {
    var infusions = otherVisits.filter { $0.indication == indication }.compactMap { other in
      other.start.map {
        Infusion(
          position: $0.position, occurred: $0.occurred, isCompleted: other.isCompleted,
          isOwn: false)
      }
    }
    if let start = visit.start, self.indication == indication {
      infusions.append(
        Infusion(
          position: start.position, occurred: start.occurred,
          isCompleted: visit.stop?.value.cause == .completed, isOwn: true))
    }
    return infusions.sorted {
      ($0.interval.earliest, $0.position) < ($1.interval.earliest, $1.position)
    }
  }

  /// Whether what is on the chart belongs to this visit: of the patient's visits it is the last one
  /// that had begun by then, or the first one where none had.
  func isOfThisVisit(_ mark: EntryReference) -> Bool {
    guard let arrival = visit.arrival?.reference.interval else { return true }
    let others = otherVisits.map { Interval($0.arrived).earliest }
    let isFirst = others.allSatisfy { $0 > arrival.earliest }
    let isOfLater = others.contains { $0 > arrival.earliest && $0 <= mark.interval.latest }
    return (isFirst || arrival.earliest <= mark.interval.latest) && !isOfLater
  }
}
