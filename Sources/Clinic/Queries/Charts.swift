public import ClinicalRecord
public import Compliance
public import Ledger
internal import Projections

extension SignedIn {
  /// Whom a statement is about, by a record number or the first digits of a chart id.
  ///
  /// It is no access: nothing is shown yet (``recordDisclosureOfName(_:)``). A role that does not
  /// read the roster is told what it named the patient by.
  ///
  /// - Throws: `ClinicError.unknownPatient`, `.ambiguousPatient`; `.notPermitted` for a role that
  ///   holds no chart's key.
  public func patient(_ who: String) throws -> PatientLabel {
    let subject = try chart(named: who)
    guard role != .device else { return .ofDevice(chart: subject) }
    let patient = try patientLabel(of: subject)
    var redacted = patient.redacted(for: role)
    if patient.recordNumber == who.uppercased() { redacted.recordNumber = patient.recordNumber }
    return redacted
  }

  /// Records that a patient's name is shown before anything is recorded about them: an access to
  /// the roster, on disk when this returns.
  ///
  /// - Returns: whether the name may be shown: false for a role that does not read the roster, and
  ///   where the access could not be recorded. The record number has to do then, and the act itself
  ///   is not held up.
  public func recordDisclosureOfName(_ patient: PatientLabel) -> Bool {
    let disclosure = Disclosure(chart: patient.chart, look: .rosterLine, listedCount: 1)
    return (try? disclosing(.readRoster) { _ in (true, disclosed: [disclosure]) }) ?? false
  }

  /// The chart that a record number, or the first digits of a chart id, names; it says nothing
  /// about the patient.
  ///
  /// - Parameters:
  ///   - permission: what the chart is wanted for, which a refusal names.
  ///   - followsMerges: a chart that is merged into another leads to that one.
  /// - Throws: as ``patient(_:)``; `ClinicError.chartErased`. By its record number, an erased chart
  ///   is unknown.
  public func chart(
    named who: String, for permission: Permission = .holdKeys, followsMerges: Bool = true
  ) throws -> SubjectID {
    let chart = try anyChart(named: who, for: permission, followsMerges: followsMerges)
    guard let position = try ledger.read({ try $0.custody(of: chart) }).closedAt else {
      return chart
    }
    throw chart.description.hasPrefix(who.lowercased())
      ? ClinicError.chartErased(chart, position: position) : ClinicError.unknownPatient(who)
  }

  /// The same, for what is still there of an erased chart.
  public func anyChart(
    named who: String, for permission: Permission = .holdKeys, followsMerges: Bool = true
  ) throws -> SubjectID {
    if role == .device { return try refusing { try served(who) } }
    guard charts != nil else {
      throw refusal(
        notPermitted(permission.rawValue, roles: permission.roles, offersEmergency: false))
    }
    do {
      let chart = try knownChart(named: who)
      return followsMerges ? try chartGroup(of: chart).survivor : chart
    } catch {
      // Whoever is refused what they want the chart for is refused it whether or not there is one.
      guard permission.holds(for: role) else { throw refusal(notPermitted(permission)) }
      throw error
    }
  }

  private func knownChart(named who: String) throws -> SubjectID {
    let digits = who.lowercased()
    // No record number is as long as a whole id.
    if digits.count < SubjectID.none.description.count,
      let subject = try chart(withRecordNumber: who)
    {
      return subject
    }
    guard let match = try clinic.chart(withIDBeginning: digits) else {
      throw ClinicError.unknownPatient(who)
    }
    return match
  }

  /// A device looks nobody up: it knows the ids of the charts that it serves or has served, since
  /// what it says again may have been recorded.
  private func served(_ who: String) throws -> SubjectID {
    let digits = who.lowercased()
    let served = try chartsServed(by: actor)
    guard !served.isEmpty else {
      throw ClinicError.deviceServesNone(handle: label.handle)
    }
    let matches = served.filter { $0.description.hasPrefix(digits) }
    guard digits.count >= Self.chartDigits, let match = matches.first else {
      throw ClinicError.unknownPatient(who)
    }
    guard matches.count == 1 else {
      throw ClinicError.ambiguousPatient(who, matches: matches.count)
    }
    return match
  }

