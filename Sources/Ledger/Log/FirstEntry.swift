internal import FoundationEssentials
internal import LMDB
internal import SwiftProtobuf
internal import TransparencyLog

/// What position 0 says of its ledger.
struct FirstEntry {
  let created: LedgerCreated
  let leafHash: Hash

  /// Reads it as every entry is read, and holds it against the ledger's id.
  init(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    let entry = try snapshot.entry(at: 0)
    guard case .ledgerCreated(let created)? = LedgerStream.event(entry),
      created.ledgerID.bytes == snapshot.ledgerID.bytes
    else { throw .inconsistent(what: "entry 0 does not create the ledger that this one is") }
    self.created = created
    leafHash = entry.leafHash
  }

  /// Reads what was kept of it beside the log, for examining a ledger whose entry 0 is damaged.
  init(examining snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    if let whole = try? FirstEntry(in: snapshot) {
      self = whole
      return
    }
    let (body, leaf) = try storing { () throws(LMDBError) -> ([UInt8]?, Hash??) in
      (
        try snapshot.transaction.value(snapshot.tables.meta, MetaKey.created),
        try snapshot.transaction.withValue(snapshot.tables.entries, 0) { StoredEntry.leafHash($0) }
      )
    }
    guard let body,
      case .ledgerCreated(let created)? =
        LedgerStream.event(kind: LedgerStream.created, body: body)
    else { throw .inconsistent(what: "neither entry 0 nor its copy is readable") }
    self.created = created
    leafHash = (leaf ?? nil) ?? .emptyRoot
  }
}
