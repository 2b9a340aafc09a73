public import ClinicalRecord
public import Compliance
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Everything recorded about a patient, in the order in which it happened, both times beside
  /// each: of every chart that is merged, or that was as of then.
  ///
  /// - Parameters:
  ///   - visit: only this visit's entries; nil: the chart's and every visit's.
  ///   - letter: of the chart whose visit it is, where several are merged; nil: the survivor's.
  ///   - asOf: the ledger as it stood.
  ///   - emergency: for whoever holds the charts' keys but does not read charts.
  /// - Throws: `ClinicError.unknownVisit`, `.notPermitted`, `.damagedEntry`, `.lookNotRecorded`.
  public func timeline(
    of chart: SubjectID, visit: UInt32?, inChart letter: String? = nil, asOf: AsOf?,
    emergency: BreakGlass? = nil
  ) throws -> Timeline {
    try disclosing(.readCharts, emergency: emergency, concerning: chart) { context in
      let timeline = try timeline(
        of: chart, visit: visit, inChart: letter, asOf: asOf, for: context)
      let look: Look = visit.map { .visit($0, .timeline) } ?? .chart(.timeline)
      let shown = timeline.charts.filter { visit == nil || $0.letter == letter ?? "A" }
      return (timeline, shown.map { Disclosure(chart: $0.chart, look: look) })
    }
  }

  private func timeline(
    of chart: SubjectID, visit: UInt32?, inChart letter: String?, asOf: AsOf?,
    for context: AccessContext
  ) throws -> Timeline {
    let head = try clinic.head(asOf: asOf)
    let (file, site) = try ledger.read { snapshot in
      let site = try SiteState.load(below: head.size, from: snapshot)
      let group = try snapshot.chartGroup(of: chart, below: head.size, keys: context.charts)
      return (
        try ChartFile.load(
          group.survivor, below: head.size, keys: context.charts, clock: site.clock,
          from: snapshot), site
      )
    }
    let day = try asOf == nil ? today : lastRecordedDay(in: head)
    guard let patient = file.label(on: day) else {
      throw ClinicError.unknownPatient(chart.description)
    }
    let members = ([file] + file.merged).enumerated().map { index, file in
      (file, Timeline.Chart(file, letter: Timeline.letter(index), on: day))
    }
    let shown = members.filter { visit == nil || $0.1.letter == letter ?? "A" }
    // A visit whose arrival was entered in error has its entries still.
    if let visit, !shown.contains(where: { $0.0.facts.contains { $0.visitNumber == visit } }) {
      throw ClinicError.unknownVisit(number: visit)
    }
    let rows = shown.flatMap { file, chart in
      let conflicting = file.visits.mapValues { $0.conflictingSamples() }
      let papers = file.papers(site)
      return file.facts.filter { visit == nil || $0.visitNumber == visit }.map { line in
        var row = row(for: line.fact, visitNumber: line.visitNumber, in: file, site: site)
        row.chartLetter = members.count > 1 ? chart.letter : nil
        row.conflicting = row.visitNumber.flatMap { conflicting[$0]?[row.position] } ?? []
        row.paper = papers[row.position]
        return row
      }
    }.sorted { $0.place < $1.place }
    let doubted = try daysAhead(of: rows.map(\.position))
    let seconds = try secondSigners(of: rows.filter { !$0.event.isVitals }.map(\.position))
    let marked = rows.map { row in
      var row = row
      row.daysAfterEntryBefore = doubted[row.position]
      row.secondSigner = seconds[row.position].flatMap { site.label(of: $0) }
      return row
    }
    return Timeline(
      patient: patient, charts: members.map(\.1),
      visits: try headings(of: file, shown, visit: visit, site: site, in: head), rows: marked,
      treeSize: head.size,
      treeRoot: head.root.hex, clock: site.clock)
  }

  /// The visits that are shown, each with which infusion of which course it is.
  private func headings(
    of file: ChartFile, _ shown: [(ChartFile, Timeline.Chart)], visit: UInt32?, site: SiteState,
    in head: TreeHead
  ) throws -> [Timeline.Heading] {
    guard site.policies.stage == .adopted else { return [] }
    let now = head.size == 0 ? 0 : try lastRecorded(in: head)
    return try shown.flatMap { member, chart in
      try member.visits.filter { visit == nil || $0.key == visit }.sorted { $0.key < $1.key }
        .compactMap { number, state -> Timeline.Heading? in
          guard let arrival = state.arrival else { return nil }
          let states = try file.caseFile(
            visit: number, of: member, site: site, nowMicroseconds: now, size: head.size)
          return Timeline.Heading(
            visitName: file.merged.isEmpty ? "\(number)" : "\(chart.letter)/\(number)",
            visitNumber: number, chart: member.subject, arrived: arrival.occurred,
            indication: arrival.value.indication, count: states.infusionCount)
        }
    }.sorted { $0.arrived.unixMicroseconds < $1.arrived.unixMicroseconds }
  }

  /// By how many days the ledger's clock lay ahead of its entry before, where that was too far to
  /// be believed unasked.
  private func daysAhead(of positions: [UInt64]) throws -> [UInt64: Int64] {
    let most = Clinic.mostMicrosecondsAhead(isTraining: clinic.isTraining)
    var days: [UInt64: Int64] = [:]
    try ledger.read { snapshot in
      for position in positions where position > 0 {
        let recorded = try snapshot.outline(at: position).stamp.recordedMicroseconds
        let before = try snapshot.outline(at: position - 1).stamp.recordedMicroseconds
        if recorded.isFarBeyond(before, by: most) {
          days[position] = (recorded &- before) / Age.day
        }
      }
    }
    return days
  }

  /// Who signed entries beside whoever recorded them.
  private func secondSigners(of positions: [UInt64]) throws -> [UInt64: UInt32] {
    var seconds: [UInt64: UInt32] = [:]
    try ledger.read { snapshot in
      for position in positions {
        let header = try snapshot.outline(at: position).header
        let last = try snapshot.entry(at: position + UInt64(header.lastIndex - header.index))
        seconds[position] = last.signatures?.secondSigner?.actor
      }
    }
    return seconds
  }

  private func row(
    for fact: Fact<ClinicalEvent>, visitNumber: UInt32, in file: ChartFile, site: SiteState
  ) -> Timeline.Row {
    let visit = file.visits[visitNumber]
    let end = visit?.end?.position
    return Timeline.Row(
      position: fact.position, visitNumber: visitNumber == 0 ? nil : visitNumber,
      occurred: fact.occurred, recordedMicroseconds: fact.recordedMicroseconds,
      event: fact.value, name: fact.value.kind.name,
      sentence: site.sentence(of: fact.value, occurred: fact.occurred),
      recordedBy: site.label(of: fact.actor),
      isLate: fact.occurred.isLate(recordedMicroseconds: fact.recordedMicroseconds),
      isAfterEnd: end.map { fact.position > $0 && !fact.value.isCorrection } ?? false,
      outcome: outcome(of: fact, in: file, site),
      corrects: fact.value.correction?.position)
  }

  private func outcome(
    of fact: Fact<ClinicalEvent>, in file: ChartFile, _ site: SiteState
  ) -> Timeline.Outcome? {
    guard let correction = fact.value.correction else {
      return Timeline.Outcome(file.corrections[fact.position], site: site)
    }
    return Timeline.Outcome(of: fact.with(correction), file.corrections[correction.position])
  }
}

