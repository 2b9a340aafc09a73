public import ClinicalRecord
public import Ledger

/// What is never held up, said of a chart with an entry that cannot be believed, opened or read.
///
/// It is taken by headers alone, as a device's is: it goes to the visit that is named, or to the
/// newest, and neither what is on record nor a rule is asked, since neither can be.
struct UnreadChartRecording {
  private let person: SignedIn
  private let request: RecordRequest
  private let chart: SubjectID
  private let aside: ChartSetAside

  /// Nil where a request can wait, as what stands on paper can, and for an error that is not of its
  /// chart alone.
  init?(by person: SignedIn, _ request: RecordRequest, after error: any Error) {
    guard request.isNeverHeldUp, request.transcription == nil, let chart = request.chart,
      let aside = ChartSetAside(chart, after: error)
    else { return nil }
    self.person = person
    self.request = request
    self.chart = chart
    self.aside = aside
  }

  func run() throws -> Recorded {
    let charts = try person.chartReader(toDo: "record care").charts
    let now = person.clock.now()
    let second = try request.secondSigner.map { try person.secondSigner($0) }
    var order = WriteOrder(
      id: request.appendID, signers: try person.signers(second),
      nowMicroseconds: person.clock.nowMicroseconds())
    order.charts = [chart]
    order.isNeverHeldUp = true
    let replay = Replay(by: person, request, secondSigner: second?.actor)
    order.isSame = { try replay.isSame(as: $0) }
    let written = try person.write(order, concerning: chart) { draft, site in
      var steps: [Plan.Step] = []
      for statement in request.statements {
        steps += try Plan.steps(
          byShapeOf: [statement], on: try visit(of: statement, in: draft), by: person.role,
          site: site, now: now)
      }
      let sealing = try charts.sealingKeyOfUnread(chart, site, in: draft)
      let introduction = try sealing.introduction(
        in: person.ledger.id, occurred: now.occurred)
      let proposals = try steps.map { try $0.proposal(sealedWith: sealing.key) }
      return Decided(
        introduction + proposals, (steps, site.clock, UInt64(introduction.count)))
    }
    guard case .appended(let appended, let (steps, clock, preceding)) = written else {
      return try person.recordedBefore(written.appended)
    }
    let first = appended.positions.lowerBound + preceding
    var recorded = Recorded(
      positions: appended.positions,
      lines: steps.enumerated().map { index, step in
        Recorded.Line(step.event, at: first + UInt64(index), step.occurred, on: clock)
      },
      recordedMicroseconds: appended.recordedMicroseconds,
      signatures: [person.signature(at: now.unixMicroseconds)], wasAlreadyRecorded: false,
      patient: person.labelByIntake(of: chart)?.redacted(for: person.role),
      visitNumber: steps.first?.stream.number, explainedDepartures: [], owedDepartures: [])
    recorded.isReasonLeftOut = request.reason != nil || !request.reasonsByRule.isEmpty
    recorded.remarks = [
      "the chart could not be read, and no rule was asked: \(aside.cause)"
    ]
    return recorded
  }

  /// - Throws: `ClinicError.noVisit`, `.unknownVisit`.
  private func visit(
    of statement: Statement, in reader: borrowing LedgerSnapshot
  ) throws -> StreamKey {
    let visits = try reader.streams(of: chart).filter { $0.type == .visit }
    guard let newest = visits.max(by: { $0.number < $1.number }) else { throw ClinicError.noVisit }
    guard let number = statement.visitNumber else { return newest }
    guard let named = visits.first(where: { $0.number == number }) else {
      throw ClinicError.unknownVisit(number: number)
    }
    return named
  }
}

extension ChartKeys {
  /// The key for what is never held up, where that of the chart may be lost: then a new one, with a
  /// number that no entry has introduced.
  fileprivate func sealingKeyOfUnread(
    _ subject: SubjectID, _ site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> SealingKey {
    do { return try sealingKey(of: subject, site, in: reader) } catch let error as KeyError {
      guard let newest = try reader.newestKeyIntroduction(of: subject) else { throw error }
      var key: DataKey
      repeat { key = try makeKey(for: subject) } while key.number <= newest.number
      try grant(key, to: site.staff.devices(serving: subject), in: reader)
      return SealingKey(key: key, isNew: true)
    }
  }
}

extension SignedIn {
  /// Whom a statement is about that is never held up; also where the chart cannot be read but for
  /// its intake.
  ///
  /// - Throws: as ``patient(_:)``.
  public func patientOfEmergency(_ who: String) throws -> PatientLabel {
    do { return try patient(who) } catch {
      guard role != .device, charts != nil else { throw error }
      let labels = try clinic.openCharts().compactMap(labelByIntake)
      let digits = who.lowercased()
      let found = labels.filter { label in
        label.recordNumber == who.uppercased()
          || digits.count >= Self.chartDigits && label.chart.description.hasPrefix(digits)
      }
      guard let label = found.first, found.count == 1,
        let failure = failureToRead(label.chart), ChartSetAside(label.chart, after: failure) != nil
      else { throw error }
      return label.redacted(for: role)
    }
  }

  private func failureToRead(_ chart: SubjectID) -> (any Error)? {
    do {
      _ = try chartFile(chart)
      return nil
    } catch { return error }
  }

  /// Who a chart's first entry says that the patient is; nil where that cannot be read either.
  func labelByIntake(of chart: SubjectID) -> PatientLabel? {
    guard let charts else { return nil }
    let intake = try? ledger.read { snapshot -> IntakeReceived? in
      // It follows the introduction of the chart's first key, in one append.
      guard let introduction = try snapshot.keyIntroduction(of: chart, number: 1) else {
        return nil
      }
      let entry = try snapshot.entry(at: introduction.position + 1)
      guard entry.header.stream.subject == chart, entry.header.isOf(IntakeReceived.kind) else {
        return nil
      }
      let key = try charts.key(of: entry.header, position: entry.position, in: snapshot)
      let body = try entry.open(with: key, in: snapshot.ledgerID)
      guard case .chart(.intakeReceived(let intake))? = try entry.fact(body: body)?.value else {
        return nil
      }
      return intake
    }
    guard let intake = intake ?? nil else { return nil }
    let identity = PatientIdentity(intake)
    return PatientLabel(
      chart: chart, recordNumber: intake.recordNumber, familyName: identity.familyName,
      givenName: identity.givenName, birthDate: identity.birthDate, on: today)
  }
}
