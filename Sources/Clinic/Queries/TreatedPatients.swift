internal import ClinicalRecord
internal import Compliance
internal import Ledger
internal import Projections
internal import TransparencyLog

/// A patient's stored states: of every chart that is merged, the survivor's first.
struct TreatedPatient: Sendable {
  /// One of the charts.
  struct Member: Sendable {
    let subject: SubjectID
    /// "A" for the survivor.
    let letter: String
    let roster: Roster.State
    let schedule: Schedule.State
    let treatment: Treatment.State
  }

  let members: [Member]
  /// The clinic's, by which every time is told.
  let clock: ClinicClock

  var survivor: SubjectID { members[0].subject }

  /// Whose charts they are; nil before any intake.
  func label(on day: LocalDate) -> PatientLabel? {
    members[0].roster.label(of: survivor, on: day)
  }

  /// Every visit with the chart that it stands in.
  var visits: [(member: Member, line: Treatment.VisitLine)] {
    members.flatMap { member in member.treatment.visits.map { (member, $0) } }
  }

  /// What tells the patient's courses apart.
  var record: TreatmentRecord {
    let records = members.map { $0.treatment.record(on: clock) }
    return TreatmentRecord(
      infusions: records.flatMap(\.infusions), marks: records.flatMap(\.marks))
  }

  /// The dates of infusions in the order of their times.
  var appointments: [Appointments.Appointment] {
    members.flatMap(\.schedule.appointments.all).map { appointment in
      var appointment = appointment
      appointment.time = clock.local(appointment.time)
      return appointment
    }.sorted { ($0.time.earliest, $0.position) < ($1.time.earliest, $1.position) }
  }

  var scores: [OutcomeScore] {
    members.flatMap(\.treatment.scores).compactMap { score in
      score.total.map {
        OutcomeScore(
          position: score.position, occurred: clock.local(score.occurred), scale: score.scale,
          total: $0)
      }
    }
  }

  /// Risks that nobody has answered, in whichever chart.
  var openRisks: [UInt64] {
    let answered = members.compactMap(\.treatment.answeredPosition).max() ?? 0
    return members.flatMap(\.treatment.risks).filter { $0 > answered }.sorted()
  }

  /// "2"; "B/2" where the patient has several charts.
  func visitName(_ member: Member, _ number: UInt32) -> String {
    members.count > 1 ? "\(member.letter)/\(number)" : "\(number)"
  }

  /// Which infusion a visit's is, or is to be; nil where it ended without one.
  func count(
    of visit: Treatment.VisitLine, now: ClinicalTime, on site: SiteState
  ) throws -> InfusionCount? {
    let policy = try site.policy(of: visit.arrived)
    if let start = visit.started { return record.count(of: start.position, under: policy) }
    guard visit.stage != .ended else { return nil }
    return record.countOfNext(at: now, for: visit.indication, under: policy)
  }

  /// Which infusion a date's is to be, after the visits that go on and the dates before it.
  func count(
    of appointment: Appointments.Appointment, now: ClinicalTime, on site: SiteState
  ) throws -> InfusionCount? {
    let waiting = visits.filter {
      $0.line.indication == appointment.indication && $0.line.started == nil
        && $0.line.stage != .ended
    }.map { clock.local($0.line.arrived) }
    let dates = appointments.filter {
      $0.outcome == .due && $0.indication == appointment.indication
        && $0.position != appointment.position && now.mayBeAtOrBefore($0.time)
        && $0.time.latest < appointment.time.earliest
        && !isArrived(on: $0.time.localDate)
    }.map(\.time)
    return record.countOfNext(
      at: appointment.time, for: appointment.indication, before: waiting + dates,
      under: try site.policy(at: .max))
  }

  /// Whether the patient has come on a local day.
  func isArrived(on day: LocalDate) -> Bool {
    visits.contains { clock.local($0.line.arrived).localDate == day }
  }
}

extension ReadModels {
  /// The patients whose charts these are, each with all of theirs that are among them.
  ///
  /// One whose chart that survives cannot be read is left out, as is told; of others the chart that
  /// cannot.
  func treatedPatients(
    _ subjects: [SubjectID], at moment: Moment
  ) throws -> (patients: [TreatedPatient], setAside: [ChartSetAside]) {
    let loaded = try load(
      [ChartFold<Roster>.self, ChartFold<Schedule>.self, ChartFold<Treatment>.self], of: subjects,
      at: moment, settingAside: true)
    let everybody = Set(subjects)
    var treatments: [SubjectID: Treatment.State] = [:]
    for subject in subjects where loaded.setAside[subject] == nil {
      treatments[subject] = try loaded.state(ChartFold<Treatment>.self, of: subject)
    }
    func member(_ subject: SubjectID, _ index: Int) throws -> TreatedPatient.Member? {
      guard let treatment = treatments[subject] else { return nil }
      return TreatedPatient.Member(
        subject: subject, letter: Timeline.letter(index),
        roster: try loaded.state(ChartFold<Roster>.self, of: subject),
        schedule: try loaded.state(ChartFold<Schedule>.self, of: subject), treatment: treatment)
    }
    let survivors = subjects.filter { subject in
      guard let treatment = treatments[subject] else { return false }
      guard let survivor = SubjectID(bytes: treatment.mergedInto), everybody.contains(survivor)
      else { return true }
      // Half of a merge leaves the charts two.
      return treatments[survivor].map { !$0.absorbed.contains(subject.bytes) } ?? false
    }
    let patients = try survivors.map { survivor in
      let absorbed = (treatments[survivor]?.absorbed ?? []).compactMap { SubjectID(bytes: $0) }
      return TreatedPatient(
        members: try ([survivor] + absorbed).enumerated().compactMap { index, subject in
          try member(subject, index)
        },
        clock: moment.site.clock)
    }
    let aside = loaded.setAside.values.sorted {
      $0.chart.bytes.lexicographicallyPrecedes($1.chart.bytes)
    }
    return (patients, aside)
  }
}