extension Timeline.Outcome {
  /// Nil where no correction says anything that holds.
  init?(_ outcome: Corrections.Outcome?, site: SiteState) {
    guard let outcome else { return nil }
    let amendment = outcome.all.last { $0.position == outcome.amendment?.position }
    let last = outcome.retraction ?? amendment
    self.init(
      amendedBy: outcome.amendment?.position, enteredInErrorBy: outcome.retraction?.position,
      reason: last?.value.reason ?? "",
      coSignatures: outcome.coSignatures.map {
        Timeline.CoSignature(position: $0.position, by: site.label(of: $0.actor))
      })
    if !isSuperseded && coSignatures.isEmpty { return nil }
  }

  /// Of a correction, which is none of the patient's statements: what has taken its place. Nil
  /// while it holds.
  init?(of correction: Fact<Correction>, _ outcome: Corrections.Outcome?) {
    let later = outcome?.all.filter { $0.position > correction.position } ?? []
    let next: Fact<Correction>? =
      switch correction.value.change {
      case .coSigned, .reinstated: nil
      case .enteredInError:
        outcome?.retraction?.position == correction.position
          ? nil : later.first { $0.value.change != .coSigned }
      case .amended:
        outcome?.stands == true && outcome?.amendment?.position == correction.position
          ? nil : outcome?.retraction ?? later.last { $0.value.isAmendment }
      }
    guard let next else { return nil }
    self.init(supersededBy: next.position, reason: next.value.reason, coSignatures: [])
  }
}

