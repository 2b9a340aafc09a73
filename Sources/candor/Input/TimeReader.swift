internal import ClinicalRecord

/// Reads times for one command: by one clock reading, asking about the future or refusing it.
struct TimeReader {
  /// What a bare time of day may mean, and whether the time may lie ahead.
  enum Day {
    /// It has happened: a bare time is today's, the future is refused.
    case past
    /// It has happened, maybe yesterday: "solid food 22:00".
    case latest
    /// It may lie ahead: an appointment.
    case anyDay
    /// It has happened, or whoever reads it asks about the future.
    case stated
  }

  var clock: LocalClock
  /// When the event itself happened: what "the latest" is counted back from.
  var occurred: ClinicalTime?
  /// Whom to ask what a time meant that the clock showed twice or never; nil: it is refused.
  var prompt: Prompt?

  /// - Parameter field: an option or a field's name, for the error.
  /// - Throws: `ProgramError`, also for a time that the clock showed twice or never, where nobody
  ///   is asked.
  func read(_ text: String, field: String, day: Day) throws -> ClinicalTime {
    let parsed: TimeArgument?
    do {
      parsed = try TimeArgument.parse(text)
    } catch let error as ProgramError {
      throw ProgramError.badData("\(field): \(error.description)")
    }
    guard let argument = parsed else {
      throw ProgramError.badData("\(field) is not a time; give \(TimeArgument.expected)")
    }
    return try read(argument, field: field, day: day)
  }

  func read(_ argument: TimeArgument, field: String, day: Day) throws -> ClinicalTime {
    switch day {
    case .anyDay: return try argument.resolved(by: clock, prompt: prompt)
    case .stated:
      return try argument.resolved(
        by: clock, happenedBy: clock.nowMicroseconds, prompt: prompt)
    case .latest:
      let before = occurred?.unixMicroseconds ?? clock.nowMicroseconds
      return try argument.resolved(
        by: clock, day: .latest(before: before), happenedBy: before, prompt: prompt)
    case .past:
      let time = try argument.resolved(
        by: clock, happenedBy: clock.nowMicroseconds, prompt: prompt)
      if let ahead = minutesAhead(time) {
        throw ProgramError.badData(
          "\(field) lies \(ahead) min ahead of the clock, and only what has happened is recorded; "
            + "check the time, or give the date as well")
      }
      return time
    }
  }

  /// Whole minutes, rounded up, by which a time lies in the future; nil when it does not.
  func minutesAhead(_ time: ClinicalTime) -> Int64? {
    let ahead = time.unixMicroseconds - clock.nowMicroseconds
    return ahead > 0 ? (ahead + 59_999_999) / 60_000_000 : nil
  }
}
