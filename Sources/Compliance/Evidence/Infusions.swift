internal import ClinicalRecord

extension CaseFile {
  /// The course that this visit's infusion belongs to, or follows; nil where it is none for
  /// depression.
  var depressionCourse: TreatmentCourse? {
    let treatment = treatment
    guard let own = treatment.infusions(for: .depression).first(where: \.isOwn) else { return nil }
    return treatment.courses(for: .depression, under: policy).last { course in
      course.infusions.first.map { !$0.isAfter(own) } ?? false
    }
  }

  /// That a course was given up, and why; nil while nobody has said so.
  func discontinuation(of course: TreatmentCourse) -> EntryReference? {
    chart[CourseDiscontinued.self].filter { $0.value.indication == course.indication }.inOrder()
      .map(\.reference).first { end in
        course.infusions.first.map { $0.interval.canPrecede(end.interval) } ?? false
      }
  }

  /// The patient's infusions and what was said of their courses, this visit's among them.
  public var treatment: TreatmentRecord {
    var infusions = otherVisits.compactMap { other in
      other.start.map {
        Infusion(
          position: $0.position, occurred: $0.occurred, indication: other.indication,
          isCompleted: other.isCompleted)
      }
    }
    if let start = visit.start {
      var own = Infusion(
        position: start.position, occurred: start.occurred, indication: indication,
        isCompleted: visit.stop?.value.cause == .completed)
      own.isOwn = true
      infusions.append(own)
    }
    return TreatmentRecord(infusions: infusions, chart: chart)
  }

  /// Which infusion this visit's is, or would be if it were started now; nil for a chart without
  /// the visit.
  public var infusionCount: InfusionCount? {
    guard visit.arrival != nil else { return nil }
    if let start = visit.start { return treatment.count(of: start.position, under: policy) }
    // A visit that ended without one was none of the course.
    return visit.end == nil
      ? treatment.countOfNext(at: now.occurred, for: indication, under: policy) : nil
  }

  /// The patient's infusions for an indication in the order in which they were started, this
  /// visit's among them.
  func infusions(for indication: Indication) -> [Infusion] { treatment.infusions(for: indication) }

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
