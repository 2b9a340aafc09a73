internal import ClinicalRecord
internal import Ledger

extension LedgerSnapshot {
  /// The newest event of one kind in the operations stream of the ledger itself, with when it was
  /// recorded; nil when there is none.
  func newestOperation(
    _ kind: EventKind
  ) throws -> (event: OperationsEvent.OneOf_Event, recordedMicroseconds: Int64)? {
    let stream = StreamKey(type: .operations, subject: .none, number: 0)
    var next = try streamHead(stream)?.position
    while let position = next {
      let entry = try entry(at: position)
      if entry.header.isOf(kind),
        case .operations(let event)? = try entry.fact(body: entry.body)?.value
      {
        return (event, entry.stamp.recordedMicroseconds)
      }
      next = entry.stamp.previous
    }
    return nil
  }
}
