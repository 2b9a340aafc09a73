public import ClinicalRecord

/// A pure fold of a chart's entries into a read model, one state a chart.
///
/// Its states can be thrown away and rebuilt: the same entries give the same states, whichever way
/// they came. A change of what `apply` does, or of how a state is written down, is a new `version`:
/// stored states of another version are folded anew.
public protocol Projection: Sendable {
  associatedtype State: RowCodable & Hashable & Sendable

  static var name: String { get }
  static var version: UInt32 { get }
  /// The streams that it reads: of `.chart` and `.visit`. What the others hold changes no state.
  static var streams: Set<EventStream> { get }
  /// The state of a chart of which nothing is known yet.
  static var initial: State { get }

  /// Takes a statement that stands, as it stands, in ledger order.
  ///
  /// - Parameters:
  ///   - fact: an event of the chart's own stream or of one of its visits.
  ///   - visitNumber: the visit, 0 for the chart's own stream.
  static func apply(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State)

  /// Takes a statement that was entered in error, at its place; most have no use for it.
  static func applyRetracted(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State)

  /// Every record number that leads to the chart, of the projection that knows them.
  static func recordNumbers(in state: State) -> [String]
}

extension Projection {
  public static func applyRetracted(
    _ fact: Fact<ClinicalEvent>, visitNumber: UInt32, to state: inout State
  ) {}

  public static func recordNumbers(in state: State) -> [String] { [] }
}
