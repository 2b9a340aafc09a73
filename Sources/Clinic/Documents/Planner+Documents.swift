internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

// A document is one event of the chart, and its bytes beside it in the same append.

extension Planner {
  /// Takes a document with all of its pieces; one whose bytes stand in the chart already is left
  /// out.
  mutating func takeDocument(
    _ attached: DocumentAttached, holding bytes: [UInt8]?, occurred: ClinicalTime
  ) throws {
    guard let file = plan.file else { throw ClinicError.mixedStatements }
    guard let bytes else {
      throw ClinicError.rejected(
        .outOfOrder(
          event: DocumentAttached.kind, stage: "its bytes are not there",
          why: "a document is recorded with all of them", next: "candor attach does"))
    }
    if let same = file.document(holding: attached.sha256) {
      guard same.value.isSaid(by: attached) else { throw Self.isThere(same) }
      plan.leftOut.append(same.position)
      return
    }
    if attached.visitNumber != 0 {
      guard file.visits[attached.visitNumber]?.arrival != nil else {
        throw ClinicError.unknownVisit(number: attached.visitNumber)
      }
      plan.visitNumber = attached.visitNumber
    }
    var attached = attached
    attached.documentNumber = try file.nextDocumentNumber()
    let event = ChartEvent.OneOf_Event.documentAttached(attached)
    let (stream, events) = try decided(event, occurred: occurred)
    try doubt(.chart(event), in: stream, occurred: occurred)
    for event in events { add(.chart(event), to: stream, occurred: occurred) }
    let pieces = StreamKey(
      type: .document, subject: file.subject, number: attached.documentNumber)
    for piece in DocumentAttached.pieces(of: bytes) {
      add(.document(.documentPiece(piece)), to: pieces, occurred: occurred)
    }
  }

  /// The same bytes are on record as something else.
  private static func isThere(_ same: Fact<DocumentAttached>) -> ClinicError {
    let visit = same.value.visitNumber == 0 ? "" : " of visit \(same.value.visitNumber)"
    return .rejected(
      .duplicate(
        event: DocumentAttached.kind,
        of: "entry \(same.position): document \(same.value.documentNumber), "
          + "\(same.value.kind.words)\(visit), is the same file",
        next: "if it is something else, retract that first: candor retract \(same.position)"))
  }
}

extension DocumentAttached {
  /// Whether it is attached as the same thing.
  fileprivate func isSaid(by other: DocumentAttached) -> Bool {
    kind == other.kind && visitNumber == other.visitNumber && detail == other.detail
  }
}

extension ClinicalEvent {
  /// Of the document that it attaches; nil for what attaches none.
  var documentNumber: UInt32? {
    if case .chart(.documentAttached(let attached)) = self { attached.documentNumber } else { nil }
  }
}

extension ChartFile {
  /// The document that stands with these bytes, in this chart alone.
  fileprivate func document(holding sha256: some Sequence<UInt8>) -> Fact<DocumentAttached>? {
    chart[DocumentAttached.self].first { $0.value.sha256.elementsEqual(sha256) }
  }

  /// A number is not given twice: of a document that was entered in error, the bytes are there.
  fileprivate func nextDocumentNumber() throws(ClinicError) -> UInt32 {
    let newest = facts.compactMap(\.fact.value.documentNumber).max() ?? 0
    guard newest < .max else {
      throw .rejected(
        .malformed(
          field: "document_number", value: "\(newest)", expected: "fewer documents of one chart"))
    }
    return newest + 1
  }
}
