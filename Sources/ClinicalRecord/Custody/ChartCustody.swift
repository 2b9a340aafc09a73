/// Whether a chart is kept: the fold of its custody stream, which is never sealed.
public struct ChartCustody: Sendable {
  /// How far it has come.
  public enum State: Hashable, Sendable {
    case kept
    /// Under a legal hold since that position.
    case held(since: UInt64)
    /// Being erased, since that position.
    case erasureIntended(position: UInt64)
    /// Erased; the position is the intent's, or the completion's where a restore has erased it.
    case erased(position: UInt64)
  }

  /// What goes on about the chart while an erasure is asked for, as headers tell it.
  public struct Hindrances: Hashable, Sendable {
    /// A visit that has neither ended nor was broken off.
    public var openVisit: UInt32?
    /// Position of an emergency access that nobody has reviewed.
    public var unreviewedEmergency: UInt64?
    /// The actor number of a device that serves it.
    public var servingDevice: UInt32?

    public init() {}
  }

  public internal(set) var state = State.kept
  /// None, unless the caller has looked.
  public var hindrances = Hindrances()

  public init() {}

  /// The position from which on nothing may be recorded about the chart but the completion; nil
  /// while it is kept.
  public var closedAt: UInt64? {
    switch state {
    case .kept, .held: nil
    case .erasureIntended(let position), .erased(let position): position
    }
  }
}