  private func chartsServed(by device: UInt32) throws -> Set<SubjectID> {
    try ledger.read { snapshot in
      let own = StreamKey(type: .staff, subject: .none, number: device)
      return Set(
        try snapshot.stream(own).compactMap { entry in
          guard
            case .staff(.deviceAssigned(let assigned))? = try entry.fact(body: entry.body)?.value
          else { return nil }
          return assigned.subject
        })
    }
  }

  /// Digits of a chart id that name it: enough that no mistyped record number does.
  static let chartDigits = 8

  /// Everybody in the roster, or those whose name, record number or birth date holds every word of
  /// a query, now or before it was corrected.
  ///
  /// - Parameter emergency: for whoever holds the charts' keys but does not read the roster.
  /// - Throws: `ClinicError.notPermitted`, `.lookNotRecorded`.
  public func patients(
    matching query: String?, emergency: BreakGlass? = nil
  ) throws -> [RosterListing] {
    try leavingErasedOut {
      try disclosing(.readRoster, emergency: emergency) { _ in
        let query = RosterQuery(query)
        return listed(try listings { query.match($0) })
      }
    }
  }

  /// Whoever has the name and the birth date of somebody whose intake is about to be recorded: they
  /// may be one person. Seeing them is a look at the roster.
  ///
  /// - Throws: `ClinicError.notPermitted`, `.lookNotRecorded`.
  public func patients(likeIntake intake: IntakeReceived) throws -> [RosterListing] {
    try leavingErasedOut {
      try disclosing(.readRoster) { _ in
        listed(
          try listings { roster in
            roster.isNamed(intake.familyName, intake.givenName, born: intake.birthDate)
              ? .current : nil
          })
      }
    }
  }

  /// Who a patient is on record, for a correction to begin with; it is shown by whoever has
  /// recorded the look (``recordDisclosureOfName(_:)``).
  ///
  /// - Throws: `ClinicError.unknownPatient`.
  public func identity(of chart: SubjectID) throws -> PatientIdentity {
    guard let identity = try chartFile(chart).chart.identity else {
      throw ClinicError.unknownPatient(chart.description)
    }
    return identity
  }

  private func listed(_ listings: [RosterListing]) -> ([RosterListing], disclosed: [Disclosure]) {
    let count = UInt32(clamping: listings.count)
    return (
      listings,
      listings.map { Disclosure(chart: $0.patient.chart, look: .rosterLine, listedCount: count) }
    )
  }

  private func listings(
    matching match: (Roster.State) -> RosterQuery.Match?
  ) throws -> [RosterListing] {
    let open = try clinic.openCharts()
    // Without it, as where a policy is not signed, no infusion is counted.
    let site = try? ledger.read { try SiteState.load(from: $0) }
    let loaded = try load(
      [ChartFold<Roster>.self, ChartFold<VisitIndex>.self, ChartFold<Treatment>.self], of: open,
      settingAside: true)
    let subjects = open.filter { loaded.setAside[$0] == nil }
    let states = Dictionary(
      try subjects.map { subject in
        (
          subject,
          ListedChart(
            roster: try loaded.state(ChartFold<Roster>.self, of: subject),
            visits: try loaded.state(ChartFold<VisitIndex>.self, of: subject).visits,
            treatment: try loaded.state(ChartFold<Treatment>.self, of: subject))
        )
      }, uniquingKeysWith: { first, _ in first })
    // Who is merged into another is listed with that one, and found by what either is known by.
    let members = Dictionary(grouping: subjects) { subject in
      states[subject]?.roster.survivor.flatMap { states[$0] == nil ? nil : $0 } ?? subject
    }
    return members.compactMap { survivor, charts in
      let merged = charts.filter { $0 != survivor }.compactMap { states[$0] }
      guard let own = states[survivor],
        let match = match(own.roster)
          ?? merged.compactMap({ match($0.roster)?.ofMerged($0.roster) }).first
      else { return nil }
      return listing(of: survivor, own, merged, match, site)
    }.sorted { $0.patient.recordNumber < $1.patient.recordNumber }
  }

