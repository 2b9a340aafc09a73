public import ClinicalRecord
public import Compliance
public import Ledger
internal import Projections
internal import TransparencyLog

extension SignedIn {
  /// Everybody who is in the clinic: how far the visit is, the dose so far, the newest vital signs
  /// and what of them is an alarm, what is open and what is owed.
  ///
  /// Only charts with a visit that nobody has ended are opened; which those are is stored. Each
  /// look is recorded once a window.
  ///
  /// - Throws: `ClinicError.notPermitted`, `.lookNotRecorded`.
  public func board(emergency: BreakGlass? = nil) throws -> Board {
    try leavingErasedOut {
      try disclosing(.readCharts, emergency: emergency) { context in
        let board = try board(for: context)
        return (
          board,
          (board.lines + board.leftOpen).map {
            Disclosure(chart: $0.chart, look: .visit($0.visitNumber, .board))
          }
        )
      }
    }
  }

  private func board(for context: AccessContext) throws -> Board {
    let open = try clinic.openCharts()
    let (patients, aside, moment) = try withReadModels { models in
      let moment = try models.moment(for: [VisitFindings.self])
      let (patients, aside) = try models.treatedPatients(open, at: moment)
      return (patients, aside, moment)
    }
    var board = Board(
      now: clock.now(), treeSize: moment.head.size, treeRoot: moment.head.root.hex,
      setAside: aside)
    for patient in patients where patient.visits.contains(where: { $0.line.stage != .ended }) {
      do {
        try add(patient, to: &board, moment, context)
      } catch {
        guard let aside = ChartSetAside(patient.survivor, after: error) else { throw error }
        clinic.observer.tell(.chartSetAside(aside))
        board.setAside.append(aside)
      }
    }
    board.seat(by: clinic.takenSeats())
    board.lines.sort { $0.place < $1.place }
    board.leftOpen.sort { $0.place < $1.place }
    return board
  }

  private func add(
    _ patient: TreatedPatient, to board: inout Board, _ moment: Moment, _ context: AccessContext
  ) throws {
    guard let label = patient.label(on: today) else { return }
    let stored = storedStreams()
    let file = try ledger.read {
      try ChartFile.load(
        patient.survivor, beginningWith: stored, keys: context.charts, clock: moment.site.clock,
        from: $0)
    }
    storeRowsBehind(of: file)
    let now = board.now
    for (member, line) in patient.visits where line.stage != .ended {
      guard let own = ([file] + file.merged).first(where: { $0.subject == member.subject }),
        let visit = own.visits[line.number], let arrival = visit.arrival, visit.end == nil
      else { continue }
      let states = try file.caseFile(
        visit: line.number, of: own, site: moment.site,
        nowMicroseconds: max(now.unixMicroseconds, moment.nowMicroseconds),
        size: moment.head.size)
      let shown = Board.Line(
        patient: label, chart: member.subject, visitNumber: line.number,
        visitName: patient.visitName(member, line.number), arrived: arrival.occurred, states,
        now: now)
      if visit.isLeftOpen(at: now.unixMicroseconds) {
        board.leftOpen.append(shown)
      } else {
        board.lines.append(shown)
      }
    }
  }
}

/// Everybody who is in the clinic.
public struct Board: Sendable {
  /// What was measured at one time, with what nothing newer says.
  public struct Vitals: Sendable {
    public var occurred: ClinicalTime
    /// "HR 72 · BP 118/76 · SpO2 98 %".
    public var sentence: String
    /// What of it is beyond the policy's limits: "SpO2 88 % low".
    public var alarms: [String]
  }

  /// A side effect that has not gone.
  public struct OpenEffect: Sendable {
    public var effect: SideEffect
    /// 1 mild to 4 life-threatening, the worst that was noted of it.
    public var severity: UInt32
  }

