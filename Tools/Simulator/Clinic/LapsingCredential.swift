internal import ClinicalRecord
internal import SwiftProtobuf

/// How the credential of Dr. Reyes stands on a day: in some weeks it ends on Tuesday, and the next
/// one begins on Thursday.
enum LapsingCredential: Hashable {
  case holds, lastDay, lapsed, firstDay, firstDayRecordedLate

  /// Nil in weeks in which it does not lapse: few, since every append reads who works here.
  init?(on daysSinceEpoch: Int64) {
    guard Self.isLapseWeek(daysSinceEpoch) else { return nil }
    switch ClinicDay.weekday(daysSinceEpoch) {
    case 2: self = .lastDay
    case 3: self = .lapsed
    case 4: self = Self.isRecordedLate(daysSinceEpoch) ? .firstDayRecordedLate : .firstDay
    default: self = .holds
    }
  }

  /// Of weeks that begin on Sunday: two of five.
  private static func isLapseWeek(_ day: Int64) -> Bool { (day + 4) / 7 % 5 < 2 }

  private static func isRecordedLate(_ day: Int64) -> Bool { (day + 4) / 7 % 2 == 1 }

  /// The two credentials of a week in which it lapses, and when each is recorded.
  static func acts(inWeekOf sunday: Int64, actor: UInt32, midnight: (Int64) -> Int) -> [PlannedAct]
  {
    guard isLapseWeek(sunday) else { return [] }
    func credential(from: Int64, until: Int64, recorded: Int) -> PlannedAct {
      let credential = StaffCredentialed.with {
        $0.actor = actor
        $0.specialty = .primaryCare
        $0.validFrom = LocalDate(daysSinceEpoch: from).iso8601
        $0.validUntil = LocalDate(daysSinceEpoch: until).iso8601
      }
      return PlannedAct(
        recorded: recorded, by: .admin, patient: 0, visit: 0, content: .credential(credential))
    }
    let thursday = sunday + 4
    return [
      credential(from: sunday, until: sunday + 2, recorded: midnight(sunday) + 20 * 3_600),
      credential(
        from: thursday, until: sunday + 6,
        recorded: isRecordedLate(sunday)
          ? midnight(thursday) + 20 * 3_600 : midnight(sunday) + 20 * 3_600),
    ]
  }
}
