public import ClinicalRecord

/// An infusion that was started.
public struct Infusion: Hashable, Sendable {
  /// Of the start.
  public var position: UInt64
  /// On the clinic's clock: courses are counted by its local days.
  public var occurred: ClinicalTime
  public var indication: Indication
  /// It came to its planned end.
  public var isCompleted: Bool
  /// Of the visit that is judged.
  var isOwn = false

  public init(
    position: UInt64, occurred: ClinicalTime, indication: Indication, isCompleted: Bool
  ) {
    self.position = position
    self.occurred = occurred
    self.indication = indication
    self.isCompleted = isCompleted
  }

  var interval: Interval { Interval(occurred) }

  func isAfter(_ other: Infusion) -> Bool {
    (interval.earliest, position) > (other.interval.earliest, other.position)
  }

  /// The day on the clinic's clock, since 1970-01-01.
  public var day: Int64 { LocalClock(occurred).date.daysSinceEpoch }
}

/// What was said of a course as a whole.
public struct CourseMark: Hashable, Sendable {
  /// What it says.
  public enum Kind: Hashable, Sendable {
    /// `days` is 0 where the plan names none.
    case planned(infusions: Int, days: Int)
    case completed
    case discontinued
  }

  public var kind: Kind
  public var position: UInt64
  public var occurred: ClinicalTime
  public var indication: Indication

  public init(
    _ kind: Kind, position: UInt64, occurred: ClinicalTime, indication: Indication
  ) {
    self.kind = kind
    self.position = position
    self.occurred = occurred
    self.indication = indication
  }

  var interval: Interval { Interval(occurred) }
  fileprivate var day: Int64 { LocalClock(occurred).date.daysSinceEpoch }
  fileprivate var isPlan: Bool { if case .planned = kind { true } else { false } }
}

/// A series of infusions for one indication, and the maintenance that followed it.
public struct TreatmentCourse: Hashable, Sendable {
  public var indication: Indication
  /// In order; the first one begins the course.
  public var infusions: [Infusion]
  /// Those after the days of the course that began no other one.
  public var maintenance: [Infusion] = []
  /// The last day of the course, since 1970-01-01; nil: it lasts until somebody ends it.
  public var lastDay: Int64?
  /// The newest one that is of this course.
  public var plan: CourseMark?
  /// That it was completed or given up; nil while nobody has said so.
  public var end: CourseMark?

  /// Whether it was given up before its planned end.
  public var isDiscontinued: Bool { end?.kind == .discontinued }

  /// How many infusions it is to have: as planned, for depression else by the policy.
  public func planned(under policy: Policy) -> ClosedRange<Int>? {
    if case .planned(let infusions, _)? = plan?.kind, infusions > 0 { return infusions...infusions }
    guard indication == .depression else { return nil }
    let least = policy.courseMinimumInfusions
    return least...max(least, policy.courseMaximumInfusions)
  }

  fileprivate func holds(_ infusion: Infusion) -> Bool {
    lastDay.map { infusion.day <= $0 } ?? true
  }
}

/// Which infusion of which course one is.
public struct InfusionCount: Hashable, Sendable {
  /// From 1: in its course, or since that course where it is maintenance.
  public var number: Int
  /// Nil for maintenance, and where nobody has planned how many there are to be.
  public var planned: ClosedRange<Int>?
  /// Of the patient's courses for the same indication, from 1.
  public var course: Int
  public var isMaintenance: Bool

  /// "infusion 3 of 6", "infusion 3 of 4–6", "infusion 3", "maintenance infusion 2"; from the
  /// second course on with its number.
  public var words: String {
    let of =
      planned.map { range in
        range.lowerBound == range.upperBound
          ? " of \(range.lowerBound)" : " of \(range.lowerBound)–\(range.upperBound)"
      } ?? ""
    return (isMaintenance ? "maintenance infusion \(number)" : "infusion \(number)\(of)")
      + (course > 1 ? ", course \(course)" : "")
  }
}

/// What tells a patient's courses apart, in whichever of the charts it stands.
public struct TreatmentRecord: Hashable, Sendable {
  public var infusions: [Infusion]
  public var marks: [CourseMark]

  /// In any order.
  public init(infusions: [Infusion] = [], marks: [CourseMark] = []) {
    self.infusions = infusions
    self.marks = marks
  }

  /// The courses for an indication, in order, under the policy's days for depression and the plan's
  /// for everything else.
  ///
  /// The first infusion begins a course; another one begins with the first infusion after it was
  /// planned, once the course before has run its days, or was completed or given up.
  public func courses(for indication: Indication, under policy: Policy) -> [TreatmentCourse] {
    let marks = marks.filter { $0.indication == indication }.sorted {
      ($0.interval.earliest, $0.position) < ($1.interval.earliest, $1.position)
    }
    var courses: [TreatmentCourse] = []
    for infusion in infusions(for: indication) {
      if let last = courses.indices.last, !Self.begins(infusion, after: courses[last], marks) {
        if courses[last].holds(infusion) {
          courses[last].infusions.append(infusion)
        } else {
          courses[last].maintenance.append(infusion)
        }
        continue
      }
      var course = TreatmentCourse(indication: indication, infusions: [infusion])
      course.lastDay = Self.days(of: course, after: courses.last, marks, policy).map {
        infusion.day + Int64($0) - 1
      }
      courses.append(course)
    }
    for index in courses.indices {
      let next = index + 1 < courses.count ? courses[index + 1].infusions.first : nil
      courses[index].end = Self.end(of: courses[index], before: next, marks)
      courses[index].plan =
        Self.plans(
          of: courses[index], after: index > 0 ? courses[index - 1] : nil, marks
        ).last
    }
    return courses
  }

