/// One thing that a verification found wrong.
public struct VerificationProblem: Hashable, Sendable, CustomStringConvertible {
  /// What sort of thing is wrong.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// One entry's bytes are not those that were recorded; nothing follows for others.
    case damagedEntry
    /// An entry's bytes break the format although its leaf hash fits them.
    case format
    /// A position, a key, a link, a revision, a time or an append is not what must follow.
    case order
    /// An anchor, a node, the frontier or an earlier head contradicts the entries.
    case tree
    /// A table contradicts the entries.
    case table
    /// An enrolment or a key introduction is missing or does not hold.
    case key
    /// A signature does not hold, or was made with a key not in force.
    case signature
    /// Reported by whoever observed the entries.
    case observed
  }

  public let kind: Kind
  /// Of the entry; nil where no single entry is meant.
  public let position: UInt64?
  /// What is wrong, in words; nothing about a patient.
  public let text: String

  /// "entry 12: …", or the text alone.
  public var description: String { position.map { "entry \($0): \(text)" } ?? text }
}

/// Collects what a verification finds: every problem counted, the first ones of each sort kept, so
/// that many of one sort cannot push the only one of another off the list.
struct ProblemList {
  private(set) var listed: [VerificationProblem] = []
  private(set) var count = 0
  private var counts: [VerificationProblem.Kind: Int] = [:]
  private let most: Int

  init(listing most: Int) { self.most = most }

  mutating func add(_ kind: VerificationProblem.Kind, at position: UInt64?, _ text: String) {
    count += 1
    counts[kind, default: 0] += 1
    guard counts[kind, default: 0] <= most else { return }
    listed.append(VerificationProblem(kind: kind, position: position, text: text))
  }
}
