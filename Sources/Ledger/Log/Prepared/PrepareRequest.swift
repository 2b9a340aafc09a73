/// Who is to sign a prepared append, under which name it goes, and what must not change until it is
/// appended.
public struct PrepareRequest: Sendable {
  /// Someone who is asked to sign.
  public struct Signer: Hashable, Sendable {
    public var actor: UInt32
    public var meaning: SignatureMeaning
    /// By the signer's clock; nil for somebody who will state it when they look at it.
    public var signedAtMicroseconds: Int64?

    public init(actor: UInt32, meaning: SignatureMeaning, signedAtMicroseconds: Int64? = nil) {
      self.actor = actor
      self.meaning = meaning
      self.signedAtMicroseconds = signedAtMicroseconds
    }
  }

  public var id: AppendID
  /// One to four, no actor twice; the first is the entries' actor.
  public var signers: [Signer]
  /// Revisions that further streams must still have when it is appended; nil for one that must not
  /// exist yet. Those of the streams that it touches are added as they stand, where none is given.
  public var expectedRevisions: [StreamKey: UInt32?]

  public init(
    id: AppendID, signers: [Signer], expectedRevisions: [StreamKey: UInt32?] = [:]
  ) {
    self.id = id
    self.signers = signers
    self.expectedRevisions = expectedRevisions
  }

  /// What can be refused before anything is read.
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
