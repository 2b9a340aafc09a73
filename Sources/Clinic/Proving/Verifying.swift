internal import ClinicalRecord
public import Ledger
public import TransparencyLog

extension Clinic {
  /// Holds the whole ledger against itself, and with `signatures` every signer against key and
  /// role.
  ///
  /// - Parameters:
  ///   - signatures: verify each signature, and that the signer's role at that position may record
  ///     what was signed.
  ///   - since: a tree head held elsewhere; the ledger must continue it.
  ///   - progress: entries done, entries in all.
  public func verify(
    signatures: Bool, since: TreeHead?, progress: (UInt64, UInt64) -> Void
  ) throws -> Verification {
    let roles = RoleCheck()
    return try ledger.verify(
      VerifyOptions(signatures: signatures, since: since),
      observing: signatures ? { entry in roles.problem(with: entry) } : nil, progress: progress)
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

/// Folds the staff as an auditor would and names entries that the actor's role may not have
/// recorded.
final class RoleCheck {
  private var staff = Staff()
  /// The last entry of the first append, which enrols the administrator who signs it.
  private var genesisLast: UInt64 = 0
  /// Kinds of the append being walked, up to its last entry, which carries the signatures.
  private var kindsOfAppend: [EventKind] = []

  /// Nil when the entry was its actor's to record.
  func problem(with entry: Entry) -> String? {
    let problems = [roleProblem(with: entry), secondSignerProblem(with: entry)].compactMap { $0 }
    return problems.isEmpty ? nil : problems.joined(separator: "; ")
  }

  /// Nil until the append's last entry, and when the append has the second signer that it needs.
  private func secondSignerProblem(with entry: Entry) -> String? {
    if entry.header.index == 0 { kindsOfAppend = [] }
    if let stream = entry.header.stream.type.eventStream,
      let kind = EventKind(stream: stream, number: entry.header.kind)
    {
      kindsOfAppend.append(kind)
    }
    guard let block = entry.signatures else { return nil }
    let rule = SecondSigning(of: kindsOfAppend)
    guard let needing = rule.needing else { return nil }
    guard let second = block.secondSigner?.actor else {
      return "\(needing.name) needs a second signer, and nobody signed as one"
    }
    guard let member = staff.members[second] else {
      return "actor \(second), the second signer of \(needing.name), was not enrolled as staff"
    }
    let role = member.enrolled.value.role
    guard member.status == .active, rule.roles.contains(role) else {
      return "\(needing.name) is not for a second signer of role \(role.words), "
        + "\(member.status.rawValue), to sign"
    }
    return nil
  }

  private func roleProblem(with entry: Entry) -> String? {
    if entry.position == 0 { genesisLast = UInt64(entry.header.lastIndex) }
    guard let stream = entry.header.stream.type.eventStream else { return nil }
    guard let kind = EventKind(stream: stream, number: entry.header.kind) else { return nil }
    defer { learn(from: entry) }
    guard entry.position > genesisLast else { return nil }
    guard let member = staff.members[entry.header.actor] else {
      return "actor \(entry.header.actor) was not enrolled as staff"
    }
    let role = member.enrolled.value.role
    let isAllowed = kind.recorders.contains(role) || (kind.isNeverHeldUp && role != .auditor)
    return isAllowed ? nil : "\(kind.name) is not the role \(role.words)'s to record"
  }

  private func learn(from entry: Entry) {
    guard entry.header.stream.type == .staff, let fact = try? entry.fact(body: entry.body),
      case .staff(let event) = fact.value
    else { return }
    staff.evolve(fact.with(event))
  }
}
