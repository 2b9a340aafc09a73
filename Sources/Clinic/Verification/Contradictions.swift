internal import ClinicalRecord
internal import FoundationEssentials
internal import Glibc
internal import Ledger
internal import TransparencyLog

extension Clinic {
  func refuseContradiction(of head: TreeHead, publishedAt path: String) throws {
    if let contradiction = try contradiction(of: head, publishedAt: path) { throw contradiction }
  }

  /// How the ledger contradicts the checkpoint that was published last; nil where it continues it,
  /// or none was published.
  func contradiction(of head: TreeHead, publishedAt path: String) throws -> ClinicError? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try contradiction(
      of: head, with: try openCheckpoint([UInt8](data), verifierKey: nil), path: path)
  }

  func contradiction(
    of head: TreeHead, with published: TreeHead, path: String
  ) throws -> ClinicError? {
    if published.size <= head.size, try ledger.treeHead(at: published.size) == published {
      return nil
    }
    // A restored copy goes its own way from its first entry on, and may be the longer one by now.
    if case .ledgerRestored(let restored)? = try ledger.read({
      try $0.newestOperation(LedgerRestored.kind)?.event
    }), restored.size < published.size {
      return .restoredBefore(
        restoredSize: restored.size, publishedSize: published.size, path: path)
    }
    return published.size > head.size
      ? .rolledBack(publishedSize: published.size, size: head.size, path: path)
      : .inconsistent(publishedSize: published.size, path: path)
  }

  /// Gives the published checkpoint a second name; the next one takes its first away, whole. Under
  /// the lock of ``lock(_:)``.
  ///
  /// - Returns: the second name, with the size; the one of an earlier, killed try is used again.
  func keepAside(_ place: String, size: UInt64) throws -> String {
    let name = place + ".before-rollback-\(size)"
    let note = FileManager.default.contents(atPath: place)
    var aside = name
    var attempt = 1
    while link(place, aside) != 0 {
      guard errno == EEXIST else { throw ClinicError.system(path: aside) }
      if FileManager.default.contents(atPath: aside) == note { break }
      attempt += 1
      aside = name + "-\(attempt)"
    }
    try Self.syncParent(of: place)
    return aside
  }
}

extension SignedIn {
  /// Accepting that entries are lost is for those who answer for backups.
  func requireAcceptingRollbacks() throws {
    guard Permission.backUp.holds(for: role) else {
      throw refusal(
        .notPermitted(
          act: "accept a rollback", role: role, allowed: Permission.backUp.roles.words))
    }
  }
}

extension ClinicError {
  /// The published size of a rollback, which somebody may accept; nil for anything else.
  var rollbackSize: UInt64? {
    switch self {
    case .rolledBack(let published, _, _), .restoredBefore(_, let published, _): published
    default: nil
    }
  }
}

/// A checkpoint that was signed and published.
public struct SignedCheckpoint: Sendable {
  /// C2SP tlog-checkpoint.
  public var note: String
  /// Where the one is kept that was published before an accepted rollback; nil: none was accepted.
  public var setAside: String?
}
