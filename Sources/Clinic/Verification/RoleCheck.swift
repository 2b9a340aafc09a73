internal import ClinicalRecord
public import Ledger
public import TransparencyLog

extension Clinic {
  /// Holds the whole ledger against itself, and with `signatures` every signer against key and
  /// role.
  ///
  /// - Parameters:
  ///   - signatures: verify each signature, and that at that position the signers might record
  ///     what was signed: role, standing, a device's visit, renewed data keys, replaced keys; and
  ///     that what is said about staff, policy and emergency accesses could be said then.
  ///   - since: a tree head held elsewhere; the ledger must continue it.
  ///   - progress: entries done, entries in all.
  public func verify(
    signatures: Bool, since: TreeHead?, progress: (UInt64, UInt64) -> Void
  ) throws -> Verification {
    let roles = RoleCheck()
    var documents = DocumentCheck()
    let size = try ledger.head().size
    func problem(with entry: Entry) -> String? {
      guard signatures else { return documents.defect(in: entry)?.description }
      let problem = roles.problem(with: entry)
      return problem ?? (entry.position + 1 == size ? roles.problemAtEnd : nil)
    }
    return try ledger.verify(
      VerifyOptions(signatures: signatures, since: since),
      observing: { entry in problem(with: entry) }, progress: progress)
  }

  /// Reads a checkpoint held elsewhere: signed by this site, for this origin.
  ///
  /// - Parameter verifierKey: the pinned vkey; nil: the one that the ledger itself names, which a
  ///   forger could name too.
  public func openCheckpoint(_ note: [UInt8], verifierKey: String?) throws -> TreeHead {
    let verifier = try NoteVerifier(vkey: verifierKey ?? self.verifierKey)
    return try Checkpoint.open(note, verifier: verifier).treeHead
  }
}

/// Follows the ledger as an auditor would, by headers and what is never sealed, and names entries
/// that a program keeping the clinic's rules would not have recorded.
///
/// Whether an append may be made is judged by the staff as it was when the append began; what it
/// says, by what had been said until then. Each of the folds beside staff and policies stands in a
/// file of its own: it is asked about an entry, then learns from it.
final class RoleCheck {
  private var staff = Staff()
  private var staffBefore = Staff()
  private var policies = PolicyHistory()
  private var dataKeys = DataKeysInForce()
  private var devices = DeviceCheck()
  private var accesses = AccessCheck()
  private var custody = CustodyCheck()
  private var documents = DocumentCheck()
  private var append = CheckedAppend()
  /// The last entry of the first append, which enrols the administrator who signs it.
  private var genesisLast: UInt64 = 0

  /// What is wrong with the entry: who recorded it, what it says, and, at the last of an append,
  /// who signed that; none where all of it could be recorded then.
  func defects(in entry: Entry) -> [RecordingDefect] {
    let header = entry.header
    if entry.position == 0 { genesisLast = UInt64(header.lastIndex) }
    if header.index == 0 {
      staffBefore = staff
      append = CheckedAppend()
    }
    let kind = header.stream.type.eventStream.flatMap {
      EventKind(stream: $0, number: header.kind)
    }
    let clear = ClearEntry(entry)
    append.take(entry, kind, clear?.staffEvent)
    defer { learn(from: entry, clear) }
    let document = documents.defect(in: entry)
    guard entry.position > genesisLast else { return [] }
    let ofEntry = [
      actorDefect(in: entry, kind) ?? sayingDefect(in: entry, clear),
      dataKeys.defect(in: entry, staff: staffBefore),
    ].compactMap(\.self)
    return ofEntry + append.defects(endedBy: entry, staff: staffBefore)
      + custody.defects(in: entry, staff: staffBefore)
      + [bareDefect(in: header), document].compactMap(\.self)
  }

  /// The same in words; nil where nothing is wrong.
  func problem(with entry: Entry) -> String? {
    let defects = defects(in: entry)
    return defects.isEmpty ? nil : defects.map(\.description).joined(separator: "; ")
  }

  /// What is wrong with the log when the entry looked at last is its last.
  var problemAtEnd: String? { custody.defectAtEnd?.description }

  /// Who said it.
  private func actorDefect(in entry: Entry, _ kind: EventKind?) -> RecordingDefect? {
    let header = entry.header
    guard let member = staffBefore.members[header.actor] else {
      return .actorUnknown(header.actor)
    }
    if member.status != .active { return .actorInactive(header.actor, member.status) }
    guard let kind else { return introductionDefect(in: header, by: member.role) }
    guard kind.mayBeRecorded(by: member.role) else {
      return .notOfRole(event: kind.name, member.role)
    }
    guard member.role == .device else { return nil }
    return devices.defect(in: entry, assignment: member.assignment?.value)
  }

  /// A key introduced by who cannot have handed it to the charts' readers closes the chart: its
  /// newest is one that nobody holds.
  private func introductionDefect(in header: EntryHeader, by role: Role) -> RecordingDefect? {
    guard header.stream.type == .ledger, header.kind == LedgerEventKind.dataKeyIntroduced,
      !Permission.holdKeys.holds(for: role)
    else { return nil }
    return .notOfRole(event: header.eventName, role)
  }

  /// A body about a patient, or of the drug book, in the clear is read by everybody, and cannot be
  /// erased.
  private func bareDefect(in header: EntryHeader) -> RecordingDefect? {
    guard header.stream.type.eventStream?.isSealed == true, !header.isSealed else { return nil }
    return .notSealed
  }

  /// What was said, by somebody who may say such things.
  private func sayingDefect(in entry: Entry, _ clear: ClearEntry?) -> RecordingDefect? {
    if let clear, let role = staffBefore.role(of: entry.header.actor) {
      return clear.defect(staff: staff, policies: policies, by: role)
        ?? devices.assignmentDefect(in: entry, clear, dataKeys)
    }
    return accesses.defect(in: entry)
  }

  private func learn(from entry: Entry, _ clear: ClearEntry?) {
    if let fact = clear?.fact {
      switch fact.value {
      case .staff(let event): staff.evolve(fact.with(event))
      case .policy(let event): policies.evolve(fact.with(event))
      case .chart, .visit, .access, .operations, .lot, .document: break
      }
    }
    dataKeys.learn(from: entry)
    devices.learn(from: entry)
    accesses.learn(from: entry)
    custody.learn(from: entry)
  }
}
