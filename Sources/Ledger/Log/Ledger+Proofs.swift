public import TransparencyLog
internal import LMDB

extension Ledger {
  /// The proof that the entry at `position` is in the tree of the first `size` entries (RFC 6962
  /// §2.1.1). Throws ``LedgerError/beyondHead(asked:size:)`` and ``LedgerError/tree(_:)``.
  public func inclusionProof(
    of position: UInt64, in size: UInt64
  ) throws(LedgerError) -> InclusionProof {
    let snapshot = try snapshot()
    try snapshot.check(size: size)
    return try treeing {
      try InclusionProof.prove(index: position, treeSize: size, from: snapshot)
    }
  }

  /// The proof that the tree of `old` entries begins that of `new` ones (RFC 6962 §2.1.2).
  public func consistencyProof(
    from old: UInt64, to new: UInt64
  ) throws(LedgerError) -> ConsistencyProof {
    let snapshot = try snapshot()
    try snapshot.check(size: new)
    return try treeing {
      try ConsistencyProof.prove(from: old, to: new, reading: snapshot)
    }
  }

  /// The root when the ledger had `size` entries.
  public func treeHead(at size: UInt64) throws(LedgerError) -> TreeHead {
    try snapshot().head(at: size)
  }
}

extension LedgerSnapshot {
  fileprivate func check(size: UInt64) throws(LedgerError) {
    guard size <= frontier.size else { throw .beyondHead(asked: size, size: frontier.size) }
  }
}