  func patientLabel(of subject: SubjectID) throws -> PatientLabel {
    if let file = try? chartFileToDecide(subject), file.chart.intake != nil,
      let label = file.label(on: today)
    {
      return label
    }
    return patientLabel(of: subject, try roster(of: subject))
  }

  /// The number after those that are taken, from 1001.
  func nextRecordNumber() throws -> String {
    let taken = try recordNumbers()
    var number = 1001 + (try clinic.chartSubjects().count)
    while taken.contains(String(number)) { number += 1 }
    return String(number)
  }

  /// An answer about many charts is computed anew when one of them is erased meanwhile.
  func leavingErasedOut<Answer>(_ answer: () throws -> Answer) throws -> Answer {
    for _ in 0..<Clinic.renewalAttempts {
      do { return try answer() } catch ClinicError.chartErased { continue }
    }
    return try answer()
  }

  private func patientLabel(of subject: SubjectID, _ roster: Roster.State) -> PatientLabel {
    PatientLabel(
      chart: subject, recordNumber: roster.recordNumber, familyName: roster.familyName,
      givenName: roster.givenName, birthDate: roster.birthDate, on: today)
  }

  private func listing(
    of subject: SubjectID, _ own: ListedChart, _ merged: [ListedChart], _ match: RosterQuery.Match,
    _ site: SiteState?
  ) -> RosterListing {
    let visits = ([own] + merged).flatMap(\.visits)
    let newest = visits.max {
      ($0.arrivedMicroseconds, $0.number) < ($1.arrivedMicroseconds, $1.number)
    }
    let patient = patientLabel(of: subject, own.roster)
    let now = clock.nowMicroseconds()
    let leftOpen = visits.filter { $0.isLeftOpen(at: now) }
    return RosterListing(
      patient: patient, formerly: formerly(match, patient),
      mergedRecordNumbers: merged.map(\.roster.recordNumber).sorted(),
      visits: UInt32(visits.count),
      newestVisitDate: newest.map { clock.clinicClock.local($0.arrived).localDate.iso8601 },
      newestVisitStage: newest?.stage.rawValue,
      newestCount: newest.flatMap { count(of: $0, in: [own] + merged, site) },
      visitsLeftOpen: leftOpen.map {
        clock.clinicClock.local($0.arrived).localDate.iso8601
      }.sorted())
  }
}

extension SignedIn {
  /// Which infusion a visit's is, of the charts of one patient.
  private func count(
    of visit: VisitIndex.Line, in charts: [ListedChart], _ site: SiteState?
  ) -> InfusionCount? {
    guard let policy = try? site?.policy(of: visit.arrived) else { return nil }
    let records = charts.map { $0.treatment.record(on: clock.clinicClock) }
    let record = TreatmentRecord(
      infusions: records.flatMap(\.infusions), marks: records.flatMap(\.marks))
    if let started = visit.started { return record.count(of: started.position, under: policy) }
    guard visit.stage != .ended, let indication = Indication(rawValue: visit.indication) else {
      return nil
    }
    return record.countOfNext(at: clock.now(), for: indication, under: policy)
  }
}

/// "Twin, Ada", "born 1984-03-02": what of a former identity is another than now.
private func formerly(_ match: RosterQuery.Match, _ patient: PatientLabel) -> String? {
  guard case .formerly(let former) = match else { return nil }
  let name = PatientLabel.name(former.familyName, former.givenName)
  let parts = [
    name == patient.name ? "" : name,
    former.birthDate == patient.birthDate ? "" : "born \(former.birthDate)",
  ]
  let said = parts.filter { !$0.isEmpty }.joined(separator: ", ")
  return said.isEmpty ? nil : said
}

