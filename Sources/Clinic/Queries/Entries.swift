internal import ClinicalRecord
internal import Ledger
internal import SwiftProtobuf
internal import TransparencyLog

extension Clinic {
  /// One entry, whole but for a sealed body: the answer says who may open that.
  ///
  /// - Throws: `ClinicError.unknownPosition`.
  public func show(_ position: UInt64) throws -> EntryDetail {
    try detail(of: position, openedWith: nil, sealedFor: try sealing(of: position)?.words)
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
        site: try SiteState.load(from: snapshot))
    }
  }

  /// Why the body of an entry is not shown; nil for one that is not sealed.
  fileprivate func sealing(of position: UInt64) throws -> EntrySealing? {
    let (header, closedAt) = try ledger.read { snapshot in
      guard position < snapshot.head.size else {
        throw ClinicError.unknownPosition(position, size: snapshot.head.size)
      }
      let header = try snapshot.outline(at: position).header
      return (header, try snapshot.custody(of: header.stream.subject).closedAt)
    }
    return header.isSealed ? EntrySealing(header: header, closedAt: closedAt) : nil
  }

  fileprivate func detail(
    of position: UInt64, openedWith charts: ChartKeys?, sealedFor: String?
  ) throws -> EntryDetail {
    let (entry, last, site, size) = try ledger.read { snapshot in
      let entry = try snapshot.entry(at: position)
      let lastPosition = position + UInt64(entry.header.lastIndex - entry.header.index)
      return (
        entry, try snapshot.entry(at: lastPosition), try SiteState.load(from: snapshot),
        snapshot.head.size
      )
    }
    let (sentence, json) = try text(of: entry, openedWith: charts, on: site.clock)
    return EntryDetail(
      row: HistoryRow(position: position, header: entry.header, stamp: entry.stamp, site: site),
      sentence: sentence, json: json,
      sealedFor: sealedFor,
      outcome: try charts.flatMap { try outcome(of: entry, site, openedWith: $0) },
      leafHash: entry.leafHash.hex, indexInAppend: entry.header.index,
      lastIndexInAppend: entry.header.lastIndex, streamRevision: entry.stamp.revision,
      previousPosition: entry.stamp.previous,
      dataKeyNumber: entry.header.dataKeyNumber, entryBytes: entry.bytes.count,
      signatures: try signatureLines(of: last, site: site, size: size),
      anchorSize: last.signatures?.anchor.size ?? 0)
  }

  /// What corrections say of the entry, for whoever may open its chart.
  private func outcome(
    of entry: Entry, _ site: SiteState, openedWith charts: ChartKeys
  ) throws -> Timeline.Outcome? {
    let stream = entry.header.stream
    guard [.chart, .visit, .drugLot].contains(stream.type) else { return nil }
    // Corrections stay within a stream.
    let statements = try ledger.read {
      try ChartStatements.load(
        stream.subject, below: nil, types: [stream.type], only: [stream], keys: charts, from: $0)
    }
    let file = ChartFile(statements, on: site.clock)
    return Timeline.Outcome(file.corrections[entry.position], site: site)
  }

  private func text(
    of entry: Entry, openedWith charts: ChartKeys?, on clock: ClinicClock
  ) throws -> (sentence: String?, json: String?) {
    if entry.header.stream.type == .ledger {
      return (entry.header.eventName, try LedgerEvent(serializedBytes: entry.body).jsonString())
    }
    var body = entry.body
    if entry.header.isSealed {
      guard let charts else { return (nil, nil) }
      let key = try ledger.read {
        try charts.key(of: entry.header, position: entry.position, in: $0)
      }
      body = try entry.open(with: key, in: ledger.id)
    }
    guard let fact = try entry.fact(body: body) else { return (entry.header.eventName, nil) }
    return (fact.value.sentence(occurred: fact.occurred, on: clock), try fact.value.json())
  }

  private func signatureLines(
    of last: Entry, site: SiteState, size: UInt64
  ) throws -> [EntryDetail.SignatureLine] {
    let valid = try ledger.validSigners(ofAppendAt: last.position)
    return (last.signatures?.signatures ?? []).map { signature in
      EntryDetail.SignatureLine(
        actor: signature.actor, handle: site.label(of: signature.actor)?.handle,
        meaning: signature.meaning.words, enrolmentPosition: signature.enrolment,
        signedMicroseconds: signature.signedAtMicroseconds, isValid: valid.contains(signature.actor)
      )
    }
  }
}

