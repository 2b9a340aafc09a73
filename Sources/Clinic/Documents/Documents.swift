internal import Bytes
public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Every document of a patient: of each chart that is merged. Its bytes are not opened.
  ///
  /// - Throws: `ClinicError.notPermitted`, `.damagedEntry`, `.lookNotRecorded`.
  public func documents(
    of chart: SubjectID, emergency: BreakGlass? = nil
  ) throws -> DocumentList {
    try disclosing(.readCharts, emergency: emergency, concerning: chart) { context in
      let list = try documents(of: chart, for: context)
      let charts = [list.patient.chart] + list.mergedCharts
      return (list, charts.map { Disclosure(chart: $0, look: .chart(.documents)) })
    }
  }

  /// One document, byte for byte: held against its digest, and recorded as a look of its own before
  /// it is shown.
  ///
  /// - Parameters:
  ///   - letter: of the chart whose document it is, where several are merged; nil: the survivor's.
  /// - Throws: `ClinicError.unknownDocument`, `.damagedEntry`, `.notPermitted`, `.lookNotRecorded`.
  public func document(
    _ number: UInt32, inChart letter: String? = nil, of chart: SubjectID,
    emergency: BreakGlass? = nil
  ) throws -> ShownDocument {
    try disclosing(.readCharts, emergency: emergency, concerning: chart) { context in
      let list = try documents(of: chart, for: context)
      let wanted = list.documents.first {
        $0.attached.documentNumber == number && ($0.chartLetter ?? "A") == letter ?? "A"
      }
      guard let wanted else { throw ClinicError.unknownDocument(number: number) }
      let bytes = try ledger.read {
        try $0.bytes(ofDocumentAt: wanted.position, wanted.attached, keys: context.charts)
      }
      let look = Look.entry(wanted.position, visit: wanted.attached.visitNumber, .document)
      return (
        ShownDocument(document: wanted, bytes: bytes),
        [Disclosure(chart: wanted.chart, look: look)]
      )
    }
  }

  private func documents(
    of chart: SubjectID, for context: AccessContext
  ) throws -> DocumentList {
    let (file, site) = try ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      let group = try snapshot.chartGroup(of: chart, keys: context.charts)
      return (
        try ChartFile.load(
          group.survivor, keys: context.charts, clock: site.clock, from: snapshot), site
      )
    }
    guard let patient = file.label(on: today) else {
      throw ClinicError.unknownPatient(chart.description)
    }
    let members = [file] + file.merged
    let documents = members.enumerated().flatMap { index, member in
      member.documents(site, letter: members.count > 1 ? Timeline.letter(index) : nil)
    }
    return DocumentList(
      patient: patient, mergedCharts: file.merged.map(\.subject), documents: documents)
  }

  /// Holds every document of every chart that is kept against its digest. Nothing is shown, so it
  /// is no look at a chart.
  ///
  /// - Parameter progress: documents done, documents in all.
  /// - Throws: `ClinicError.notPermitted` for who verifies nothing, or opens no chart.
  public func checkDocuments(progress: (Int, Int) -> Void) throws -> CheckedDocuments {
    try require(.attestVerification)
    let charts = try chartReader(toDo: "check documents").charts
    var found = CheckedDocuments()
    var attached: [(position: UInt64, DocumentAttached)] = []
    for chart in try clinic.openCharts() {
      try ledger.read { snapshot in
        let stream = StreamKey(type: .chart, subject: chart, number: 0)
        guard try snapshot.streamHead(stream) != nil else { return }
        for entry in try snapshot.stream(stream) where entry.header.isOf(DocumentAttached.kind) {
          do {
            let key = try charts.key(of: entry.header, position: entry.position, in: snapshot)
            let body = try entry.open(with: key, in: snapshot.ledgerID)
            guard case .chart(.documentAttached(let document))? = try entry.fact(body: body)?.value
            else { continue }
            attached.append((entry.position, document))
          } catch {
            found.note(entry.position, error)
          }
        }
      }
    }
    for (index, (position, document)) in attached.enumerated() {
      do {
        _ = try ledger.read { try $0.bytes(ofDocumentAt: position, document, keys: charts) }
      } catch {
        found.note(position, error)
      }
      found.count += 1
      progress(index + 1, attached.count)
    }
    return found
  }
}

