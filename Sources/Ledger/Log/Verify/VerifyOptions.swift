public import TransparencyLog

/// What a verification does beyond holding every byte against the tree.
public struct VerifyOptions: Sendable {
  /// Whether each signature is checked with the key in force at its position, on all cores.
  public var signatures: Bool
  /// An earlier head, held elsewhere, that this ledger must have grown from.
  public var since: TreeHead?
  /// How many problems of one sort are listed; all are counted.
  public var listedProblems: Int

  public init(signatures: Bool = false, since: TreeHead? = nil, listedProblems: Int = 100) {
    self.signatures = signatures
    self.since = since
    self.listedProblems = listedProblems
  }
}