extension Clinic {
  /// The chart whose id begins with digits that are enough to name one; nil where none does. It
  /// takes nobody's key.
  ///
  /// - Throws: `ClinicError.ambiguousPatient`.
  public func chart(withIDBeginning digits: String) throws -> SubjectID? {
    let digits = digits.lowercased()
    guard digits.count >= SignedIn.chartDigits, digits.allSatisfy(\.isHexDigit) else { return nil }
    let matches = try chartSubjects().filter { $0.description.hasPrefix(digits) }
    guard matches.count <= 1 else {
      throw ClinicError.ambiguousPatient(digits, matches: matches.count)
    }
    return matches.first
  }

  /// Every chart of the ledger, erased ones too, in the order of their ids.
  func chartSubjects() throws -> [SubjectID] {
    try ledger.read { try $0.subjects(with: .chart) }
  }

  /// The charts that are not erased.
  func openCharts() throws -> [SubjectID] {
    try ledger.read { snapshot in
      let closed = Set(try snapshot.closedCharts().map(\.chart))
      return try snapshot.subjects(with: .chart).filter { !closed.contains($0) }
    }
  }
}

/// What a listing tells of one chart.
private struct ListedChart {
  let roster: Roster.State
  let visits: [VisitIndex.Line]
  let treatment: Treatment.State
}

extension RosterQuery.Match {
  /// What fits is what the patient was known by in a chart that is merged.
  fileprivate func ofMerged(_ roster: Roster.State) -> RosterQuery.Match {
    guard case .current = self else { return self }
    return .formerly(
      Roster.Former(
        familyName: roster.familyName, givenName: roster.givenName, birthDate: roster.birthDate))
  }
}

extension PatientLabel {
  /// As a device knows whom it serves: by the chart's id alone.
  fileprivate static func ofDevice(chart: SubjectID) -> PatientLabel {
    PatientLabel(
      chart: chart, recordNumber: "chart \(chart.description.prefix(8))", familyName: "",
      givenName: "", birthDate: "", on: LocalDate(daysSinceEpoch: 0))
  }
}

extension VisitIndex.Line {
  var arrived: ClinicalTime {
    ClinicalTime(
      unixMicroseconds: arrivedMicroseconds, utcOffsetMinutes: utcOffsetMinutes,
      precision: .minute)
  }

  /// Whether nobody has said how it ended, long after it must have.
  func isLeftOpen(at microseconds: Int64) -> Bool {
    stage != .ended && microseconds &- arrivedMicroseconds > Visit.longestMicroseconds
  }

  /// When its infusion started, as far as the entries below a size say so.
  func started(below size: UInt64) -> ClinicalTime? {
    guard let started, started.position < size else { return nil }
    return ClinicalTime(
      unixMicroseconds: started.unixMicroseconds, utcOffsetMinutes: started.utcOffsetMinutes,
      precision: .minute)
  }

  /// The local day that the visit counts for: of its infusion, of its arrival while it has none.
  func day(below size: UInt64, _ clock: ClinicClock) -> LocalDate {
    clock.local(started(below: size) ?? arrived).localDate
  }
}

/// One line of `patients`.
public struct RosterListing: Sendable {
  public var patient: PatientLabel
  /// The name or birth date that fits, where it was corrected since.
  public var formerly: String?
  /// Of the charts that are merged into this one.
  public var mergedRecordNumbers: [String] = []
  public var visits: UInt32
  /// The local date of the newest visit, YYYY-MM-DD; nil before the first.
  public var newestVisitDate: String?
  /// "scheduled", "infusing", …; nil before the first visit.
  public var newestVisitStage: String?
  /// Which infusion the newest visit's is, or is to be; nil where it ended without one.
  public var newestCount: InfusionCount?
  /// The local dates of visits that nobody has ended, long after they must have been.
  public var visitsLeftOpen: [String] = []
}
