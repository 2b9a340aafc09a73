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
    let size = try ledger.head().size
    func problem(with entry: Entry) -> String? {
      let problem = roles.problem(with: entry)
      return problem ?? (entry.position + 1 == size ? roles.problemAtEnd : nil)
    }
    return try ledger.verify(
      VerifyOptions(signatures: signatures, since: since),
      observing: signatures ? { entry in problem(with: entry) } : nil, progress: progress)
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
