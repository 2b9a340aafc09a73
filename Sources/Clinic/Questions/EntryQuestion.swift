internal import ClinicalRecord
internal import Ledger
internal import SwiftProtobuf
internal import TransparencyLog

extension Clinic {
  /// One entry, whole.
  ///
  /// A sealed body is opened, and the look recorded, when the signed-in person may read it or opens
  /// it in an emergency; otherwise the answer says who may.
  ///
  /// - Throws: `ClinicError.unknownPosition`, `.lookNotRecorded`.
  public func show(_ position: UInt64, emergency: BreakGlass? = nil) throws -> EntryDetail {
    let (header, closedAt) = try ledger.read { snapshot in
      guard position < snapshot.head.size else {
        throw ClinicError.unknownPosition(position, size: snapshot.head.size)
      }
      let header = try snapshot.outline(at: position).header
      return (header, try snapshot.custody(of: header.stream.subject).closedAt)
    }
    guard header.isSealed else { return try detail(of: position, openedFor: nil, sealedFor: nil) }
    if let closedAt {
      return try detail(
        of: position, openedFor: nil,
        sealedFor: "the body was erased with the chart (entry \(closedAt)); nobody can open it")
    }
    let isTrace = header.stream.type == .access
    let permission = isTrace ? Permission.readAccessLog : .readCharts
    guard mayOpen(permission, emergency: isTrace ? nil : emergency) else {
      return try detail(
        of: position, openedFor: nil,
        sealedFor: "the body is sealed; \(permission.roles.words) may open it")
    }
    return try looking(permission, emergency: isTrace ? nil : emergency) { looker in
      let look = Look.entry(
        position, visit: header.stream.type == .visit ? header.stream.number : 0,
        isTrace ? .accessLog : .entry)
      return (
        try detail(of: position, openedFor: looker, sealedFor: nil),
        [Glance(chart: header.stream.subject, look: look)]
      )
    }
  }

  /// One entry by its header alone, for which nobody needs a key.
  ///
  /// - Throws: `ClinicError.unknownPosition`.
  public func header(at position: UInt64) throws -> HistoryRow {
    try ledger.read { snapshot in
      guard position < snapshot.head.size else {
        throw ClinicError.unknownPosition(position, size: snapshot.head.size)
      }
      let outline = try snapshot.outline(at: position)
      return HistoryRow(
        position: position, header: outline.header, stamp: outline.stamp,
        house: try House.load(from: snapshot))
    }
  }

  private func mayOpen(_ permission: Permission, emergency: BreakGlass?) -> Bool {
    guard let session, session.charts != nil else { return false }
    let role = session.label.role
    return permission.holds(for: role)
      || (emergency != nil && Permission.openInEmergency.holds(for: role))
  }

  private func detail(
    of position: UInt64, openedFor looker: Looker?, sealedFor: String?
  ) throws -> EntryDetail {
    let (entry, last, house, size) = try ledger.read { snapshot in
      let entry = try snapshot.entry(at: position)
      let lastPosition = position + UInt64(entry.header.lastIndex - entry.header.index)
      return (
        entry, try snapshot.entry(at: lastPosition), try House.load(from: snapshot),
        snapshot.head.size
      )
    }
    let (sentence, json) = try text(of: entry, openedFor: looker)
    return EntryDetail(
      row: HistoryRow(position: position, header: entry.header, stamp: entry.stamp, house: house),
      sentence: sentence, json: json,
      sealedFor: sealedFor,
      leafHash: entry.leafHash.hex, indexInAppend: entry.header.index,
      lastIndexInAppend: entry.header.lastIndex, streamRevision: entry.stamp.revision,
      previousPosition: entry.stamp.previous,
      dataKeyNumber: entry.header.dataKeyNumber, entryBytes: entry.bytes.count,
      signatures: try signatureLines(of: last, house: house, size: size),
      anchorSize: last.signatures?.anchor.size ?? 0)
  }

  private func text(
    of entry: Entry, openedFor looker: Looker?
  ) throws -> (sentence: String?, json: String?) {
    if entry.header.stream.type == .ledger {
      return (entry.header.eventName, try LedgerEvent(serializedBytes: entry.body).jsonString())
    }
    var body = entry.body
    if entry.header.isSealed {
      guard let looker else { return (nil, nil) }
      let key = try ledger.read {
        try looker.charts.key(of: entry.header, position: entry.position, in: $0)
      }
      body = try entry.open(with: key, in: ledger.id)
    }
    guard let fact = try entry.fact(body: body) else { return (entry.header.eventName, nil) }
    return (fact.value.sentence(occurred: fact.occurred), try fact.value.json())
  }

  private func signatureLines(
    of last: Entry, house: House, size: UInt64
  ) throws -> [EntryDetail.SignatureLine] {
    let valid = try ledger.validSigners(ofAppendAt: last.position)
    return (last.signatures?.signatures ?? []).map { signature in
      EntryDetail.SignatureLine(
        actor: signature.actor, handle: house.label(of: signature.actor)?.handle,
        meaning: signature.meaning.words, enrolmentPosition: signature.enrolment,
        signedMicroseconds: signature.signedAtMicroseconds, isValid: valid.contains(signature.actor)
      )
    }
  }
}
