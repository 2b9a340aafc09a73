internal import ClinicalRecord

/// A time that somebody states.
struct Moment: Hashable {
  /// Since 1970-01-01T00:00:00Z.
  var second: Int
  var precision = TimePrecision.second

  init(_ second: Int) { self.second = second }

  /// Known to its minute only.
  init(minuteOf second: Int) {
    self.second = second - second % 60
    precision = .minute
  }

  func time(offsetMinutes: Int16) -> ClinicalTime {
    ClinicalTime(
      unixMicroseconds: Int64(second) * 1_000_000, utcOffsetMinutes: offsetMinutes,
      precision: precision)
  }
}

/// One day of the clinic, by its own clock.
struct ClinicDay: Hashable {
  var date: LocalDate
  /// Minutes east of UTC at noon: the clocks are changed on Sundays, when nobody works.
  var offsetMinutes: Int16

  init(_ daysSinceEpoch: Int64, offsetMinutes: (Int64) -> Int16) {
    date = LocalDate(daysSinceEpoch: daysSinceEpoch)
    self.offsetMinutes = offsetMinutes((daysSinceEpoch * 86_400 + 18 * 3_600) * 1_000_000)
  }

  /// Local midnight, since 1970-01-01T00:00:00Z.
  var midnight: Int { Int(date.daysSinceEpoch) * 86_400 - Int(offsetMinutes) * 60 }

  func second(_ hour: Int, _ minute: Int = 0) -> Int { midnight + hour * 3_600 + minute * 60 }

  /// Sunday is 0.
  static func weekday(_ daysSinceEpoch: Int64) -> Int64 { (daysSinceEpoch + 4) % 7 }

  static func isWorkday(_ daysSinceEpoch: Int64) -> Bool {
    (1...5).contains(weekday(daysSinceEpoch))
  }
}

/// Something that somebody says of a patient.
struct Saying {
  var event: ClinicalEvent
  var at: Moment
  /// Where it is to be corrected later: the name it is found by, unique in the visit.
  var name: String?
}

/// One append.
struct PlannedAct {
  /// What the clock says when it is made, in seconds since 1970-01-01T00:00:00Z.
  var recorded: Int
  var by: SimulatedStaff
  var second: SimulatedStaff?
  var reason: String?
  /// The patient's index.
  var patient: Int
  /// 0: the chart's own, or a new chart.
  var visit: Int
  var content: Content

  enum Content {
    case sayings([Saying])
    /// What was said under that name says this now.
    case amend(String, to: ClinicalEvent, at: Moment)
    case retract(String)
    /// Of a member of staff: about no patient.
    case credential(StaffCredentialed)
    /// What came in, in the place of what is left of the lots before.
    case delivery(expires: String)
    /// Every lot is counted, what is missing is declared, and the day is closed.
    case closing(LocalDate, missingUg: Int64)
  }
}

/// Takes down who says what when, and makes appends of it: what one person records in one second is
/// one append.
struct ActWriter {
  let patient: Int
  let visit: Int
  private var made: [PlannedAct] = []
  private var open: [Key: Int] = [:]

  /// What is said in one append, in the order in which it happened.
  var acts: [PlannedAct] {
    made.map { act in
      guard case .sayings(let sayings) = act.content else { return act }
      var act = act
      act.content = .sayings(
        sayings.enumerated().sorted {
          ($0.element.at.second, $0.offset) < ($1.element.at.second, $1.offset)
        }.map(\.element))
      return act
    }
  }

  private struct Key: Hashable {
    var recorded: Int
    var by: SimulatedStaff
    var second: SimulatedStaff?
  }

  init(patient: Int, visit: Int) {
    self.patient = patient
    self.visit = visit
  }

  mutating func say(
    _ event: ClinicalEvent, at moment: Moment, by: SimulatedStaff, recorded: Int,
    second: SimulatedStaff? = nil, reason: String? = nil, name: String? = nil
  ) {
    let key = Key(recorded: recorded, by: by, second: second)
    let saying = Saying(event: event, at: moment, name: name)
    if let index = open[key], case .sayings(let sayings) = made[index].content {
      made[index].content = .sayings(sayings + [saying])
      made[index].reason = made[index].reason ?? reason
    } else {
      open[key] = made.count
      made.append(
        PlannedAct(
          recorded: recorded, by: by, second: second, reason: reason, patient: patient,
          visit: visit, content: .sayings([saying])))
    }
  }

  mutating func correct(
    _ content: PlannedAct.Content, by: SimulatedStaff, second: SimulatedStaff?, recorded: Int
  ) {
    made.append(
      PlannedAct(
        recorded: recorded, by: by, second: second, patient: patient, visit: visit,
        content: content))
  }
}
