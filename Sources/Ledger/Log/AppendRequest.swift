/// Who appends, under which name, and what must not have changed since they looked.
public struct AppendRequest: Sendable {
  public var id: AppendID
  /// One to four, no actor twice; the first is the entries' actor.
  public var signers: [Signer]
  /// The raw clock: microseconds since 1970-01-01T00:00:00Z.
  public var nowMicroseconds: Int64
  /// Revisions that streams must still have; nil for one that must not exist yet.
  public var expectedRevisions: [StreamKey: UInt32?]

  public init(
    id: AppendID, signers: [Signer], nowMicroseconds: Int64,
    expectedRevisions: [StreamKey: UInt32?] = [:]
  ) {
    self.id = id
    self.signers = signers
    self.nowMicroseconds = nowMicroseconds
    self.expectedRevisions = expectedRevisions
  }

  /// What can be refused before any transaction.
  func check() throws(LedgerError) {
    guard !id.storage.isZero else { throw .appendIDZero }
    guard SignatureBlock.signerCounts.contains(signers.count) else {
      throw .signerCount(signers.count)
    }
    var actors: Set<UInt32> = []
    for signer in signers {
      guard actors.insert(signer.actor).inserted else { throw .signerTwice(actor: signer.actor) }
    }
  }
}
