public import Ledger

/// A request for somebody's signature, as anybody may see it: no body is opened for it.
public struct ApprovalRequest: Sendable {
  /// The append that waits.
  public var id: AppendID
  /// The sign-in name of whoever recorded it.
  public var askedBy: String
  /// The sign-in name of whoever is asked to sign, as they alone may.
  public var askedOf: String
  /// What the signature will mean: "second signer".
  public var meaning: String
  /// The kinds of event, in order: "drug wasted".
  public var events: [String]
  /// Microseconds since 1970-01-01T00:00:00Z; it cannot be signed at or after this.
  public var expiresMicroseconds: Int64
  public var isSigned: Bool
}
