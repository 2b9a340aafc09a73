/// Which policies were adopted, in ledger order: the fold of the policy stream. What a document
/// says is for Compliance.
public struct PolicyHistory: Sendable {
  /// Where the clinic is.
  public enum Stage: Hashable, Sendable {
    case none
    case adopted
  }

  public internal(set) var adoptions: [Fact<PolicyAdopted>] = []

  public init() {}

  public var stage: Stage { adoptions.isEmpty ? .none : .adopted }

  /// The one adopted last.
  public var current: Fact<PolicyAdopted>? { adoptions.last }

  /// The one in force at an instant, by occurred times; of two with the same time the later entry.
  /// - Parameter unixMicroseconds: µs since 1970-01-01T00:00:00Z.
  public func inForce(at unixMicroseconds: Int64) -> Fact<PolicyAdopted>? {
    adoptions.filter { $0.occurred.unixMicroseconds <= unixMicroseconds }
      .max { left, right in
        (left.occurred.unixMicroseconds, left.position)
          < (right.occurred.unixMicroseconds, right.position)
      }
  }
}
