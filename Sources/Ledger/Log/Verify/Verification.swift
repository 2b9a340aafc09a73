public import TransparencyLog

/// What a verification found.
public struct Verification: Sendable {
  /// The tree that was verified: everything below its size was looked at.
  public internal(set) var head: TreeHead
  public internal(set) var entryCount: UInt64 = 0
  public internal(set) var appendCount: UInt64 = 0
  /// Signatures that were checked and hold.
  public internal(set) var signatureCount: UInt64 = 0
  /// In the order of their discovery; the first ones of each sort (`VerifyOptions.listedProblems`).
  public internal(set) var problems: [VerificationProblem] = []
  /// How many problems were found, listed or not.
  public internal(set) var problemCount = 0

  /// Whether nothing at all was found wrong.
  public var isSound: Bool { problemCount == 0 }

  /// Positions of entries whose bytes are not what they were when they were recorded.
  public var damagedPositions: [UInt64] {
    problems.filter { $0.kind == .damagedEntry }.compactMap(\.position)
  }

  init(head: TreeHead) { self.head = head }
}
