internal import ClinicalRecord
internal import Rehearsal
internal import SwiftProtobuf

/// A patient's infusions for depression, by the days after the first: what S19 and S21 ask of them.
///
/// Every course begins on a Tuesday, so that its days are workdays, the fourteenth (13) a Monday
/// and the day after that a Tuesday.
struct CourseScript: Hashable {
  /// Of maintenance, how its plan stands to it; nil: the course has none that could be planned.
  enum Plan: Hashable {
    case timed(Timing)
    /// It says nothing of other therapies.
    case withoutTherapies
  }

  var days: [Int64]
  var plan = Plan.timed(.ordinary)
  /// Given up after the last infusion, with its cause.
  var isDiscontinued = false

  static let four: [Int64] = [0, 2, 6, 9, 20]

  /// Each verdict of the two rules often enough in one dealing.
  static let all: [CourseScript] =
    [
      .at, .at, .within, .within, .minuteAt, .beyond, .minuteBeyond, .missing, .missing, .missing,
      .late, .late, .late, .late, .late, .ordinary,
    ].map { CourseScript(days: four, plan: .timed($0)) }
    + Array(repeating: CourseScript(days: four, plan: .withoutTherapies), count: 2)
    // The fourth on the fourteenth day, and on the day after it.
    + Array(repeating: CourseScript(days: [0, 2, 6, 13]), count: 2)
    + Array(repeating: CourseScript(days: [0, 2, 6, 14]), count: 5)
    // As many as there may be, and one more.
    + Array(repeating: CourseScript(days: [0, 1, 3, 6, 8, 10]), count: 2)
    + Array(repeating: CourseScript(days: [0, 1, 2, 3, 6, 8, 10]), count: 5)
    + Array(repeating: CourseScript(days: [0, 2, 6], isDiscontinued: true), count: 3)

  private static let lastDay: Int64 = 13

  /// What the clinic's sentence says of the infusion at `index`.
  ///
  /// - Parameters:
  ///   - last: the last day after the first on which visits are played.
  ///   - now: the day after the first on which it is asked.
  func courseVerdict(
    at index: Int, last: Int64, now: Int64
  ) -> (verdict: PlantedVerdict, did: String, side: Plant.Side)? {
    let day = days[index]
    guard day <= Self.lastDay else {
      return (.notApplicable, "after the fourteen days of the course", .none)
    }
    let played = days.filter { $0 <= Self.lastDay && $0 <= last }
    let did = "infusion \(index + 1) of \(played.count) within fourteen days"
    if index >= 6 { return (.deviation, did, .stepBeyond) }
    guard index == played.count - 1 || (played.count > 6 && index == 5) else { return nil }
    if played.count >= 4 {
      return (.met, did, [4, 6].contains(played.count) || played.count > 6 ? .at : .stepWithin)
    }
    if isDiscontinued, played.count == days.count {
      return (.notApplicable, "\(did), and discontinued with its cause", .none)
    }
    return now > Self.lastDay
      ? (.missing, did, played.count == 3 ? .stepBeyond : .none)
      : (.notYetDue, "\(did), which go on", .none)
  }

  /// Infusions before the maintenance at `index`; nil for one of the course.
  func completedBefore(_ index: Int) -> Int? { days[index] > Self.lastDay ? index : nil }
}

extension VisitPlanner {
  /// What is planted of the course, and what is said of it.
  ///
  /// - Parameters:
  ///   - index: of the infusion in its script.
  ///   - last: the last day after the first on which visits are played.
  ///   - now: the day after the first on which it is asked.
  mutating func planCourse(_ script: CourseScript, at index: Int, last: Int64, now: Int64) {
    if let (verdict, did, side) = script.courseVerdict(at: index, last: last, now: now) {
      plant("S19", verdict, did, side)
    }
    if script.isDiscontinued, index == script.days.count - 1 {
      say(
        chart: .courseDiscontinued(
          .with {
            $0.indication = .depression
            $0.cause = .noResponse
          }), at: Moment(end + 200), by: doctor, recorded: end + 210)
    }
    guard let completed = script.completedBefore(index) else { return }
    guard completed >= 4 else {
      return plant(
        "S21", .deviation, "maintenance after \(completed) infusions",
        completed == 3 ? .stepBeyond : .none)
    }
    var planned = MaintenancePlanned.with {
      $0.indication = .depression
      $0.response = .response
      $0.otherTherapies = [.psychotherapy]
    }
    var timing = Timing.ordinary
    switch script.plan {
    case .timed(let own): timing = own
    case .withoutTherapies:
      planned.otherTherapies = []
      plant("S21", .missing, "a plan that names no other therapy")
    }
    let said = timed(
      timing, ["S21"], "the maintenance planned", before: startAct,
      ordinarily: times.arrival + 240, recorded: start - 390)
    guard let said else { return }
    say(
      chart: .maintenancePlanned(planned), at: said.at,
      by: said.recorded == startRecorded ? .okafor : doctor, recorded: said.recorded)
  }
}
