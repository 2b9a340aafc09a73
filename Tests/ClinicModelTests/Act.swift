/// One thing that somebody tries to do.
///
/// Charts are numbered in the order of their intakes; positions are the ledger's.
enum Act {
  case intake(by: String, number: String?, hasReason: Bool)
  /// - Parameters:
  ///   - sample: its place in `EventSample.all`.
  ///   - isOwed: recorded without a reason, as what is imported is.
  case record(
    by: String, sample: Int, chart: Int, hasReason: Bool, isOwed: Bool, second: String?)
  /// - Parameter position: of a statement, as it was made.
  case correct(by: String, how: Change, chart: Int, position: UInt64, second: String?)
  case timeline(by: String, chart: Int, visit: UInt32?, isEmergency: Bool)
  case entry(by: String, chart: Int, position: UInt64, isEmergency: Bool)
  case roster(by: String, isEmergency: Bool)
  case review(by: String, position: UInt64)
  /// - Parameter isKilled: the process ends before the keyring is renewed.
  case suspend(by: String, of: String, isKilled: Bool)
  case reinstate(by: String, of: String)
  case depart(by: String, of: String)
  case assign(by: String, chart: Int)
  case release(by: String)
  case hold(by: String, chart: Int)
  case releaseHold(by: String, chart: Int, second: String?)
  /// - Parameter killedAfter: the step after which the process ends; nil: none.
  case erase(by: String, chart: Int, second: String?, killedAfter: KilledStep?)
  case ask(by: String, chart: Int, of: String)
  case approve(by: String)
  case complete
  case signIn(by: String)
  /// Nothing of the clinic stays in memory.
  case reopen

  enum Change { case amend, retract, takeBack }

  /// Where a process that erases a chart is killed.
  enum KilledStep { case intended, keysRemoved }
}

extension Act {
  /// Who acts; nil where nobody does, or whoever asked for a signature.
  var handle: String? {
    switch self {
    case .intake(let by, _, _), .record(let by, _, _, _, _, _), .timeline(let by, _, _, _),
      .correct(let by, _, _, _, _),
      .entry(let by, _, _, _), .roster(let by, _), .review(let by, _), .suspend(let by, _, _),
      .reinstate(let by, _), .depart(let by, _), .assign(let by, _), .release(let by),
      .hold(let by, _), .releaseHold(let by, _, _), .erase(let by, _, _, _), .ask(let by, _, _),
      .approve(let by), .signIn(let by):
      by
    case .complete, .reopen: nil
    }
  }
}

/// Why an act was refused, as far as the model tells reasons apart.
enum Refusal: Hashable {
  /// Suspended or departed.
  case inactive
  case role
  /// It cannot have happened now, or happened already.
  case order
  case malformed
  /// The second signer is missing, or cannot be one.
  case second
  case erased
  /// There is no visit, or it has ended.
  case stage
  /// The device serves no visit, another one, or holds no key in force.
  case device
  /// A departure from policy has no reason.
  case unexplained
  case recordNumber
  /// There is no emergency access to review.
  case review
  /// The request for a signature is gone, outdated or somebody else's.
  case request
  /// What the model never expects.
  case other(String)
}