  /// One visit.
  public struct Line: Sendable {
    public var patient: PatientLabel
    /// That the visit stands in.
    public var chart: SubjectID
    public var visitNumber: UInt32
    /// "2"; "B/2" where the patient has several charts.
    public var visitName: String
    public var indication: Indication
    public var count: InfusionCount?
    /// Where the patient sits, by the prompts at the chairs.
    public var seats: [Int] = []
    public var arrived: ClinicalTime
    public var stage: Visit.Stage
    /// Whole minutes in that stage.
    public var stageMinutes: Int64
    /// Nil where no infusion has started.
    public var infusion: InfusionProgress?
    /// The newest of each channel, newest first.
    public var vitals: [Vitals] = []
    /// Whole minutes until the next vital sign is due by the policy, below 0 where it is overdue,
    /// and which one that is; nil where nothing is watched.
    public var vitalsDueMinutes: Int64?
    public var vitalsDueChannel: MonitoredChannel?
    public var sideEffects: [OpenEffect] = []
    /// Scores and escalations of the patient that nobody has answered.
    public var openRisks: [UInt64] = []
    /// The rules that a departure of this visit owes a reason for.
    public var reasonsOwed: [RuleID] = []
    /// What was recorded without something that has to be said of it, by position.
    public var owed: [(position: UInt64, what: String)] = []

    fileprivate var place: (Int64, String, String) {
      (arrived.unixMicroseconds, patient.recordNumber, visitName)
    }
  }

  public var now: ClinicalTime
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// By arrival.
  public var lines: [Line] = []
  /// Visits that nobody has ended, long after they must have been.
  public var leftOpen: [Line] = []
  /// Charts that are left out, since an entry of theirs cannot be read.
  public var setAside: [ChartSetAside] = []
}

extension Board {
  /// Whoever was seated before the arrival sits there in the visit that began since.
  fileprivate mutating func seat(by taken: [TakenSeat]) {
    for index in lines.indices {
      let line = lines[index]
      let seats = taken.filter {
        [line.chart, line.patient.chart].contains($0.chart)
          && [nil, line.visitNumber].contains($0.visit)
      }
      lines[index].seats = Set(seats.map(\.number)).sorted()
    }
  }
}

extension Board.Line {
  init(
    patient: PatientLabel, chart: SubjectID, visitNumber: UInt32, visitName: String,
    arrived: ClinicalTime, _ states: CaseFile, now: ClinicalTime
  ) {
    let visit = states.visit
    self.patient = patient
    self.chart = chart
    self.visitNumber = visitNumber
    self.visitName = visitName
    self.arrived = arrived
    indication = visit.arrival?.value.indication ?? .unspecified
    count = states.infusionCount
    stage = visit.stage
    stageMinutes = Self.minutes(from: visit.stageBegan ?? arrived, to: now)
    infusion = states.infusionProgress
    vitals = visit.vitals.newest().prefix(Self.mostVitals).map { sample in
      Board.Vitals(
        occurred: states.clock.local(sample.occurred),
        sentence: sample.sample.sentence(fromDevice: sample.source == .monitor),
        alarms: states.policy.alarms(in: sample.sample))
    }
    if let due = states.vitalsDue {
      vitalsDueMinutes = Self.floorMinutes(due.microseconds &- now.unixMicroseconds)
      vitalsDueChannel = due.channel
    }
    sideEffects = visit.openSideEffects.map { effect in
      Board.OpenEffect(
        effect: effect,
        severity: visit.openNotings(of: effect).map(\.value.severity).max() ?? 0)
    }
    openRisks = states.chart.openRisks
    reasonsOwed = RuleBook.findings(for: states).filter(\.isOwedAReason).map(\.rule)
    owed = visit[RescueDrugGiven.self].compactMap { fact in
      fact.value.owed.map { (fact.position, $0) }
    }
  }

  /// More times than that are of no use on a screen.
  private static let mostVitals = 4

  private static func minutes(from start: ClinicalTime, to now: ClinicalTime) -> Int64 {
    max(0, now.unixMicroseconds &- start.unixMicroseconds) / 60_000_000
  }

  /// Rounded towards minus infinity: what is overdue by seconds is overdue.
  private static func floorMinutes(_ microseconds: Int64) -> Int64 {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 60_000_000)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension Visit {
  /// When the stage that the visit is in began; nil where no event says so.
  var stageBegan: ClinicalTime? {
    switch stage {
    case .notArrived: nil
    case .arrived: arrival?.occurred
    case .infusing: self[InfusionResumed.self].last?.occurred ?? start?.occurred
    case .paused: self[InfusionPaused.self].last?.occurred
    case .recovering: stop?.occurred
    case .ended: end?.occurred
    }
  }
}
