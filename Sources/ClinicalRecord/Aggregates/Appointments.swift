/// The dates that a patient's infusions are to be on, or were: given, moved, and what became of
/// them.
///
/// A date is named by a time: whoever moves it or gives it up names the one that it stands on. What
/// was on no date changes none.
public struct Appointments: Hashable, Sendable {
  /// One date of one infusion.
  public struct Appointment: Hashable, Sendable {
    /// Of the entry that gave it.
    public var position: UInt64
    /// Where it stands now; of a day alone, all of it.
    public var time: ClinicalTime
    public var indication: Indication
    public var outcome: Outcome

    public init(
      position: UInt64, time: ClinicalTime, indication: Indication, outcome: Outcome = .due
    ) {
      self.position = position
      self.time = time
      self.indication = indication
      self.outcome = outcome
    }
  }

  /// What became of a date.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// It holds; whether the patient has come, their visits say.
    case due
    case cancelled
    case noShow
  }

  /// The oldest statement first.
  public private(set) var all: [Appointment]

  public init(_ all: [Appointment] = []) { self.all = all }

  /// Those that were not given up.
  public var due: [Appointment] { all.filter { $0.outcome == .due } }

  /// Takes one more statement as it stands, in ledger order; most are about no date.
  public mutating func take(_ event: ChartEvent.OneOf_Event, at position: UInt64) {
    switch event {
    case .infusionScheduled(let scheduled):
      all.append(
        Appointment(
          position: position, time: ClinicalTime(scheduled.scheduledFor),
          indication: scheduled.indication))
    case .infusionRescheduled(let moved):
      guard let index = index(of: moved.scheduledFor) else { return }
      all[index].time = ClinicalTime(moved.rescheduledFor)
    case .infusionCancelled(let cancelled):
      guard let index = index(of: cancelled.scheduledFor) else { return }
      all[index].outcome = .cancelled
    case .noShowRecorded(let missed):
      guard let index = index(of: missed.scheduledFor) else { return }
      all[index].outcome = .noShow
    default: break
    }
  }

  private func index(of date: StatedTime) -> Int? {
    all.firstIndex { $0.outcome == .due && $0.time.meets(ClinicalTime(date)) }
  }
}

extension ClinicalTime {
  /// Whether some instant is of both: a day holds every time of its own.
  public func meets(_ other: ClinicalTime) -> Bool {
    earliest <= other.latest && other.earliest <= latest
  }
}

extension Chart {
  /// The dates of the patient's infusions, and what became of them.
  public var appointments: Appointments {
    var changes: [(position: UInt64, event: ChartEvent.OneOf_Event)] = []
    changes += self[InfusionScheduled.self].map { ($0.position, .infusionScheduled($0.value)) }
    changes += self[InfusionRescheduled.self].map { ($0.position, .infusionRescheduled($0.value)) }
    changes += self[InfusionCancelled.self].map { ($0.position, .infusionCancelled($0.value)) }
    changes += self[NoShowRecorded.self].map { ($0.position, .noShowRecorded($0.value)) }
    var appointments = Appointments()
    for change in changes.sorted(by: { $0.position < $1.position }) {
      appointments.take(change.event, at: change.position)
    }
    return appointments
  }

  /// Whether an infusion is to be on that date.
  public func isScheduled(for date: StatedTime) -> Bool {
    appointments.due.contains { $0.time.meets(ClinicalTime(date)) }
  }
}
