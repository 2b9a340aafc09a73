internal import ClinicalRecord
internal import Ledger

extension PreparedAppend {
  /// Whether it is an act of care on one chart and one visit at most, that one person has done and
  /// another is asked to witness.
  ///
  /// All of an append is signed at once, so nothing may go with the act but what it brings about:
  /// the introduction of the data key that it is sealed with, and the release of devices that
  /// served the visit which it ends.
  func isOneAct(in house: House) -> Bool {
    let care = statements.map(\.header).filter(\.isCare)
    guard signers.map(\.meaning) == [.recorded, .secondSigner],
      let first = care.first, first.stream.subject != .none, first.isSealed,
      Set(care.map(\.stream.subject)).count == 1, Set(care.map(\.dataKeyNumber)).count == 1,
      Set(care.compactMap(\.visit)).count <= 1
    else { return false }
    let key = StreamKey(type: .ledger, subject: first.stream.subject, number: first.dataKeyNumber)
    let ended = care.first(where: \.endsVisit)?.stream
    return statements.allSatisfy { statement in
      let header = statement.header
      return header.isCare || statement.releasesDevice(from: ended, in: house)
        || (header.stream == key && header.kind == LedgerEventKind.dataKeyIntroduced)
    }
  }

  /// Whether it releases every device that serves the visit which it ends: one that was assigned
  /// since it was prepared would serve on, and be handed what comes after.
  func releasesEveryDevice(in house: House) -> Bool {
    let headers = statements.map(\.header)
    guard let ended = headers.first(where: \.endsVisit)?.stream else { return true }
    let released = headers.filter { $0.isOf(DeviceReleased.kind) }.map(\.stream.number)
    return Set(released) == Set(house.staff.releases(atEndOf: ended).map(\.actor))
  }
}

extension EntryHeader {
  /// Whether it is an event of a chart or a visit that this version knows.
  fileprivate var isCare: Bool {
    switch stream.type {
    case .chart: stream.number == 0 && EventKind(stream: .chart, number: kind) != nil
    case .visit: EventKind(stream: .visit, number: kind) != nil
    default: false
    }
  }

  fileprivate var visit: UInt32? { stream.type == .visit ? stream.number : nil }
}

extension PreparedStatement {
  fileprivate func releasesDevice(from visit: StreamKey?, in house: House) -> Bool {
    guard let visit, header.isOf(DeviceReleased.kind), !header.isSealed,
      case .staff(.deviceReleased(let released))? = try? ClinicalEvent.parse(
        stream: .staff, kind: header.kind, bytes: body),
      header.stream == StreamKey(type: .staff, subject: .none, number: released.actor),
      let served = house.staff.members[released.actor]?.assignment?.value
    else { return false }
    return served.subject == visit.subject && served.visitNumber == visit.number
  }
}
