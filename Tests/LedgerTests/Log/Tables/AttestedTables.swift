import Crypto
import LMDB
import Synchronization
import Testing

@testable import Ledger

/// The ledger of a fixture, believed by keys, and what was told of its tables.
final class AttestedLedger: Sendable {
  let fixture: LedgerFixture
  let key: AttestationKey
  private let heard = Mutex<[TableDefect]>([])

  var ledger: Ledger { fixture.ledger }
  var told: [TableDefect] { heard.withLock { $0 } }

  /// - Parameter every: after how many entries the tables are attested anew.
  init(every: UInt64 = 8) throws {
    fixture = try LedgerFixture()
    key = AttestationKey(SymmetricKey(size: .bits256))
    try ledger.believeTables(by: key)
    try ledger.store().trust.entriesPerAttestation = every
    ledger.onTableDefect { [weak self] defect in self?.heard.withLock { $0.append(defect) } }
    try fixture.fillWithSixtyEntries()
  }

  func forgetWhatWasTold() { heard.withLock { $0 = [] } }

  var attestedSize: UInt64? {
    get throws { try ledger.read { try $0.attestation()?.size } }
  }

  func attestationRow() throws -> [UInt8]? {
    try ledger.read { try $0.transaction.value($0.tables.meta, MetaKey.attestation) }
  }
}

extension AttestedLedger {
  func put(_ head: StreamHead?, of stream: StreamKey) throws {
    try ledger.rewrite { transaction, tables in
      let key = StreamHead.key(stream)
      if let head {
        try transaction.put(tables.heads, key, head.bytes)
      } else {
        try transaction.delete(tables.heads, key)
      }
    }
  }
}
