public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// The requests for a signature that wait; those past their limit are swept.
  ///
  /// Needs no identity: it opens no body.
  public func approvalRequests() throws -> [ApprovalRequest] {
    let site = try ledger.read { try SiteState.load(from: $0) }
    let folder = RequestFolder(ledger: directory, patience)
    guard !folder.all().isEmpty else { return [] }
    return try folder.locked {
      folder.sweep(nowMicroseconds: clock.nowMicroseconds())
      return folder.all().map { ApprovalRequest($0, site: site) }
    }
  }

  /// Where an append lies; nil while it is not in the ledger.
  public func positions(of id: AppendID) throws -> Range<UInt64>? {
    try ledger.read { try $0.append(id) }
  }
}

extension SignedIn {
  /// Opens a request for the one who is asked, to be read before it is signed.
  ///
  /// It shows what is in a chart, so the look is recorded first.
  ///
  /// - Parameter id: the append's id, or 8 or more of its first digits.
  /// - Throws: `ClinicError.unknownRequest` for one that is not there or past its limit,
  ///   `.ambiguousRequest`, `.notAskedToSign`, `.requestOutdated`; `.requestDamaged` also for what
  ///   is more than one act on one chart.
  public func openRequest(_ id: String) throws -> OpenedRequest {
    let matching = try clinic.approvalRequests().filter {
      $0.id.description.hasPrefix(id.lowercased())
    }
    guard matching.count < 2 else {
      throw ClinicError.ambiguousRequest(id, matches: matching.count)
    }
    guard id.utf8.count >= 8, matching.count == 1,
      let file = RequestFolder(ledger: directory, patience).request(matching[0].id)
    else { throw ClinicError.unknownRequest(id) }
    try refusing(concerning: file.subject) { try check(file) }
    return try disclosing(
      "sign beside somebody", roles: SigningPlan(of: file.prepared.kinds).roles,
      concerning: file.subject
    ) { context in
      let opened = try open(file, as: matching[0], for: context)
      return (opened, file.disclosures(visit: opened.visitNumber))
    }
  }

  private func open(
    _ file: RequestFile, as request: ApprovalRequest, for context: AccessContext
  ) throws -> OpenedRequest {
    let site = try ledger.read { try SiteState.load(from: $0) }
    // Of a correction, what it corrects has to be seen, too.
    let chart = try file.subject.flatMap { subject in
      file.prepared.kinds.contains(where: \.isCorrection)
        ? try ledger.read {
          try ChartFile.load(subject, keys: context.charts, clock: site.clock, from: $0)
        } : nil
    }
    let lines = try file.prepared.statements.map {
      try line(of: $0, in: file.prepared, site, context.charts, chart)
    }
    return OpenedRequest(
      request: request, lines: lines, patient: try file.subject.map { try patientLabel(of: $0) },
      visitNumber: file.visitNumber, lots: file.subject == nil ? file.lots : [], file: file)
  }

  /// Every statement has one: what is not shown is not signed.
  private func line(
    of statement: PreparedStatement, in prepared: PreparedAppend, _ site: SiteState,
    _ charts: ChartKeys, _ chart: ChartFile?
  ) throws -> OpenedRequest.Line {
    let header = statement.header
    let occurred = ClinicalTime(header.occurred)
    guard let stream = header.stream.type.eventStream else {
      return OpenedRequest.Line(
        event: header.eventName, sentence: "Data key \(header.stream.number) of the chart",
        occurred: occurred)
    }
    let event = try event(of: statement, in: prepared, stream, charts)
    return OpenedRequest.Line(
      event: event.kind.name,
      sentence: (header.stream.type == .drugLot ? "lot \(header.stream.number): " : "")
        + site.sentence(of: event, occurred: occurred)
        + (chart?.corrected(by: event, site) ?? ""),
      occurred: site.clock.local(occurred))
  }

  /// Signs what was opened, as second signer, for the asker to complete.
  ///
  /// Nothing is recorded yet. Signing twice is signing once.
  ///
  /// - Throws: as ``openRequest(_:)``: a request that was changed or withdrawn since is not signed.
  public func approve(_ opened: OpenedRequest) throws {
    let folder = RequestFolder(ledger: directory, patience)
    let id = opened.request.id
    try folder.locked {
      guard var file = folder.request(id), file.expiresMicroseconds > clock.nowMicroseconds() else {
        throw ClinicError.unknownRequest(id.description)
      }
      guard opened.file.prepared.isContinued(by: file.prepared) else {
        throw ClinicError.requestDamaged(id)
      }
      guard file.secondSigner?.signature == nil else { return }
      try refusing(concerning: file.subject) { try check(file) }
      try file.prepared.state(signedAtMicroseconds: clock.nowMicroseconds(), by: actor)
      try file.prepared.sign(try signer(.secondSigner))
      try folder.write(file)
    }
  }

