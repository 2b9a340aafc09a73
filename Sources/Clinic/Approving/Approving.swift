internal import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// The requests for a signature that wait; those past their limit are swept.
  ///
  /// Needs no identity: it opens no body.
  public func approvalRequests() throws -> [ApprovalRequest] {
    let house = try ledger.read { try House.load(from: $0) }
    let folder = RequestFolder(ledger: directory)
    guard !folder.all().isEmpty else { return [] }
    return try folder.alone {
      folder.sweep(nowMicroseconds: clock.nowMicroseconds())
      return folder.all().map { ApprovalRequest($0, house: house) }
    }
  }

  /// Opens a request for the one who is asked, to be read before it is signed.
  ///
  /// It shows what is in a chart, so the look is recorded first.
  ///
  /// - Parameter id: the append's id, or 8 or more of its first digits.
  /// - Throws: `ClinicError.unknownRequest` for one that is not there or past its limit,
  ///   `.ambiguousRequest`, `.notAskedToSign`, `.requestOutdated`; `.requestDamaged` also for what
  ///   is more than one act on one chart.
  public func openRequest(_ id: String) throws -> OpenedRequest {
    let session = try signedInSession(toDo: "signing")
    let matching = try approvalRequests().filter { $0.id.description.hasPrefix(id.lowercased()) }
    guard matching.count < 2 else {
      throw ClinicError.ambiguousRequest(id, matches: matching.count)
    }
    guard id.utf8.count >= 8, matching.count == 1,
      let file = RequestFolder(ledger: directory).request(matching[0].id)
    else { throw ClinicError.unknownRequest(id) }
    try check(file, for: session)
    return try looking(
      "sign beside somebody", roles: SecondSigning(of: file.prepared.kinds).roles
    ) { looker in
      let opened = try open(file, as: matching[0], for: looker)
      return (opened, file.glances(visit: opened.visitNumber))
    }
  }

  private func open(
    _ file: RequestFile, as request: ApprovalRequest, for looker: Looker
  ) throws -> OpenedRequest {
    let house = try ledger.read { try House.load(from: $0) }
    let lines = try file.prepared.statements.map {
      try line(of: $0, in: file.prepared, house, looker.charts)
    }
    return OpenedRequest(
      request: request, lines: lines, patient: try file.subject.map { try label(of: $0) },
      visitNumber: file.visitNumber, file: file)
  }

  /// Every statement has one: what is not shown is not signed.
  private func line(
    of statement: PreparedStatement, in prepared: PreparedAppend, _ house: House,
    _ charts: ChartKeys
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
      event: event.kind.name, sentence: house.sentence(of: event, occurred: occurred),
      occurred: occurred)
  }

  /// Signs what was opened, as second signer, for the asker to complete.
  ///
  /// Nothing is recorded yet. Signing twice is signing once.
  ///
  /// - Throws: as ``openRequest(_:)``: a request that was changed or withdrawn since is not signed.
  public func approve(_ opened: OpenedRequest) throws {
    let session = try signedInSession(toDo: "signing")
    let folder = RequestFolder(ledger: directory)
    let id = opened.request.id
    try folder.alone {
      guard var file = folder.request(id), file.expiresMicroseconds > clock.nowMicroseconds() else {
        throw ClinicError.unknownRequest(id.description)
      }
      guard opened.file.prepared.isContinued(by: file.prepared) else {
        throw ClinicError.requestDamaged(id)
      }
      guard file.secondSigner?.signature == nil else { return }
      try check(file, for: session)
      try file.prepared.state(
        signedAtMicroseconds: clock.nowMicroseconds(), by: session.label.actor)
      try file.prepared.sign(try session.signer(.secondSigner))
      try folder.write(file)
    }
  }

  /// Where an append lies; nil while it is not in the ledger.
  public func positions(of id: AppendID) throws -> Range<UInt64>? {
    try ledger.read { try $0.append(id) }
  }

  /// That this person is asked, and that what the act was decided on is still so.
  private func check(_ file: RequestFile, for session: Session) throws {
    let prepared = file.prepared
    let hasMovedOn = try ledger.read { snapshot in
      let house = try House.load(from: snapshot)
      guard let second = file.secondSigner, second.actor == session.label.actor else {
        throw ClinicError.notAskedToSign(
          handle: session.label.handle, asked: ApprovalRequest(file, house: house).askedOf)
      }
      let hasMovedOn = try prepared.hasChartMovedOn(in: snapshot)
      try prepared.checkFits(house)
      return hasMovedOn
    }
    if hasMovedOn, let charts = session.charts {
      let act = WaitingAct(
        prepared: prepared, steps: try steps(of: prepared, charts), charts: charts)
      _ = try ledger.read { try act.decidedAgain(in: $0) }
    }
    // Whoever signs is a witness of the tree that it was prepared on.
    guard prepared.ledger == ledger.id,
      (try? ledger.treeHead(at: prepared.anchor.size)) == prepared.anchor
    else { throw ClinicError.requestDamaged(prepared.id) }
  }

  /// What was decided, opened with the keys of whoever is asked; without the introduction of a key.
  private func steps(
    of prepared: PreparedAppend, _ charts: ChartKeys
  ) throws -> [Decision.Step] {
    try prepared.statements.compactMap { statement in
      guard let stream = statement.header.stream.type.eventStream else { return nil }
      return Decision.Step(
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
