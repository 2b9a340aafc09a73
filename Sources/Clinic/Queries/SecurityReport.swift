/// Refusals, emergency accesses and what was done to the ledger in a span of days, by headers and by bodies that are never
/// sealed: nothing in it is about a patient but opaque chart ids.
public struct SecurityReport: Sendable {
  /// Where and when something was recorded.
  public struct Mark: Sendable {
    public var position: UInt64
    public var recordedMicroseconds: Int64
    public var utcOffsetMinutes: Int16
    /// Who says so.
    public var actor: UInt32
    public var handle: String?
  }

  /// A sign-in or an act that was refused.
  public struct Refusal: Sendable {
    public var mark: Mark
    /// Whom it was refused.
    public var actor: UInt32
    public var handle: String?
    /// The command; nil for a sign-in.
    public var act: String?
    /// "wrong passphrase", "role", …
    public var cause: String
    /// Lower-case hexadecimal; nil where none was named.
    public var chart: String?
    public var host: String
  }

  /// A look that a role would not have opened.
  public struct Emergency: Sendable {
    /// Lower-case hexadecimal.
    public var chart: String
    /// The number among the chart's emergency accesses, from 1.
    public var number: UInt32
    public var opened: Mark
    /// Nil while nobody has reviewed it.
    public var reviewed: Mark?
  }

  /// A change of somebody's standing or keys.
  public struct Change: Sendable {
    public var mark: Mark
    /// "staff suspended", …
    public var event: String
    public var actor: UInt32
    public var handle: String?
    public var sentence: String
  }

  /// A verification, a backup or a restore.
  public struct Operation: Sendable {
    public var mark: Mark
    public var event: String
    public var sentence: String
  }

  /// Entries whose recorded time was moved past the clock, by more than a second.
  public struct ClockLag: Sendable {
    public var count: Int
    public var largestMilliseconds: Int32
    /// Of the largest.
    public var position: UInt64
  }

  public var origin: String
  public var fromDate: String?
  public var toDate: String?
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  public var refusedSignIns: [Refusal]
  public var refusedActs: [Refusal]
  public var emergencies: [Emergency]
  public var changes: [Change]
  public var operations: [Operation]
  /// Nil when there is none.
  public var clockLag: ClockLag?

  /// Emergency looks that wait for a review.
  public var unreviewedCount: Int { emergencies.count { $0.reviewed == nil } }
}
