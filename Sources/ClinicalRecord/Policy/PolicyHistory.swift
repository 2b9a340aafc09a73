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

  /// The one in force for an entry; the first one for what came before any.
  ///
  /// It holds from the position of its adoption on, whatever time that states.
  /// - Parameter position: of the entry.
  public func inForce(at position: UInt64) -> Fact<PolicyAdopted>? {
    adoptions.last { $0.position <= position } ?? adoptions.first
  }
}