extension CheckedDocuments {
  fileprivate mutating func note(_ position: UInt64, _ error: any Error) {
    problems.append(Problem(position: position, text: Doctor.problem(of: error)))
  }
}

extension ChartFile {
  fileprivate func documents(_ site: SiteState, letter: String?) -> [AttachedDocument] {
    facts.compactMap { line in
      guard case .chart(.documentAttached(let attached)) = line.fact.value else { return nil }
      let outcome = corrections[line.fact.position]
      var standing = attached
      if case .chart(.documentAttached(let amended))? = outcome?.amendment?.value {
        standing = amended
      }
      return AttachedDocument(
        chart: subject, chartLetter: letter, position: line.fact.position, attached: standing,
        occurred: outcome?.amendment?.occurred ?? line.fact.occurred,
        recorded: site.clock.local(line.fact.recordedMicroseconds, beside: line.fact.occurred),
        recordedBy: site.label(of: line.fact.actor),
        outcome: Timeline.Outcome(outcome, site: site))
    }
  }
}

extension LedgerSnapshot {
  /// The bytes of a document, of the pieces that stand in the append that attached it.
  ///
  /// - Throws: `ClinicError.damagedEntry` where they are not what its digest was made of.
  fileprivate func bytes(
    ofDocumentAt position: UInt64, _ attached: DocumentAttached, keys: ChartKeys
  ) throws -> [UInt8] {
    let header = try outline(at: position).header
    let stream = StreamKey(
      type: .document, subject: header.stream.subject, number: attached.documentNumber)
    let first = position - UInt64(header.index)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(Int(attached.byteCount), DocumentAttached.mostBytes))
    var count: UInt32 = 0
    for place in first...first + UInt64(header.lastIndex) {
      guard try outline(at: place).header.stream == stream else { continue }
      let entry = try entry(at: place)
      let key = try keys.key(of: entry.header, position: place, in: self)
      guard
        case .document(.documentPiece(let piece))? = try entry.fact(
          body: try entry.open(with: key, in: ledgerID))?.value
      else { continue }
      bytes += piece.content
      count += 1
    }
    guard count == attached.pieceCount, bytes.count == Int(attached.byteCount),
      Hash.sha256(bytes).bytes.elementsEqual(attached.sha256)
    else {
      throw ClinicError.damagedEntry(
        position: position,
        what: "the pieces of document \(attached.documentNumber) are not what its digest is of")
    }
    return bytes
  }
}

/// A document of a patient, without its bytes.
public struct AttachedDocument: Sendable {
  public var chart: SubjectID
  /// Of the chart that it stands in; nil where the patient has one.
  public var chartLetter: String?
  /// Of the entry that attached it.
  public var position: UInt64
  /// As it stands.
  public var attached: DocumentAttached
  /// When it was received.
  public var occurred: ClinicalTime
  public var recorded: ClinicalTime
  public var recordedBy: StaffLabel?
  /// What corrections say of it; nil where none does.
  public var outcome: Timeline.Outcome?

  /// Of its bytes: 64 lower-case hexadecimal digits.
  public var sha256: String { Hex.string(attached.sha256) }

  /// "2"; "B/2" where the patient has several charts.
  public var name: String {
    (chartLetter.map { $0 + "/" } ?? "") + "\(attached.documentNumber)"
  }
}

/// The documents of a patient, in the order in which they were attached, chart by chart.
public struct DocumentList: Sendable {
  public var patient: PatientLabel
  /// The patient's other charts.
  public var mergedCharts: [SubjectID]
  public var documents: [AttachedDocument]
}

/// A document with its bytes.
public struct ShownDocument: Sendable {
  public var document: AttachedDocument
  public var bytes: [UInt8]
}

/// What was found when every document was held against its digest.
public struct CheckedDocuments: Sendable {
  /// What is wrong with the document that an entry attaches.
  public struct Problem: Sendable {
    public var position: UInt64
    public var text: String
  }

  /// How many were held against it.
  public var count = 0
  public var problems: [Problem] = []
}
