public import Ledger

/// What is to be recorded in one append.
public struct RecordRequest: Sendable {
  /// What happens to a departure from policy that has no reason.
  public enum Reasons: Sendable {
    /// A person is there: nothing is recorded and the departure is named, unless the act is never
    /// held up.
    case asked
    /// Imported or batched facts: recorded, and the reason is owed.
    case owed
  }

  /// The same id with the same statements appends once; nil: a fresh one.
  public var appendID: AppendID?
  public var statements: [Statement]
  /// Why policy was departed from; recorded as `deviation explained` when it was.
  public var reason: String?
  public var reasons: Reasons
  /// Signs the same append beside whoever is signed in (S25); nil: nobody does.
  public var secondSigner: Identity?
  /// What the second signer was shown of it (``Clinic/preview(_:second:)``): anything else is not
  /// recorded. Nil: nobody was shown anything.
  public var shown: [OpenedRequest.Line]?

  public init(
    appendID: AppendID? = nil, statements: [Statement], reason: String? = nil,
    reasons: Reasons = .asked, secondSigner: Identity? = nil
  ) {
    self.appendID = appendID
    self.statements = statements
    self.reason = reason
    self.reasons = reasons
    self.secondSigner = secondSigner
  }
}
