public import ClinicalRecord
internal import Ledger
internal import TransparencyLog

/// An entry about a patient, or of the drug book, that is to be corrected: as it was made, and as
/// it stands.
public struct CorrectableEntry: Sendable {
  public var position: UInt64
  /// Nil for an entry of the drug book.
  public var patient: PatientLabel?
  /// Nil for what belongs to the chart.
  public var visitNumber: UInt32?
  /// Of the drug book; nil for what is about a patient.
  public var lotNumber: UInt32?
  /// As it was made.
  public var original: ClinicalEvent
  /// As it stands, amendments counted; what it says where it is entered in error.
  public var event: ClinicalEvent
  public var occurred: ClinicalTime
  /// What it says as it stands, with the staff by name.
  public var sentence: String
  /// The entry that says that it was entered in error; nil while it stands.
  public var retractedBy: UInt64?
  let leafHash: [UInt8]

  /// Whether it says of another that it was transcribed from paper.
  public var isPaper: Bool { original.kind == TranscribedFromPaper.kind }

  /// The correction, as it is recorded.
  ///
  /// - Parameters:
  ///   - reason: free text; empty for a co-signature.
  ///   - occurred: of an amendment; nil: now.
  /// - Throws: `ClinicError.neverCorrected` for a replacement of another stream.
  public func statement(
    _ change: Correction.Change, reason: String = "", occurred: ClinicalTime? = nil
  ) throws(ClinicError) -> Statement {
    let correction = Correction(
      position: position, leafHash: leafHash, change: change, reason: reason)
    guard let event = ClinicalEvent(correction, in: original.stream) else {
      throw .neverCorrected(position: position, event: original.kind.name, original: nil)
    }
    return Statement(
      chart: patient?.chart, visitNumber: visitNumber, event: event, occurred: occurred,
      lotNumber: lotNumber)
  }
}

extension CorrectableEntry {
  /// - Parameters:
  ///   - file: of the chart or of the drug book, with every entry.
  ///   - size: of the ledger.
  /// - Throws: `ClinicError.unknownPosition`, `.neverCorrected` for a correction.
  fileprivate init(
    at position: UInt64, in file: ChartFile, _ site: SiteState, size: UInt64
  ) throws(ClinicError) {
    guard let line = file.line(at: position), let hash = line.leafHash else {
      throw .unknownPosition(position, size: size)
    }
    let fact = line.fact
    if let correction = fact.value.correction {
      throw .neverCorrected(
        position: position, event: fact.value.kind.name, original: correction.position)
    }
    let outcome = file.corrections[position]
    let event = outcome?.amendment?.value ?? fact.value
    let occurred = outcome?.amendment?.occurred ?? fact.occurred
    self.init(
      position: position, original: fact.value, event: event, occurred: occurred,
      sentence: site.sentence(of: event, occurred: occurred),
      retractedBy: outcome?.retraction?.position, leafHash: hash.bytes)
  }
}

extension [CorrectableEntry] {
  /// What one of them says from now on. An arrival's visit is opened for what the arrival is for,
  /// at its time.
  ///
  /// - Throws: `ClinicError.unknownPosition` for one that is not among them, `.neverCorrected`.
  public func amending(
    _ position: UInt64, to event: ClinicalEvent, occurred: ClinicalTime, reason: String
  ) throws(ClinicError) -> [Statement] {
    guard let entry = first(where: { $0.position == position }) else {
      throw .unknownPosition(position, size: map(\.position).max() ?? 0)
    }
    var statements = [
      try entry.statement(.amended(event), reason: reason, occurred: occurred)
    ]
    guard case .visit(.arrived(let arrived)) = event else { return statements }
    for entry in self {
      guard case .chart(.visitOpened(var opened)) = entry.event else { continue }
      opened.indication = arrived.indication
      statements.append(
        try entry.statement(
          .amended(.chart(.visitOpened(opened))), reason: reason, occurred: occurred))
    }
    return statements
  }
}

