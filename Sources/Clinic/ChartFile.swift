public import ClinicalRecord
internal import Compliance
public import Ledger
internal import TransparencyLog

/// One patient's chart with the visits, folded from the ledger's streams.
///
/// Corrections are settled first: the states hold what stands, as it stands. One that begins with
/// stored streams (`ReadModels/DecidedStreams.swift`) is as good to decide on, and has no lines of
/// vital signs. The drug book is read the same way, with a lot for a visit, and has lines alone.
struct ChartFile: Sendable {
  /// One entry of the chart or of a visit, as it was made.
  struct Line: Sendable {
    /// 0 for the chart's own; of the drug book's lines, the lot.
    var visitNumber: UInt32
    var fact: Fact<ClinicalEvent>
    /// Nil for what is about to be appended: nothing of the same append is corrected in it.
    var leafHash: Hash?
  }

  let subject: SubjectID
  private(set) var chart = Chart()
  /// By visit number.
  private(set) var visits: [UInt32: Visit] = [:]
  /// Every entry in ledger order, corrections and what they correct among them; but for vital signs
  /// where it is not whole.
  private(set) var facts: [Line] = []
  private(set) var corrections = Corrections()
  /// The newest weight of any visit that somebody can have: a batch of weights would look through
  /// all of them for every line.
  private(set) var lastWeight: Fact<Weighed>?
  /// The patient's other charts, which are merged into this one: each with what stands in it.
  private(set) var merged: [ChartFile] = []
  /// Whether every entry has its line.
  private(set) var isWhole = true
  /// Of one that is not whole: where vital signs were entered in error, and in which visit.
  private var retractedVitals: [UInt64: UInt32] = [:]
  /// Rows that are to be stored when what was decided is on disk; nil: there are none.
  var behind: RowsBehind?

  init(subject: SubjectID) { self.subject = subject }

  /// Of all that was said in a chart and its visits.
  ///
  /// - Parameter clock: by which every time is told.
  init(_ statements: ChartStatements, on clock: ClinicClock) {
    self.init(subject: statements.subject)
    facts = statements.lines
    corrections = statements.corrections
    if clock.zone != nil {
      for index in facts.indices { facts[index].fact = facts[index].fact.on(clock) }
      if !corrections.isEmpty {
        corrections = Corrections()
        for line in facts { corrections.take(line.fact) }
      }
    }
    fold()
  }

  /// Of streams that were folded before, by visit number.
  ///
  /// - Parameter clock: by which every time is told.
  init(subject: SubjectID, streams: [UInt32: FoldedStream], on clock: ClinicClock) {
    self.init(subject: subject)
    isWhole = false
    for (number, stream) in streams {
      facts += stream.statements.map {
        Line(visitNumber: number, fact: $0.on(clock), leafHash: nil)
      }
      if !stream.vitals.isEmpty { visits[number] = Visit(stream.vitals.on(clock)) }
      for position in stream.retracted { retractedVitals[position] = number }
    }
    facts.sort { $0.fact.position < $1.fact.position }
    for line in facts { corrections.take(line.fact) }
    fold()
  }

  /// The visit that is going on or was last.
  var newestVisitNumber: UInt32? { visits.keys.max() }

  /// Whose chart it is, as of its last entry; nil before the intake. One whose intake was entered
  /// in error is still told by it: whoever looks has to see what was said.
  func label(on day: LocalDate) -> PatientLabel? {
    guard let intake = chart.intake?.value ?? retractedIntakes.last else { return nil }
    let identity = chart.identity ?? PatientIdentity(intake)
    return PatientLabel(
      chart: subject, recordNumber: intake.recordNumber, familyName: identity.familyName,
      givenName: identity.givenName, birthDate: identity.birthDate, on: day)
  }

  /// Reads and folds a chart, with those that are merged into it.
  ///
  /// - Parameters:
  ///   - size: entries at or beyond this position do not count; nil: all do.
  ///   - clock: by which every time is told.
  static func load(
    _ subject: SubjectID, below size: UInt64? = nil, keys: ChartKeys, clock: ClinicClock,
    from reader: borrowing LedgerSnapshot
  ) throws -> ChartFile {
    try withMerged(subject) {
      ChartFile(
        try ChartStatements.load($0, below: size, keys: keys, from: reader), on: clock)
    }
  }

