internal import ClinicalRecord
internal import Rehearsal

/// The clinic's days, one after the other: who comes, what is said of them and what is planted.
///
/// The same seed makes the same days. A day is planned a week before it is lived, since papers come
/// before a visit; whatever is recorded late waits for its day.
struct Diary {
  private let firstDay: Int64
  private let lastDay: Int64
  private let visitsADay: Int
  private let actors: [SimulatedStaff: UInt32]
  private let offsetMinutes: (Int64) -> Int16

  private var dice: SeededDice
  private var decks: Decks
  private var patientCount = 0
  private var patients: [Int: SimulatedPatient] = [:]
  /// Indices of patients, by the day of their next visit.
  private var appointments: [Int64: [Int]] = [:]
  private var nextPlanned: Int64
  private var today: Int64
  /// Acts by the UTC day on which they are recorded.
  private var waiting: [Int64: [PlannedAct]] = [:]
  private(set) var visitCount = 0

  /// How many days before it is lived a day is planned.
  private static let horizon: Int64 = 8

  /// - Parameters:
  ///   - firstDay: of visits, in days since 1970-01-01.
  ///   - calm: ordinary cards for each that plants something.
  ///   - offsetMinutes: east of UTC, at an instant in microseconds.
  init(
    seed: UInt64, firstDay: Int64, days: Int, visitsADay: Int, calm: Double,
    actors: [SimulatedStaff: UInt32], offsetMinutes: @escaping (Int64) -> Int16
  ) {
    self.firstDay = firstDay
    lastDay = firstDay + Int64(days) - 1
    self.visitsADay = visitsADay
    self.actors = actors
    self.offsetMinutes = offsetMinutes
    dice = SeededDice(seed: seed)
    decks = Decks(calm: calm)
    nextPlanned = firstDay
    today = firstDay - Self.horizon
  }

  /// The acts of the next day in the order in which they are recorded, and what was planted in the
  /// visits that were planned for it; nil after the last.
  mutating func next() -> (acts: [PlannedAct], plants: [Plant])? {
    var plants: [Plant] = []
    while nextPlanned <= min(lastDay, today + Self.horizon) {
      plants += planDay(nextPlanned)
      nextPlanned += 1
    }
    if today > lastDay, waiting.isEmpty { return nil }
    let acts = (waiting.removeValue(forKey: today) ?? []).enumerated()
      .sorted { ($0.element.recorded, $0.offset) < ($1.element.recorded, $1.offset) }
      .map(\.element)
    today += 1
    if today > lastDay, waiting.isEmpty, nextPlanned == lastDay + 1 {
      plants += planLastMorning()
      nextPlanned += 1
    }
    return (acts, plants)
  }

  // MARK: Planning

  private mutating func planDay(_ number: Int64) -> [Plant] {
    let day = ClinicDay(number, offsetMinutes: offsetMinutes)
    let weekday = ClinicDay.weekday(number)
    if weekday == 0 || number == firstDay {
      wait(
        LapsingCredential.acts(inWeekOf: number - weekday, actor: actors[.reyes] ?? 0) {
          ClinicDay($0, offsetMinutes: offsetMinutes).midnight
        })
    }
    planCupboard(on: day, isFirst: number == firstDay)
    guard ClinicDay.isWorkday(number) else { return [] }
    var plants: [Plant] = []
    var coming = appointments.removeValue(forKey: number) ?? []
    let isTuesday = weekday == 2
    while coming.count < visitsADay {
      coming.append(newPatient(day, isTuesday ? decks.dealCourse(&dice) : nil))
    }
    // Where all of their days are played, every course once.
    if isTuesday, number - firstDay < 7, lastDay - number >= CourseScript.four[4] {
      coming += CourseScript.all.map { newPatient(day, $0) }
    }
    for (index, patient) in coming.enumerated() {
      plants += planVisit(of: patient, on: day, place: index, of: coming.count)
    }
    return plants
  }

  private mutating func newPatient(_ day: ClinicDay, _ script: CourseScript?) -> Int {
    patientCount += 1
    patients[patientCount] = SimulatedPatient(
      patientCount, firstDay: day, script: script, dice: &dice)
    return patientCount
  }

  private mutating func planVisit(
    of index: Int, on day: ClinicDay, place: Int, of count: Int
  ) -> [Plant] {
    guard var patient = patients.removeValue(forKey: index) else { return [] }
    patient.visitCount += 1
    visitCount += 1
    let isFirst = patient.visitCount == 1
    let isPain = patient.indication == .chronicPain
    var recipe = decks.deal(to: patient, isFirst: isFirst, &dice)
    recipe.settle(isFirst: isFirst, isPain: isPain)
    settle(&recipe, for: &patient, on: day, isFirst: isFirst)
    // Pain takes the morning: it may run for four hours.
    let span = isPain ? 150 : 400
    let slot = day.second(8, 45) + 60 * (span * place / max(1, count))
    let start = slot + Int.random(in: 0..<900, using: &dice)
    var planner = VisitPlanner(
      patient, number: patient.visitCount, day: day, start: start, recipe: recipe, actors: actors,
      dice: SeededDice(seed: dice.next()))
    planner.plan(scheduled: isFirst ? scheduling(before: day) : nil)
    if let script = patient.script {
      planner.planCourse(
        script, at: patient.visitCount - 1, last: lastDay - patient.firstDay,
        now: lastMorning - patient.firstDay)
    }
    if !recipe.isSentHome { patient.infusionCount += 1 }
    wait(planner.acts.acts)
    if var next = patient.course.next(after: day.date.daysSinceEpoch) {
      // The next day on which there is a chair; a course for depression has one kept.
      while patient.script == nil
        && (!ClinicDay.isWorkday(next) || (appointments[next]?.count ?? 0) >= visitsADay)
      {
        next += 1
      }
      appointments[next, default: []].append(index)
      patients[index] = patient
    }
    return planner.plants
  }