  /// Those for an indication, in the order in which they were started.
  func infusions(for indication: Indication) -> [Infusion] {
    infusions.filter { $0.indication == indication }.sorted { $1.isAfter($0) }
  }

  /// Which infusion of its course one is; nil for one that is not on record.
  public func count(of position: UInt64, under policy: Policy) -> InfusionCount? {
    guard let infusion = infusions.first(where: { $0.position == position }) else { return nil }
    for (index, course) in courses(for: infusion.indication, under: policy).enumerated() {
      if let place = course.infusions.firstIndex(where: { $0.position == position }) {
        return InfusionCount(
          number: place + 1, planned: course.planned(under: policy), course: index + 1,
          isMaintenance: false)
      }
      if let place = course.maintenance.firstIndex(where: { $0.position == position }) {
        return InfusionCount(
          number: place + 1, planned: nil, course: index + 1, isMaintenance: true)
      }
    }
    return nil
  }

  /// Which one an infusion would be that is started at a time, after those that are to come before
  /// it.
  ///
  /// - Parameter before: the times that other infusions for the indication are to be at.
  public func countOfNext(
    at time: ClinicalTime, for indication: Indication, before: [ClinicalTime] = [],
    under policy: Policy
  ) -> InfusionCount? {
    var record = self
    let last = UInt64.max
    for (index, earlier) in before.enumerated() {
      record.infusions.append(
        Infusion(
          position: last - UInt64(before.count - index), occurred: earlier, indication: indication,
          isCompleted: true))
    }
    record.infusions.append(
      Infusion(position: last, occurred: time, indication: indication, isCompleted: true))
    return record.count(of: last, under: policy)
  }

  private static func begins(
    _ infusion: Infusion, after course: TreatmentCourse, _ marks: [CourseMark]
  ) -> Bool {
    guard let first = course.infusions.first else { return false }
    return marks.contains { plan in
      guard plan.isPlan, plan.interval.canPrecede(infusion.interval),
        plan.interval.earliest > first.interval.latest
      else { return false }
      return course.lastDay.map { plan.day > $0 } ?? false
        || marks.contains {
          !$0.isPlan && $0.interval.earliest > first.interval.latest
            && $0.interval.canPrecede(plan.interval)
        }
    }
  }

  private static func end(
    of course: TreatmentCourse, before next: Infusion?, _ marks: [CourseMark]
  ) -> CourseMark? {
    guard let first = course.infusions.first else { return nil }
    return marks.first { mark in
      !mark.isPlan && first.interval.canPrecede(mark.interval)
        && (next.map { mark.interval.canPrecede($0.interval) } ?? true)
    }
  }

  /// The plans of a course: after the one before was over, and not after this one was.
  private static func plans(
    of course: TreatmentCourse, after earlier: TreatmentCourse?, _ marks: [CourseMark]
  ) -> [CourseMark] {
    let over = earlier.flatMap { $0.end?.interval ?? $0.infusions.last?.interval }
    return marks.filter { plan in
      plan.isPlan && (over.map { $0.canPrecede(plan.interval) } ?? true)
        && (course.lastDay.map { plan.day <= $0 } ?? true)
        && (course.end.map { plan.interval.canPrecede($0.interval) } ?? true)
    }
  }

  /// How many days a course takes: for depression the policy's; for everything else as the plan
  /// said by its first infusion.
  private static func days(
    of course: TreatmentCourse, after earlier: TreatmentCourse?, _ marks: [CourseMark],
    _ policy: Policy
  ) -> Int? {
    if course.indication == .depression { return policy.courseDays }
    guard let first = course.infusions.first else { return nil }
    let plan = plans(of: course, after: earlier, marks).last {
      $0.interval.canPrecede(first.interval)
    }
    guard case .planned(_, let days)? = plan?.kind, days > 0 else { return nil }
    return days
  }
}

extension TreatmentRecord {
  /// What the charts of one patient say of courses.
  public init(infusions: [Infusion], chart: Chart) {
    self.init(
      infusions: infusions,
      marks: chart[CoursePlanned.self].compactMap { CourseMark(.coursePlanned($0.value), of: $0) }
        + chart[CourseCompleted.self].compactMap {
          CourseMark(.courseCompleted($0.value), of: $0)
        }
        + chart[CourseDiscontinued.self].compactMap {
          CourseMark(.courseDiscontinued($0.value), of: $0)
        })
  }
}

extension CourseMark {
  /// Nil for what says nothing of a course as a whole.
  ///
  /// - Parameter fact: where and when it was said.
  public init?<Value>(_ event: ChartEvent.OneOf_Event, of fact: Fact<Value>) {
    let (kind, indication): (Kind, Indication)
    switch event {
    case .coursePlanned(let plan):
      kind = .planned(infusions: Int(plan.plannedInfusions), days: Int(plan.plannedDays))
      indication = plan.indication
    case .courseCompleted(let completed): (kind, indication) = (.completed, completed.indication)
    case .courseDiscontinued(let end): (kind, indication) = (.discontinued, end.indication)
    default: return nil
    }
    self.init(kind, position: fact.position, occurred: fact.occurred, indication: indication)
  }
}
