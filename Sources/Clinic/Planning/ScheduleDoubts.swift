internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import Projections
internal import TransparencyLog

// What looks like a slip in a date that is given to an infusion: it has passed, the patient has
// another one on that day, or every chair is taken.

extension ChartFile {
  /// - Parameters:
  ///   - others: the dates of other patients that a date may meet.
  ///   - policy: how many patients are infused at the same time.
  func scheduleDoubts(
    about event: ChartEvent.OneOf_Event, at occurred: ClinicalTime, beside others: [ClinicalTime],
    by policy: () throws -> Policy
  ) rethrows -> [String] {
    guard let (date, moved) = event.givenDate else { return [] }
    var says: [String] = []
    if date.latest < occurred.earliest { says.append("\(date.words) has passed") }
    let own = ([self] + merged).flatMap(\.chart.appointments.due).filter { appointment in
      appointment.time.localDate == date.localDate
        && !(moved.map { appointment.time.meets($0) } ?? false)
    }
    if let other = own.first {
      says.append("the patient has an infusion on that day already, \(other.time.words)")
    }
    // A day alone is no time of a chair.
    guard date.precision != .day else { return says }
    let taken = others.count { $0.precision != .day && $0.meets(date) }
    let chairs = try policy().chairs
    if taken >= chairs {
      let infusions = taken == 1 ? "another infusion is" : "\(taken) other infusions are"
      says.append(
        "\(infusions) scheduled for \(date.words), and the clinic has "
          + (chairs == 1 ? "1 chair" : "\(chairs) chairs"))
    }
    return says
  }
}

extension ChartEvent.OneOf_Event {
  /// The date that an infusion is given, and the one that it is moved from; nil for what gives
  /// none.
  var givenDate: (date: ClinicalTime, movedFrom: ClinicalTime?)? {
    switch self {
    case .infusionScheduled(let scheduled): (ClinicalTime(scheduled.scheduledFor), nil)
    case .infusionRescheduled(let moved):
      (ClinicalTime(moved.rescheduledFor), ClinicalTime(moved.scheduledFor))
    default: nil
    }
  }
}

extension ClinicalTime {
  /// "2026-11-02 07:30"; of a day alone, the day.
  fileprivate var words: String {
    precision == .day ? localDate.iso8601 : "\(localDate) \(localClock)"
  }
}

extension SignedIn {
  /// The dates of other patients' infusions, where statements give one; none where they give none.
  /// Whose they are nobody is told.
  ///
  /// It is asked before the write transaction and only raises a question: nothing is held up where
  /// it cannot be answered.
  func datesOfOthers(for statements: [Statement]) -> [ClinicalTime] {
    let givesDate = statements.contains { statement in
      guard case .chart(let event) = statement.event else { return false }
      return event.givenDate != nil
    }
    guard givesDate, role != .device, charts?.keyring != nil else { return [] }
    let own = Set(
      statements.compactMap(\.chart).flatMap { (try? charts(ofPatientWith: $0)) ?? [$0] })
    let others = try? withReadModels { models in
      let asked = try clinic.openCharts().filter { !own.contains($0) }
      let loaded = try models.load(
        [ChartFold<Schedule>.self], of: asked, at: try models.moment(for: []), settingAside: true)
      return try asked.filter { loaded.setAside[$0] == nil }.flatMap {
        try loaded.state(ChartFold<Schedule>.self, of: $0).appointments.due.map(\.time)
      }
    }
    return others ?? []
  }
}
