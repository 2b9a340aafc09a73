internal import SwiftProtobuf

/// What an arrival leads to: the chart opens a visit and the visit begins, both in one append.
public struct Arrival: Equatable, Sendable {
  /// The number of the visit's stream.
  public let visitNumber: UInt32
  public let opened: ChartEvent.OneOf_Event
  public let arrived: VisitEvent.OneOf_Event
}

extension Chart {
  /// Whether the patient may be said to have arrived, and the visit that begins with it.
  /// - Throws: as `decide` of the chart and of the visit.
  public func decideArrival(
    _ arrived: Arrived, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> Arrival {
    let event = VisitEvent.OneOf_Event.arrived(arrived)
    _ = try Visit().decide(event, occurred: occurred, by: role)
    let opened = ChartEvent.OneOf_Event.visitOpened(
      .with {
        $0.visitNumber = nextVisitNumber
        $0.indication = arrived.indication
      })
    _ = try decide(opened, occurred: occurred, by: role)
    return Arrival(visitNumber: nextVisitNumber, opened: opened, arrived: event)
  }
}
