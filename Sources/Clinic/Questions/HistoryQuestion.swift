internal import ClinicalRecord
internal import Ledger

extension Clinic {
  /// The entries that a filter lets through, oldest first, by their headers alone: no body is
  /// opened.
  public func history(_ filter: HistoryFilter) throws -> [HistoryRow] {
    let house = try ledger.read { try House.load(from: $0) }
    var rows: [HistoryRow] = []
    try ledger.forEachOutline { outline in
      if filter.matches(outline.header, outline.stamp) {
        rows.append(
          HistoryRow(
            position: outline.position, header: outline.header, stamp: outline.stamp,
            house: house))
      }
      return true
    }
    guard let limit = filter.limit else { return rows }
    return Array(rows.suffix(limit))
  }
}

extension HistoryFilter {
  func matches(_ header: EntryHeader, _ stamp: Stamp) -> Bool {
    if let chart, header.stream.subject != chart { return false }
    if let actor, header.actor != actor { return false }
    let occurred = header.occurred.unixMicroseconds
    let recorded = stamp.recordedMicroseconds
    if let occurredFrom, occurred < occurredFrom { return false }
    if let occurredBefore, occurred >= occurredBefore { return false }
    if let recordedFrom, recorded < recordedFrom { return false }
    if let recordedBefore, recorded >= recordedBefore { return false }
    return kinds.isEmpty || kinds.contains { header.isOf($0) }
  }
}

extension EntryHeader {
  func isOf(_ wanted: EventKind) -> Bool {
    stream.type == wanted.stream.streamType && kind == wanted.number
  }

  /// What the entry is, by its header alone.
  var eventName: String {
    if stream.type == .ledger {
      switch kind {
      case 1: return "ledger created"
      case 2: return "actor key enrolled"
      case 3: return "data key introduced"
      default: break
      }
    }
    if let family = stream.type.eventStream, let known = EventKind(stream: family, number: kind) {
      return known.name
    }
    return "kind \(kind) of stream type \(stream.type.rawValue)"
  }

  var streamName: String {
    switch stream.type {
    case .ledger: "ledger"
    case .chart: "chart"
    case .visit: "visit"
    case .access: "access"
    case .staff: "staff"
    case .policy: "policy"
    case .drugLot: "drug lot"
    case .operations: "operations"
    case .maintenance: "maintenance"
    default: "stream type \(stream.type.rawValue)"
    }
  }
}

extension HistoryRow {
  init(position: UInt64, header: EntryHeader, stamp: Stamp, house: House) {
    self.init(
      position: position, stream: header.streamName, event: header.eventName,
      chart: header.stream.subject == .none ? nil : header.stream.subject.description,
      visitNumber: header.stream.type == .visit ? header.stream.number : nil,
      occurredMicroseconds: header.occurred.unixMicroseconds,
      utcOffsetMinutes: header.occurred.utcOffsetMinutes,
      precision: "\(header.occurred.precision)",
      recordedMicroseconds: stamp.recordedMicroseconds,
      clockLagMilliseconds: stamp.clockLagMilliseconds, actor: header.actor,
      actorHandle: house.label(of: header.actor)?.handle,
      appendID: header.appendID.description, bodyBytes: Int(header.bodyByteCount),
      isSealed: header.dataKeyNumber != 0)
  }
}