/// Everything that is recorded about a patient, in the order in which it happened.
public struct Timeline: Sendable {
  /// One of the patient's charts.
  public struct Chart: Sendable {
    /// "A" for the survivor, "B" and so on for those that are merged into it.
    public var letter: String
    public var chart: SubjectID
    public var recordNumber: String

    init(_ file: ChartFile, letter: String, on day: LocalDate) {
      self.letter = letter
      chart = file.subject
      recordNumber = file.label(on: day)?.recordNumber ?? ""
    }
  }

  /// One of the visits.
  public struct Heading: Sendable {
    /// "2"; "B/2" where the patient has several charts.
    public var visitName: String
    public var visitNumber: UInt32
    /// That it stands in.
    public var chart: SubjectID
    public var arrived: ClinicalTime
    public var indication: Indication
    /// Which infusion the visit's is, or is to be; nil where it ended without one.
    public var count: InfusionCount?
  }

  /// One entry, with both of its times.
  public struct Row: Sendable {
    public var position: UInt64
    /// Nil for what belongs to the chart.
    public var visitNumber: UInt32?
    /// Of the chart that it stands in; nil where the patient has one.
    public var chartLetter: String?
    public var occurred: ClinicalTime
    public var recordedMicroseconds: Int64
    public var event: ClinicalEvent
    public var name: String
    public var sentence: String
    public var recordedBy: StaffLabel?
    /// Who witnessed it: signed beside whoever recorded it; nil where nobody did.
    public var secondSigner: StaffLabel?
    /// Recorded more than five minutes after it happened.
    public var isLate: Bool
    /// Recorded after the visit had ended.
    public var isAfterEnd: Bool
    /// Set where the ledger's clock lay further ahead of its entry before than a clinic is ever
    /// idle: it may have been wrong.
    public var daysAfterEntryBefore: Int64?
    /// Entries in which a monitor says something else for the same time.
    public var conflicting: [UInt64] = []
    /// Where it was transcribed from; nil where it was recorded here first.
    public var paper: Paper?
    /// What corrections say of it; nil where none does.
    public var outcome: Outcome?
    /// The entry that it corrects; nil for what is no correction.
    public var corrects: UInt64?

    /// By occurred time, then position; an amendment that leaves the time as it was, right behind
    /// what it amends.
    fileprivate var place: (Int64, UInt64, UInt64) {
      let original = event.correction.flatMap { $0.isAmendment ? $0.position : nil }
      return (occurred.unixMicroseconds, original ?? position, position)
    }
  }

  /// What corrections say of an entry.
  public struct Outcome: Sendable {
    /// The entry by which it says something else now; nil where it says what it said.
    public var amendedBy: UInt64?
    /// The entry by which it counts no more; nil while it stands.
    public var enteredInErrorBy: UInt64?
    /// Of a correction, the newer one that holds in its place.
    public var supersededBy: UInt64?
    /// Why it is amended or counts no more; free text.
    public var reason: String
    /// Where it was co-signed, and by whom.
    public var coSignatures: [CoSignature]

    /// Whether what it said itself counts.
    public var isSuperseded: Bool {
      amendedBy != nil || enteredInErrorBy != nil || supersededBy != nil
    }
  }

  /// Somebody who stands by what others signed.
  public struct CoSignature: Sendable {
    public var position: UInt64
    public var by: StaffLabel?
  }

  public var patient: PatientLabel
  /// The survivor first; more than one where charts are merged.
  public var charts: [Chart] = []
  /// Of what is shown, by arrival; none whose arrival was entered in error.
  public var visits: [Heading] = []
  /// By occurred time, then position.
  public var rows: [Row]
  /// The tree that the answer was computed from.
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// By which recorded times are shown.
  public var clock = ClinicClock.unnamed

  /// "A" for the first of a patient's charts; after "Z", numbers.
  static func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return index < letters.count ? String(letters[index]) : "\(index + 1)"
  }
}

extension Timeline.Row {
  /// "2"; "B/2" where the patient has several charts, and "B" for what belongs to no visit of it.
  public var visitName: String? {
    [chartLetter, visitNumber.map { "\($0)" }].compactMap(\.self).joined(separator: "/")
      .nonEmpty
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