  /// What a recipe needs of the patient, or of the day.
  private func settle(
    _ recipe: inout Recipe, for patient: inout SimulatedPatient, on day: ClinicDay, isFirst: Bool
  ) {
    if recipe.supervisor == .lapsing, LapsingCredential(on: day.date.daysSinceEpoch) == nil {
      recipe.supervisor = .timed(.ordinary)
    }
    let birthday: Int64? =
      switch recipe.consent {
      case .minorAlone: 1
      case .ofAge: 0
      case .representative: 200
      case .timed, .withdrawnBefore, .withdrawnAfter: nil
      }
    if let birthday, !patient.turnEighteen(birthday, daysAfter: day.date) {
      recipe.consent = .timed(.ordinary)
    }
    // A consent that was signed after all would be contrary evidence, and not a missing one.
    if recipe.consent == .timed(.missing) || recipe.consent == .minorAlone
      || recipe.consent == .representative
    {
      patient.course.end()
    }
    if isFirst, recipe.candidacy == .timed(.missing) { patient.isNeverDetermined = true }
    if !isFirst, patient.isNeverDetermined { recipe.candidacy = .timed(.ordinary) }
  }

  /// What is delivered, every month, and the count of every workday's evening; one of five finds
  /// less than there was, to the microgram or to a drop.
  private mutating func planCupboard(on day: ClinicDay, isFirst: Bool) {
    func act(_ recorded: Int, _ content: PlannedAct.Content) -> PlannedAct {
      PlannedAct(
        recorded: recorded, by: .ito, second: .lee, patient: 0, visit: 0, content: content)
    }
    if isFirst || day.date.day == 1 {
      let expires = LocalDate(daysSinceEpoch: day.date.daysSinceEpoch + 600).iso8601
      wait([act(day.second(6), .delivery(expires: expires))])
    }
    guard ClinicDay.isWorkday(day.date.daysSinceEpoch) else { return }
    let missingUg: Int64 =
      switch day.date.daysSinceEpoch % 5 {
      case 0: 1
      case 1: 2_000
      default: 0
      }
    wait([act(day.second(21), .closing(day.date, missingUg: missingUg))])
  }

  /// On a workday of the week before.
  private mutating func scheduling(before day: ClinicDay) -> Int {
    var number = day.date.daysSinceEpoch - Int64.random(in: 2...6, using: &dice)
    while !ClinicDay.isWorkday(number) { number -= 1 }
    return ClinicDay(number, offsetMinutes: offsetMinutes).second(10)
      + Int.random(in: 0..<4 * 3_600, using: &dice)
  }

  /// A week after the last day: whoever was never discharged has been gone for long, and what is
  /// recorded late, to the end of that week, is on record.
  private var lastMorning: Int64 {
    var number = lastDay + 8
    while !ClinicDay.isWorkday(number) { number += 1 }
    return number
  }

  /// Patients who have just arrived when the simulation ends: nothing is due yet.
  private mutating func planLastMorning() -> [Plant] {
    let day = ClinicDay(lastMorning, offsetMinutes: offsetMinutes)
    var plants: [Plant] = []
    for index in 0..<12 {
      patientCount += 1
      visitCount += 1
      let isPain = index % 2 == 0
      let patient = SimulatedPatient(
        patientCount, firstDay: day, isPain: isPain,
        script: isPain ? nil : CourseScript(days: CourseScript.four), dice: &dice)
      var planner = VisitPlanner(
        patient, number: 1, day: day, start: day.second(9) + 10 * index, recipe: Recipe(),
        actors: actors, dice: SeededDice(seed: dice.next()))
      planner.planWaiting(isPain: isPain)
      wait(planner.acts.acts)
      plants += planner.plants
    }
    return plants
  }

  private mutating func wait(_ acts: [PlannedAct]) {
    for act in acts { waiting[Int64(act.recorded / 86_400), default: []].append(act) }
  }
}

extension SimulatedPatient {
  /// Gives them a birth date: the 18th birthday is that many days after a day.
  ///
  /// - Returns: false where there is no such day, 29 February of another year.
  fileprivate mutating func turnEighteen(_ days: Int64, daysAfter day: LocalDate) -> Bool {
    let birthday = LocalDate(daysSinceEpoch: day.daysSinceEpoch + days)
    guard
      let born = LocalDate(year: birthday.year - 18, month: birthday.month, day: birthday.day)
    else { return false }
    birthDate = born.iso8601
    return true
  }
}

extension VisitPlanner {
  /// A patient without an appointment, who has just come in.
  mutating func planWaiting(isPain: Bool) {
    planIntake(at: times.arrival - 60)
    planArrival()
    let rules = [
      "S1", "S2", "S3", "S5", "S6", "S7", "S8", "S9", isPain ? "S11" : "S10", "S12", "S13", "S14",
      "S15", "S16", "S17", "S18", "S20", "S22", "S23", "S24", "S26", "S27", "S28",
    ]
    for rule in rules { plant(rule, .notYetDue, "the patient has just arrived") }
    for rule in ["S19", "S21"] {
      plant(
        rule, isPain ? .notApplicable : .notYetDue,
        isPain ? "the visit does not treat depression" : "the patient has just arrived")
    }
    plant(isPain ? "S10" : "S11", .notApplicable, "the visit treats something else")
    draw(40_000, of: .ketamine, at: times.arrival + 300)
    plant("S25", .notYetDue, "40 mg drawn, and the visit goes on")
  }
}