  /// That this person is asked, and that what the act was decided on is still so.
  private func check(_ file: RequestFile) throws {
    let prepared = file.prepared
    let hasMovedOn = try ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      guard let second = file.secondSigner, second.actor == actor else {
        throw ClinicError.notAskedToSign(
          handle: label.handle, asked: ApprovalRequest(file, site: site).askedOf)
      }
      let hasMovedOn = try prepared.hasChartMovedOn(in: snapshot)
      try prepared.checkFits(site)
      return hasMovedOn
    }
    if hasMovedOn, let charts {
      let act = WaitingAct(
        prepared: prepared, steps: try steps(of: prepared, charts), charts: charts)
      _ = try ledger.read { try act.plannedAgain(on: try SiteState.load(from: $0), in: $0) }
    }
    // Whoever signs is a witness of the tree that it was prepared on.
    guard prepared.ledger == ledger.id,
      (try? ledger.treeHead(at: prepared.anchor.size)) == prepared.anchor
    else { throw ClinicError.requestDamaged(prepared.id) }
  }

  /// What was decided, opened with the keys of whoever is asked; without the introduction of a key.
  private func steps(
    of prepared: PreparedAppend, _ charts: ChartKeys
  ) throws -> [Plan.Step] {
    try prepared.statements.compactMap { statement in
      guard let stream = statement.header.stream.type.eventStream else { return nil }
      return Plan.Step(
        stream: statement.header.stream,
        event: try event(of: statement, in: prepared, stream, charts),
        occurred: ClinicalTime(statement.header.occurred))
    }
  }

  private func event(
    of statement: PreparedStatement, in prepared: PreparedAppend, _ stream: EventStream,
    _ charts: ChartKeys
  ) throws -> ClinicalEvent {
    var body = statement.body
    let header = statement.header
    if header.isSealed {
      body = try statement.open(with: try key(of: header, in: prepared, charts), in: ledger.id)
    }
    do {
      return try ClinicalEvent.parse(stream: stream, kind: header.kind, bytes: body)
    } catch {
      throw ClinicError.requestDamaged(prepared.id)
    }
  }

  /// The chart's key, which the waiting append itself may be the one to introduce.
  private func key(
    of header: EntryHeader, in prepared: PreparedAppend, _ charts: ChartKeys
  ) throws -> DataKey {
    let subject = header.stream.subject
    guard
      let commitment = prepared.keyIntroduction(of: subject, number: header.dataKeyNumber)
    else {
      return try ledger.read { snapshot in
        try charts.key(of: header, position: snapshot.head.size, in: snapshot)
      }
    }
    guard let key = try charts.renewing({ try $0.dataKey(subject, header.dataKeyNumber) }) else {
      throw ClinicError.keyMissing(position: prepared.anchor.size)
    }
    try key.check(commitment: commitment, in: ledger.id)
    return key
  }
}

/// A request for somebody's signature, as anybody may see it: no body is opened for it.
public struct ApprovalRequest: Sendable {
  /// The append that waits.
  public var id: AppendID
  /// The sign-in name of whoever recorded it.
  public var askedBy: String
  /// The sign-in name of whoever is asked to sign, as they alone may.
  public var askedOf: String
  /// What the signature will mean: "second signer".
  public var meaning: String
  /// The kinds of event, in order: "drug wasted".
  public var events: [String]
  /// Microseconds since 1970-01-01T00:00:00Z; it cannot be signed at or after this.
  public var expiresMicroseconds: Int64
  public var isSigned: Bool
}

/// A request for a signature as the one who is asked sees it: opened with their keys.
public struct OpenedRequest: Sendable {
  /// One entry of an act that waits for a signature.
  public struct Line: Sendable {
    /// The event's name, "drug wasted".
    public var event: String
    /// The event's sentence as a timeline will show it.
    public var sentence: String
    public var occurred: ClinicalTime
  }

  public var request: ApprovalRequest
  /// One for every entry of the append.
  public var lines: [Line]
  /// Nil for what is about no patient.
  public var patient: PatientLabel?
  public var visitNumber: UInt32?
  /// The lots of the drug book that it is about, where it is about no patient.
  public var lots: [UInt32] = []
  /// Exactly what was shown: nothing else is signed.
  let file: RequestFile
}
