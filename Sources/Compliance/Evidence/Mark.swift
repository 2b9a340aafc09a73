internal import ClinicalRecord

/// When and where something was put on record: a fact without its value.
struct Mark: Hashable {
  var position: UInt64
  var occurred: ClinicalTime
  var recordedMicroseconds: Int64

  var interval: Interval { Interval(occurred) }

  /// The order in which things happened; the ledger's order where that leaves it open.
  func isBefore(_ other: Mark) -> Bool {
    let mine = interval.earliest
    let others = other.interval.earliest
    return mine == others ? position < other.position : mine < others
  }
}

extension Fact {
  var mark: Mark {
    Mark(position: position, occurred: occurred, recordedMicroseconds: recordedMicroseconds)
  }
}

extension Array {
  /// The facts in the order in which they happened.
  func inOrder<Value>() -> [Element] where Element == Fact<Value> {
    sorted { $0.mark.isBefore($1.mark) }
  }
}