extension SignedIn {
  /// Entries of one chart that are to be corrected, opened for whoever may record their kind or
  /// reads charts: a look at each, recorded before it is shown. Or of the drug book.
  ///
  /// An arrival comes with the opening of its visit, which nobody states: they are one act. What
  /// stands in the drug book beside what happened in a visit is corrected by the visit's half, and
  /// is that here.
  ///
  /// - Parameters:
  ///   - wholeAppend: with everything about the patient that was recorded in the same act.
  ///   - withPapers: with what says of them that they were transcribed.
  /// - Returns: in ledger order.
  /// - Throws: `ClinicError.unknownPosition`, `.neverCorrected`, `.notPermitted`, `.severalCharts`,
  ///   `.chartErased`, `.lookNotRecorded`.
  public func correctable(
    _ positions: [UInt64], wholeAppend: Bool = false, withPapers: Bool = false
  ) throws -> [CorrectableEntry] {
    let named = try ledger.read { snapshot in
      try positions.reduce(into: [UInt64: EntryHeader]()) { headers, position in
        guard position < snapshot.head.size else {
          throw ClinicError.unknownPosition(position, size: snapshot.head.size)
        }
        let header = try snapshot.outline(at: position).header
        let position = try snapshot.visitHalf(beside: position, header) ?? position
        headers[position] = try snapshot.outline(at: position).header
        for (other, header) in try companions(of: position, wholeAppend, in: snapshot) {
          headers[other] = header
        }
      }
    }
    guard let chart = named.values.first?.stream.subject,
      named.values.allSatisfy({ $0.stream.subject == chart })
    else { throw ClinicError.severalCharts }
    let isOfLots = named.values.contains { $0.stream.type == .drugLot }
    if isOfLots { return try correctableLots(named) }
    let kinds = try named.sorted { $0.key < $1.key }.map { position, header in
      try header.correctableKind(at: position)
    }
    let recorders = kinds.map(\.recorders).reduce(Viewed.kind.recorders) { $0.intersection($1) }
    return try disclosing(
      "correct an entry", roles: Permission.readCharts.roles.union(recorders), concerning: chart
    ) { context in
      let entries = try correctable(
        named.keys.sorted(), withPapers: withPapers, of: chart, for: context)
      return (
        entries,
        entries.map {
          Disclosure(chart: chart, look: .entry($0.position, visit: $0.visitNumber ?? 0, .entry))
        }
      )
    }
  }

  private func correctable(
    _ positions: [UInt64], withPapers: Bool, of chart: SubjectID, for context: AccessContext
  ) throws -> [CorrectableEntry] {
    let (file, site, size) = try ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      return (
        try ChartFile.load(chart, keys: context.charts, clock: site.clock, from: snapshot), site,
        snapshot.head.size
      )
    }
    guard let patient = file.label(on: today) else {
      throw ClinicError.unknownPatient(chart.description)
    }
    let papers = withPapers ? file.papers(of: Set(positions)) : []
    return try Set(positions + papers).sorted().map { position in
      var entry = try CorrectableEntry(at: position, in: file, site, size: size)
      entry.patient = patient
      if let number = file.line(at: position)?.visitNumber, number != 0 {
        entry.visitNumber = number
      }
      return entry
    }
  }

  /// The drug book names nobody: to open it is no look at a chart.
  private func correctableLots(_ named: [UInt64: EntryHeader]) throws -> [CorrectableEntry] {
    try require(.readCharts)
    let charts = try chartReader(toDo: "read the drug book").charts
    return try ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      return try named.keys.sorted().map { position in
        guard let stream = named[position]?.stream else {
          throw ClinicError.unknownPosition(position, size: snapshot.head.size)
        }
        let statements = try ChartStatements.load(
          stream.subject, below: nil, types: [.drugLot], only: [stream], keys: charts,
          from: snapshot)
        let file = ChartFile(statements, on: site.clock)
        var entry = try CorrectableEntry(at: position, in: file, site, size: snapshot.head.size)
        entry.lotNumber = stream.number
        return entry
      }
    }
  }

  /// The other entries of an append that are corrected with one of them.
  private func companions(
    of position: UInt64, _ wholeAppend: Bool, in reader: borrowing LedgerSnapshot
  ) throws -> [UInt64: EntryHeader] {
    let header = try reader.outline(at: position).header
    let isOfArrival = header.isOf(Arrived.kind) || header.isOf(VisitOpened.kind)
    guard wholeAppend || isOfArrival else { return [:] }
    let first = position - UInt64(header.index)
    var found: [UInt64: EntryHeader] = [:]
    for other in first...first + UInt64(header.lastIndex) {
      let companion = try reader.outline(at: other).header
      guard companion.stream.subject == header.stream.subject, !companion.isCorrection,
        (try? companion.correctableKind(at: other)) != nil,
        try reader.visitHalf(beside: other, companion) == nil,
        wholeAppend || companion.isOf(Arrived.kind) || companion.isOf(VisitOpened.kind)
      else { continue }
      found[other] = companion
    }
    return found
  }
}

extension EntryHeader {
  /// The kind of an entry about a patient or of the drug book.
  ///
  /// - Throws: `ClinicError.neverCorrected` for any other, and for a correction.
  fileprivate func correctableKind(at position: UInt64) throws(ClinicError) -> EventKind {
    // What a merge says is taken back by another pair of events.
    guard [.chart, .visit, .drugLot].contains(stream.type), !isOf(ChartMerged.kind),
      !isOf(ChartUnmerged.kind),
      let kind = stream.type.eventStream.flatMap({ EventKind(stream: $0, number: kind) })
    else { throw .neverCorrected(position: position, event: eventName, original: nil) }
    return kind
  }
}