  /// A chart with those that are merged into it, each read alone.
  static func withMerged(
    _ subject: SubjectID, _ loadAlone: (SubjectID) throws -> ChartFile
  ) throws -> ChartFile {
    var file = try loadAlone(subject)
    file.merged = try file.chart.absorbedCharts.map(loadAlone)
    return file
  }

  /// Whether the entry at a position is one of the chart's.
  func holds(_ position: UInt64) -> Bool {
    line(at: position) != nil || visitOfVitals(at: position) != nil
  }

  /// The visit that an entry of the chart is about; nil for what is about none.
  func visit(ofEntry position: UInt64) -> UInt32? {
    line(at: position)?.visit ?? visitOfVitals(at: position)
  }

  private func visitOfVitals(at position: UInt64) -> UInt32? {
    if isWhole { return nil }
    return retractedVitals[position] ?? visits.first { $0.value.vitals.holds(position) }?.key
  }

  /// The line of the entry at that position, if it is one of the chart's.
  func line(at position: UInt64) -> Line? { facts.line(at: position) }

  /// Takes one more fact, of an append that is planned. After a correction everything is folded
  /// anew.
  mutating func evolve(_ fact: Fact<ClinicalEvent>, visitNumber: UInt32) {
    switch fact.value {
    case .chart, .visit, .lot:
      if isWhole || !fact.value.isVitals {
        facts.append(Line(visitNumber: visitNumber, fact: fact, leafHash: nil))
      }
    case .access, .staff, .policy, .operations, .document: return
    }
    if fact.value.isCorrection {
      corrections.take(fact)
      fold()
    } else {
      take(fact, visitNumber: visitNumber)
    }
  }
}

extension ChartFile {
  /// Every statement that stands, as it stands, in ledger order.
  var standing: [(visitNumber: UInt32, fact: Fact<ClinicalEvent>)] {
    facts.compactMap { line in
      corrections.standing(line.fact).map { (line.visitNumber, $0) }
    }
  }

  /// What was said in intakes that were entered in error.
  var retractedIntakes: [IntakeReceived] {
    facts.compactMap { line in
      guard case .chart(.intakeReceived(let intake)) = line.fact.value,
        corrections[line.fact.position]?.stands == false
      else { return nil }
      return intake
    }
  }

  private mutating func fold() {
    chart = Chart()
    // What has no line is there already.
    visits = isWhole ? [:] : visits.compactMapValues { $0.vitals.isEmpty ? nil : Visit($0.vitals) }
    lastWeight = nil
    for line in facts {
      if let fact = corrections.standing(line.fact) {
        take(fact, visitNumber: line.visitNumber)
      } else if case .chart(.visitOpened(let opened)) = line.fact.value {
        chart.retire(opened)
      }
    }
  }

  private mutating func take(_ fact: Fact<ClinicalEvent>, visitNumber: UInt32) {
    switch fact.value {
    case .chart(let event): chart.evolve(fact.with(event))
    case .visit(let event):
      visits[visitNumber, default: Visit()].evolve(fact.with(event))
      if case .weighed(let weighed) = event { weigh(fact.with(weighed)) }
    case .access, .staff, .policy, .operations, .lot, .document: break
    }
  }

  private mutating func weigh(_ weighed: Fact<Weighed>) {
    guard !weighed.value.isSuspect, lastWeight.map(weighed.isNewer(than:)) ?? true else { return }
    lastWeight = weighed
  }

