public import ClinicalRecord
public import Compliance
internal import Ledger
internal import Projections
internal import TransparencyLog

extension SignedIn {
  /// Who is to be infused on a local day, and how far each of them is: dates in the order of their
  /// times, and whoever has come without one.
  ///
  /// That a patient is listed is recorded in the access log of each of the charts.
  ///
  /// - Parameters:
  ///   - date: nil: today by the clinic's clock.
  ///   - emergency: for whoever holds the charts' keys but does not read the roster.
  /// - Throws: `ClinicError.notPermitted`, `.lookNotRecorded`.
  public func daySchedule(
    on date: LocalDate? = nil, emergency: BreakGlass? = nil
  ) throws -> DaySchedule {
    try leavingErasedOut {
      try disclosing(.readRoster, emergency: emergency) { _ in
        let schedule = try daySchedule(on: date ?? today)
        return (
          schedule,
          schedule.lines.map {
            Disclosure(chart: $0.patient.chart, look: .chart(.schedule))
          }.distinct
        )
      }
    }
  }

  private func daySchedule(on date: LocalDate) throws -> DaySchedule {
    let open = try clinic.openCharts()
    return try withReadModels { models in
      let moment = try models.moment(for: [VisitFindings.self])
      let now = clock.now()
      let (patients, setAside) = try models.treatedPatients(open, at: moment)
      var lines: [DaySchedule.Line] = []
      for patient in patients {
        guard let label = patient.label(on: date) else { continue }
        lines += try DaySchedule.lines(
          of: patient, label, on: date, now: now, site: moment.site)
      }
      return DaySchedule(
        date: date.iso8601, treeSize: moment.head.size, treeRoot: moment.head.root.hex,
        lines: lines.sorted { $0.place < $1.place }, setAside: setAside)
    }
  }
}

/// Who is to be infused on a day, and how far each is.
public struct DaySchedule: Sendable {
  /// How far somebody is. The raw value is the wording of the list.
  public enum State: String, CaseIterable, Hashable, Sendable {
    case notYet = "not yet"
    /// The time has passed, and they are not here.
    case late
    case arrived, infusing, paused, recovering, ended
    /// Nobody has said how the visit ended, long after it must have.
    case leftOpen = "left open"
    case noShow = "no-show"
    case cancelled
    /// The day is over, and nobody has said why.
    case neverArrived = "never arrived"
  }

  /// One date, or one visit without a date.
  public struct Line: Sendable {
    public var patient: PatientLabel
    /// Of the date; of a day alone, the day. Nil for who came without one.
    public var scheduled: ClinicalTime?
    public var arrived: ClinicalTime?
    public var indication: Indication
    /// Which infusion of which course it is or is to be; nil for what was given up.
    public var count: InfusionCount?
    public var state: State
    /// "2", "B/2" of one of several charts; nil where nobody has come.
    public var visitName: String?

    fileprivate var place: (Int64, String) {
      ((scheduled ?? arrived)?.earliest ?? 0, patient.recordNumber)
    }
  }

  /// YYYY-MM-DD on the clinic's clock.
  public var date: String
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// By the times of the dates, of the arrival without one.
  public var lines: [Line]
  /// Charts that are left out, since an entry of theirs cannot be read.
  public var setAside: [ChartSetAside] = []
}

extension DaySchedule {
  /// The lines of one patient: each visit of the day takes the first date that it may be of.
  static func lines(
    of patient: TreatedPatient, _ label: PatientLabel, on date: LocalDate, now: ClinicalTime,
    site: SiteState
  ) throws -> [Line] {
    var visits = patient.visits.filter {
      patient.clock.local($0.line.arrived).localDate == date
    }.sorted { $0.line.arrived.earliest < $1.line.arrived.earliest }
    var lines: [Line] = []
    for appointment in patient.appointments where appointment.time.localDate == date {
      var line = Line(
        patient: label, scheduled: appointment.time, indication: appointment.indication,
        state: State(of: appointment, now: now))
      if appointment.outcome == .due {
        let own =
          visits.firstIndex { $0.line.indication == appointment.indication }
          ?? visits.indices.first
        if let own {
          try line.take(visits.remove(at: own), of: patient, now: now, site)
        } else {
          line.count = try patient.count(of: appointment, now: now, on: site)
        }
      }
      lines.append(line)
    }
    for visit in visits {
      var line = Line(patient: label, indication: visit.line.indication, state: .arrived)
      try line.take(visit, of: patient, now: now, site)
      lines.append(line)
    }
    return lines
  }
}

extension DaySchedule.Line {
  fileprivate mutating func take(
    _ visit: (member: TreatedPatient.Member, line: Treatment.VisitLine),
    of patient: TreatedPatient, now: ClinicalTime, _ site: SiteState
  ) throws {
    arrived = patient.clock.local(visit.line.arrived)
    indication = visit.line.indication
    state = DaySchedule.State(of: visit.line, now: now)
    visitName = patient.visitName(visit.member, visit.line.number)
    count = try patient.count(of: visit.line, now: now, on: site)
  }
}

extension DaySchedule.State {
  fileprivate init(of appointment: Appointments.Appointment, now: ClinicalTime) {
    switch appointment.outcome {
    case .cancelled: self = .cancelled
    case .noShow: self = .noShow
    case .due:
      if appointment.time.localDate < now.localDate {
        self = .neverArrived
      } else {
        self = appointment.time.latest < now.earliest ? .late : .notYet
      }
    }
  }

  fileprivate init(of visit: Treatment.VisitLine, now: ClinicalTime) {
    switch visit.stage {
    case .ended: self = .ended
    case .notArrived, .arrived, .infusing, .paused, .recovering:
      let age = now.unixMicroseconds &- visit.arrived.unixMicroseconds
      if age > Visit.longestMicroseconds {
        self = .leftOpen
        return
      }
      switch visit.stage {
      case .notArrived, .arrived, .ended: self = .arrived
      case .infusing: self = .infusing
      case .paused: self = .paused
      case .recovering: self = .recovering
      }
    }
  }
}
