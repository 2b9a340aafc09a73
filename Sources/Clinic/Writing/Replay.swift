internal import ClinicalRecord
internal import Ledger

/// Whether an append that is in the ledger already says the same as a request made again with its
/// id.
struct Replay {
  /// Who makes the request again: somebody else's append is not theirs.
  let person: SignedIn
  let request: RecordRequest
  /// Who signs, or is asked to sign, beside them; nil when nobody does.
  let secondSigner: UInt32?

  init(by person: SignedIn, _ request: RecordRequest, secondSigner: UInt32?) {
    self.person = person
    self.request = request
    self.secondSigner = secondSigner
  }

  /// Compares what was stated: events, chart, visit, stated times and the reason. What the ledger
  /// added itself, a key's introduction, an opened visit, a given record number, is left out.
  ///
  /// A device whose service has ended opens nothing any more. Of the append that ended it, so that
  /// a transfer whose answer was lost is not taken for refused, headers alone are compared: whoever
  /// is answered is told so (``Recorded/isCompared``). Of any other, nothing is confirmed.
  ///
  /// - Throws: `ClinicError.deviceCannotCompare`.
  func isSame(as entries: [Entry]) throws -> Bool {
    guard entries.first?.header.actor == person.actor,
      entries.last?.signatures?.secondSigner?.actor == secondSigner
    else { return false }
    // Recorded before the charts were merged, it stands in the one that it was stated of.
    let charts = try request.chart.map { try person.chartGroup(of: $0).charts } ?? []
    var stated: [(entry: Entry, event: ClinicalEvent?)] = []
    var reasons: Set<String> = []
    var isTranscribed = false
    var statedExplanations = request.statements.count { $0.event.isExplanation }
    // What a document's line says of its bytes, its digest does.
    for entry in entries where entry.header.stream.type != .document {
      let fact: Fact<ClinicalEvent>
      do {
        guard let opened = try person.fact(of: entry) else { continue }
        fact = opened
      } catch ClinicError.keyMissing where person.role == .device {
        guard entries.contains(where: { $0.header.endsService(of: person.actor) }) else {
          throw ClinicError.deviceCannotCompare(
            handle: person.label.handle, position: entry.position)
        }
        stated.append((entry, nil))
        continue
      }
      switch fact.value {
      case .chart(.visitOpened), .operations(.checkpointContradicted), .policy(.drugBookOpened):
        continue
      // The drug book's half follows from the visit's.
      case .lot where !request.isOfLots: continue
      case .staff(.deviceReleased) where request.statements.first?.event.isClinical == true:
        continue
      case .chart(.deviationExplained(let explained)), .visit(.deviationExplained(let explained)):
        if statedExplanations == 0 {
          reasons.insert(explained.reason)
          continue
        }
        statedExplanations -= 1
      case .chart(.transcribedFromPaper(let transcribed)),
        .visit(.transcribedFromPaper(let transcribed)):
        guard request.transcription?.isSaid(by: transcribed) == true else { return false }
        isTranscribed = true
        continue
      case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: break
      }
      stated.append((entry, fact.value))
    }
    guard isTranscribed == (request.transcription != nil) else { return false }
    // A reason may have been asked for after the request was made.
    let own = Set(request.reasonsByRule.values)
    let given = own.union([request.reason].compactMap(\.self))
    if !given.isEmpty, reasons != given, own.isEmpty || reasons != own { return false }
    // What was on record before may have been left out.
    var next = stated[...]
    for statement in request.statements {
      if let (entry, event) = next.first, isSame(entry, event, statement, of: charts) {
        next.removeFirst()
      } else if !request.repeats.leaveOut(statement) {
        return false
      }
    }
    return next.isEmpty
  }

  private func isSame(
    _ entry: Entry, _ event: ClinicalEvent?, _ statement: Statement, of charts: [SubjectID]
  ) -> Bool {
    let subject = entry.header.stream.subject
    if let chart = statement.chart, subject != chart, !charts.contains(subject) { return false }
    if let visit = statement.visitNumber, entry.header.stream.type == .visit,
      entry.header.stream.number != visit
    {
      return false
    }
    if let occurred = statement.occurred?.occurred,
      entry.header.occurred.unixMicroseconds != occurred.unixMicroseconds
        || entry.header.occurred.precision != occurred.precision
    {
      // The offset is the clinic's, whichever was stated.
      return false
    }
    if let lot = statement.lotNumber, entry.header.stream.type == .drugLot,
      entry.header.stream.number != lot
    {
      return false
    }
    guard let event else { return entry.header.isOf(statement.event.kind) }
    return encoded(event, like: statement.event) == encoded(statement.event, like: statement.event)
  }

  /// The event's bytes; an intake that was stated without a record number is compared without it,
  /// and a drawing without lot or vial without that, and a document without the number that it was
  /// given.
  private func encoded(_ event: ClinicalEvent, like statement: ClinicalEvent) -> [UInt8]? {
    if case .chart(.documentAttached(var attached)) = event {
      attached.documentNumber = 0
      return try? ClinicalEvent.chart(.documentAttached(attached)).serialized()
    }
    if case .visit(.drugDrawn(var drawn)) = event,
      case .visit(.drugDrawn(let stated)) = statement
    {
      if stated.lotNumber == 0 { drawn.lotNumber = 0 }
      if stated.vialNumber == 0 { drawn.vialNumber = 0 }
      return try? ClinicalEvent.visit(.drugDrawn(drawn)).serialized()
    }
    guard case .chart(.intakeReceived(var intake)) = event,
      case .chart(.intakeReceived(let stated)) = statement, stated.recordNumber.isEmpty
    else { return try? event.serialized() }
    intake.recordNumber = ""
    return try? ClinicalEvent.chart(.intakeReceived(intake)).serialized()
  }
}

extension EntryHeader {
  fileprivate func endsService(of device: UInt32) -> Bool {
    isOf(DeviceReleased.kind) && stream.number == device
  }
}

extension ClinicalEvent {
  fileprivate var isExplanation: Bool {
    switch self {
    case .chart(.deviationExplained), .visit(.deviationExplained): true
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: false
    }
  }
}
