internal import ClinicalRecord
internal import Ledger
internal import SwiftProtobuf
internal import TransparencyLog

extension Clinic {
  /// One entry, whole.
  ///
  /// A sealed body is opened when the signed-in person holds the key; otherwise the answer says who
  /// may.
  ///
  /// - Throws: `ClinicError.unknownPosition`.
  public func show(_ position: UInt64) throws -> EntryDetail {
    let (entry, last, house, size) = try ledger.read { snapshot in
      guard position < snapshot.head.size else {
        throw ClinicError.unknownPosition(position, size: snapshot.head.size)
      }
      let entry = try snapshot.entry(at: position)
      let lastPosition = position + UInt64(entry.header.lastIndex - entry.header.index)
      return (
        entry, try snapshot.entry(at: lastPosition), try House.load(from: snapshot),
        snapshot.head.size
      )
    }
    let (sentence, json) = try text(of: entry)
    return EntryDetail(
      row: HistoryRow(position: position, header: entry.header, stamp: entry.stamp, house: house),
      sentence: sentence, json: json,
      sealedFor: sentence == nil ? "the body is sealed; whoever reads charts may open it" : nil,
      leafHash: entry.leafHash.hex, indexInAppend: entry.header.index,
      lastIndexInAppend: entry.header.lastIndex, streamRevision: entry.stamp.revision,
      previousPosition: entry.stamp.previous,
      dataKeyNumber: entry.header.dataKeyNumber, entryBytes: entry.bytes.count,
      signatures: try signatureLines(of: last, house: house, size: size),
      anchorSize: last.signatures?.anchor.size ?? 0)
  }

  private func text(of entry: Entry) throws -> (sentence: String?, json: String?) {
    if entry.header.stream.type == .ledger {
      return (entry.header.eventName, try LedgerEvent(serializedBytes: entry.body).jsonString())
    }
    guard entry.header.dataKeyNumber == 0 || session?.charts != nil else { return (nil, nil) }
    guard let fact = try fact(of: entry) else { return (entry.header.eventName, nil) }
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