  /// What stands and could not be stated as it is, with what stands before it: by position.
  ///
  /// Of an honest ledger that nothing was corrected in, nothing. A correction is held against it:
  /// what it brings about is what it takes the ground from. An arrival and the opening of its visit
  /// are one act, and stand or fall together.
  func unsupported() -> [UInt64: Rejection] {
    var fold = ChartFile(subject: subject)
    var found: [UInt64: Rejection] = [:]
    for line in facts {
      guard let fact = corrections.standing(line.fact) else {
        if case .chart(.visitOpened(let opened)) = line.fact.value { fold.chart.retire(opened) }
        continue
      }
      do throws(Rejection) {
        switch fact.value {
        case .chart(let event):
          try fold.chart.requirePossible(event, occurred: fact.occurred)
        case .visit(let event):
          try (fold.visits[line.visitNumber] ?? Visit()).requirePossible(
            event, occurred: fact.occurred)
        case .access, .staff, .policy, .operations, .lot, .document: break
        }
      } catch {
        found[fact.position] = error
      }
      fold.take(fact, visitNumber: line.visitNumber)
    }
    let opened = Dictionary(
      chart[VisitOpened.self].map { ($0.value.visitNumber, $0.position) },
      uniquingKeysWith: { first, _ in first })
    for (number, position) in opened where visits[number]?.arrival == nil {
      found[position] = Self.alone(VisitOpened.kind)
    }
    for (number, visit) in visits where opened[number] == nil {
      if let arrival = visit.arrival { found[arrival.position] = Self.alone(Arrived.kind) }
    }
    return found
  }

  private static func alone(_ kind: EventKind) -> Rejection {
    .outOfOrder(
      event: kind, stage: "the visit is not opened", why: "an arrival opens its visit",
      next: "correct both in one act")
  }
}

extension Fact<Weighed> {
  /// By when it was, and where in the ledger.
  func isNewer(than other: Fact<Weighed>) -> Bool {
    (occurred.unixMicroseconds, position) > (other.occurred.unixMicroseconds, other.position)
  }
}

extension SignedIn {
  /// A chart's states, to decide on: what is shown goes through `disclosing`.
  func chartFile(_ subject: SubjectID) throws -> ChartFile {
    let charts = try chartReader(toDo: "read charts").charts
    return try ledger.read {
      try ChartFile.load(subject, keys: charts, clock: clock.clinicClock, from: $0)
    }
  }
}

/// Who an answer is about, as every write echoes it on the terminal.
public struct PatientLabel: Hashable, Sendable {
  public var chart: SubjectID
  public var recordNumber: String
  public var familyName: String
  public var givenName: String
  /// YYYY-MM-DD.
  public var birthDate: String
  /// Whole years on the day of the answer; nil where there is no birth date to count from.
  public private(set) var ageYears: Int?

  /// - Parameter day: of the answer, which the age is counted to.
  public init(
    chart: SubjectID, recordNumber: String, familyName: String, givenName: String,
    birthDate: String, on day: LocalDate
  ) {
    self.chart = chart
    self.recordNumber = recordNumber
    self.familyName = familyName
    self.givenName = givenName
    self.birthDate = birthDate
    ageYears = LocalDate(iso8601: birthDate).map { $0.years(on: day) }.flatMap { $0 < 0 ? nil : $0 }
  }

  /// "Twin, Ada"; who has one name is called by it.
  public var name: String { Self.name(familyName, givenName) }

  /// "born 1984-03-02, age 42".
  public var born: String { "born \(birthDate)" + (ageYears.map { ", age \($0)" } ?? "") }

  static func name(_ familyName: String, _ givenName: String) -> String {
    [familyName, givenName].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension PatientLabel {
  /// The chart's first digits in the place of the record number, and nothing else.
  var unidentified: PatientLabel {
    var label = redacted(for: nil)
    label.recordNumber = String(chart.description.prefix(SignedIn.chartDigits))
    return label
  }

  /// As much of it as an answer may tell that leaves no look: the chart's id alone for a role that
  /// does not read the roster.
  func redacted(for role: Role?) -> PatientLabel {
    if let role, Permission.readRoster.holds(for: role) { return self }
    var redacted = self
    redacted.recordNumber = ""
    redacted.familyName = ""
    redacted.givenName = ""
    redacted.birthDate = ""
    redacted.ageYears = nil
    return redacted
  }
}
