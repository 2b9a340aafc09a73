public import ClinicalRecord

/// A pure fold of a chart's entries into a read model, one state a chart.
///
/// Its states can be thrown away and rebuilt: the same entries give the same states, whichever way
/// they came. A change of what `apply` does is a new `version`: stored states of another version
/// are rebuilt.
public protocol Projection: Sendable {
  associatedtype State: Codable & Sendable

  static var name: String { get }
  static var version: UInt32 { get }
  /// The state of a chart of which nothing is known yet.
  static var initial: State { get }

  /// - Parameters:
  ///   - fact: an event of the chart's own stream or of one of its visits.
  ///   - visitNumber: the visit, 0 for the chart's own stream.
  static func apply(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State)
}
