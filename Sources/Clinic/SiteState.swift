internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// What holds for every chart as of one commit: the staff and the policies, folded from their
/// streams, which are never sealed, and what was decided about keeping the charts that were asked
/// for.
///
/// It is folded once for a command and once inside a write transaction, and passed on from there.
struct SiteState: Sendable {
  var staff = Staff()
  private(set) var policies = PolicyHistory()
  /// Of the charts that were asked for.
  private(set) var custody: [SubjectID: ChartCustody] = [:]
  /// What the adopted documents say, by the position of the adoption.
  private var documents: [UInt64: Policy] = [:]
  /// The time zone of the newest policy that names one: a later one without keeps it.
  private(set) var zoneName: String?
  /// By which times are typed and shown; without a zone where its file cannot be read here.
  private(set) var clock = ClinicClock.unnamed

  /// - Parameters:
  ///   - size: entries at or beyond this position do not count; nil: all do.
  ///   - charts: whose custody is read, too.
  ///   - leavesOutUnsigned: for what is never held up: it goes on by what was signed.
  /// - Throws: `LedgerError.unsigned` for an entry that those whom it names have not signed.
  static func load(
    below size: UInt64? = nil, charts: Set<SubjectID> = [], leavesOutUnsigned: Bool = false,
    from reader: borrowing LedgerSnapshot
  ) throws -> SiteState {
    var site = SiteState()
    let record = try reader.siteRecord()
    if let first = record.unsigned.first, !leavesOutUnsigned {
      throw LedgerError.unsigned(position: first)
    }
    for entry in record.entries where entry.position < size ?? .max {
      if let fact = try entry.fact(body: entry.body) { try site.evolve(fact) }
    }
    for chart in charts { site.custody[chart] = try reader.custody(of: chart) }
    return site
  }

  /// The policies alone, for whoever asks nothing of the staff.
  static func policies(in reader: borrowing LedgerSnapshot) throws -> SiteState {
    var site = SiteState()
    let record = try reader.siteRecord()
    if let first = record.unsigned.first { throw LedgerError.unsigned(position: first) }
    for entry in record.entries where entry.header.stream.type == .policy {
      if let fact = try entry.fact(body: entry.body) { try site.evolve(fact) }
    }
    return site
  }

  static func policyInForce(
    in reader: borrowing LedgerSnapshot
  ) throws -> Policy {
    try policies(in: reader).policy(at: .max)
  }

  mutating func evolve(_ fact: Fact<ClinicalEvent>) throws {
    switch fact.value {
    case .staff(let event): staff.evolve(fact.with(event))
    case .policy(let event):
      policies.evolve(fact.with(event))
      switch event {
      case .policyAdopted(let adoption):
        let policy = try Policy(json: [UInt8](adoption.document))
        documents[fact.position] = policy
        if let name = policy.timeZone {
          zoneName = name
          // Whoever needs it says that it is not there (`Clinic.requireClock`): a ledger is
          // verified without it.
          clock = ClinicClock(zone: try? ZoneFiles.rules(of: name))
        }
      case .drugBookOpened: break
      }
    case .chart, .visit, .access, .operations, .lot, .document: break
    }
  }

  /// The policy in force for an entry at a position; the first one for what came before any.
  func policy(at position: UInt64) throws -> Policy {
    try policy(of: policies.inForce(at: position))
  }

  /// The policy by which an act is judged: the newest that was recorded when it happened, so that
  /// what is taken down late is held against the rules of its own time; the first one for what came
  /// before any.
  func policy(of act: ClinicalTime) throws -> Policy {
    try policy(of: adoption(of: act))
  }

  /// The same by its adoption; nil before any.
  func adoption(of act: ClinicalTime) -> Fact<PolicyAdopted>? {
    policies.recorded(by: act.latest)
  }

  /// The same by the place of its adoption; nil where none is adopted there.
  func policy(adoptedAt position: UInt64) -> Policy? { documents[position] }

  /// What an adopted document says.
  ///
  /// - Throws: `ClinicError.noPolicy`.
  func policy(of adoption: Fact<PolicyAdopted>?) throws -> Policy {
    guard let adoption, let policy = documents[adoption.position] else {
      throw ClinicError.noPolicy
    }
    return policy
  }

  /// - Throws: `ClinicError.notActive` for who is suspended or departed.
  func requireActive(_ actor: UInt32) throws(ClinicError) {
    guard let member = staff.members[actor], member.status != .active else { return }
    throw .notActive(handle: member.handle, status: member.status)
  }

  /// - Throws: `ClinicError.chartErased` for the first chart that is erased or about to be; one
  ///   whose custody was not asked for with the state is looked up.
  func refuseErased(
    _ charts: some Sequence<SubjectID>, in reader: borrowing LedgerSnapshot
  ) throws {
    var known: Set<SubjectID> = [.none]
    for chart in charts where known.insert(chart).inserted {
      guard let position = try (custody[chart] ?? reader.custody(of: chart)).closedAt else {
        continue
      }
      throw ClinicError.chartErased(chart, position: position)
    }
  }
}

extension SiteState {
  func label(of actor: UInt32) -> StaffLabel? {
    guard let member = staff.members[actor]?.enrolled.value else { return nil }
    return StaffLabel(
      actor: actor, handle: member.handle, displayName: member.displayName, role: member.role)
  }

  /// An event's sentence, with the staff by name.
  func sentence(of event: ClinicalEvent, occurred: ClinicalTime) -> String {
    if let correction = event.correction {
      return correction.sentence(
        replacement: correction.replacement.map { sentence(of: $0, occurred: occurred) })
    }
    return switch event {
    case .visit(.supervisorAssigned(let assigned)): assigned.sentence(naming: name)
    case .visit(.timeOutHeld(let held)): held.sentence(naming: name)
    case .chart(.riskEscalated(let escalated)): escalated.sentence(naming: name)
    case .chart(.handedOver(let handed)): handed.sentence(naming: name)
    case .chart(.transcribedFromPaper(let transcribed)),
      .visit(.transcribedFromPaper(let transcribed)):
      transcribed.sentence(naming: name)
    default: event.sentence(occurred: occurred, on: clock)
    }
  }

  func name(of actor: UInt32) -> String {
    guard let label = label(of: actor) else { return "actor \(actor)" }
    return label.displayName.isEmpty ? label.handle : label.displayName
  }

  /// Who signed, when by their clocks, and what each signature means (21 CFR 11.50).
  func signatures(
    _ signers: [(actor: UInt32, meaning: SignatureMeaning, signedMicroseconds: Int64)]
  ) -> [Recorded.Signature] {
    signers.compactMap { signer in
      label(of: signer.actor).map {
        Recorded.Signature(
          signer: $0, meaning: signer.meaning.words, signedMicroseconds: signer.signedMicroseconds)
      }
    }
  }

  /// The same of what stands in the last entry of an append.
  func signatures(_ block: SignatureBlock?) -> [Recorded.Signature] {
    signatures(
      (block?.signatures ?? []).map { ($0.actor, $0.meaning, $0.signedAtMicroseconds) })
  }
}