extension SignedIn {
  /// One entry, whole.
  ///
  /// A sealed body is opened, and the access recorded, when this person may read it or opens it in
  /// an emergency; otherwise the answer says who may.
  ///
  /// - Throws: `ClinicError.unknownPosition`, `.lookNotRecorded`.
  public func show(_ position: UInt64, emergency: BreakGlass? = nil) throws -> EntryDetail {
    guard let sealing = try clinic.sealing(of: position), sealing.closedAt == nil,
      !sealing.isPiece, mayOpen(sealing.permission, emergency: sealing.isAccess ? nil : emergency)
    else { return try clinic.show(position) }
    let stream = sealing.header.stream
    // The drug book names nobody: opening it is no look at a chart.
    if stream.type == .drugLot, let charts {
      try require(sealing.permission)
      return try clinic.detail(of: position, openedWith: charts, sealedFor: nil)
    }
    return try disclosing(
      sealing.permission, emergency: sealing.isAccess ? nil : emergency,
      concerning: stream.subject
    ) { context in
      let look = Look.entry(
        position, visit: stream.type == .visit ? stream.number : 0,
        sealing.isAccess ? .accessLog : .entry)
      return (
        try clinic.detail(of: position, openedWith: context.charts, sealedFor: nil),
        [Disclosure(chart: stream.subject, look: look)]
      )
    }
  }

  private func mayOpen(_ permission: Permission, emergency: BreakGlass?) -> Bool {
    guard charts != nil else { return false }
    return permission.holds(for: role)
      || (emergency != nil && Permission.openInEmergency.holds(for: role))
  }
}

/// A sealed body: of what it is, and who may open it.
private struct EntrySealing {
  let header: EntryHeader
  /// Where the erasure of its chart was intended; nil while the chart is kept.
  let closedAt: UInt64?

  /// Whether it says who looked at a chart.
  var isAccess: Bool { header.stream.type == .access }

  /// Whether it is a part of a document, which is shown whole and as a look of its own.
  var isPiece: Bool { header.stream.type == .document }

  var permission: Permission { isAccess ? .readAccessLog : .readCharts }

  var words: String {
    if let closedAt {
      return "the body was erased with the chart (entry \(closedAt)); nobody can open it"
    }
    if isPiece {
      return "the body is a part of document \(header.stream.number) of its chart; candor document "
        + "shows the whole"
    }
    return "the body is sealed; \(permission.roles.words) may open it"
  }
}

/// One entry, whole: its header, stamp and signatures, and its body when the asker may open it.
public struct EntryDetail: Sendable {
  /// One signature of the append, and whether it holds.
  public struct SignatureLine: Sendable {
    public var actor: UInt32
    public var handle: String?
    /// "recorded", "second signer", "co-signed", "reviewed".
    public var meaning: String
    public var enrolmentPosition: UInt64
    public var signedMicroseconds: Int64
    /// Verified against the key that was in force.
    public var isValid: Bool
  }

  public var row: HistoryRow
  /// Nil when it is sealed and the asker holds no key; then `sealedFor` says who may.
  public var sentence: String?
  /// The event as JSON with the schema's names; nil as above.
  public var json: String?
  public var sealedFor: String?
  /// What corrections say of it; nil where none does, or where it is sealed.
  public var outcome: Timeline.Outcome?
  /// Lower-case hexadecimal.
  public var leafHash: String
  public var indexInAppend: UInt16
  public var lastIndexInAppend: UInt16
  public var streamRevision: UInt32
  /// Nil for the first of its stream.
  public var previousPosition: UInt64?
  public var dataKeyNumber: UInt32
  public var entryBytes: Int
  /// Those of the whole append.
  public var signatures: [SignatureLine]
  public var anchorSize: UInt64
}
