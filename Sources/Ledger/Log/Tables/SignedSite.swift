internal import Crypto
internal import FoundationEssentials
internal import TransparencyLog

/// The entries by which everything is decided, and those among them that nobody is known to have
/// signed.
public struct SiteRecord: Sendable {
  /// In ledger order: enrolments, staff, policies.
  public internal(set) var entries: [Entry] = []
  /// Positions of entries that were left out: what they say was not signed by those whom they name.
  public internal(set) var unsigned: [UInt64] = []
}

extension LedgerSnapshot {
  /// Who may sign, as what, and by which rules: believed where the signatures hold.
  ///
  /// They are checked once: whoever attests the tables has checked those that came before, and this
  /// process remembers what it has checked.
  public func siteRecord() throws(LedgerError) -> SiteRecord {
    var record = SiteRecord()
    for stream in try streams(of: .none) where SiteEntries.types.contains(stream.type) {
      record.entries += try self.stream(stream)
    }
    record.entries.sort { $0.position < $1.position }
    guard !tablesRead.asStored else { return record }
    let checked = try checkedCount(of: record.entries)
    let unsigned = try unsigned(in: record.entries, from: checked)
    if !unsigned.isEmpty { record.entries.removeAll { unsigned.contains($0.position) } }
    record.unsigned = unsigned.sorted()
    return record
  }

  /// How many of the first were checked by whoever attested the tables.
  private func checkedCount(of entries: [Entry]) throws(LedgerError) -> Int {
    guard let attested = try knownTables().attested else { return 0 }
    var site = SiteEntries()
    let before = entries.prefix { $0.position < attested.size }
    for entry in before { site.add(entry.position, entry.leafHash) }
    return site.digest == attested.siteDigest ? before.count : 0
  }

  private func unsigned(
    in entries: [Entry], from checked: Int
  ) throws(LedgerError) -> Set<UInt64> {
    var keys = KeysInForce()
    var unsigned: Set<UInt64> = []
    var signed = tablesRead.trust.signed
    var index = 0
    while index < entries.count {
      let first = entries[index].appendStart
      let end = entries[index...].firstIndex { $0.appendStart != first } ?? entries.count
      let ofAppend = entries[index..<end]
      let isKnown = ofAppend.allSatisfy { signed[$0.position] == $0.leafHash }
      if index >= checked, !isKnown {
        if try isSigned(first, ofAppend, by: keys) {
          for entry in ofAppend { signed[entry.position] = entry.leafHash }
        } else {
          unsigned.formUnion(ofAppend.map(\.position))
        }
      }
      if !unsigned.contains(ofAppend[index].position) { keys.enrol(ofAppend.enrolled) }
      index = end
    }
    tablesRead.trust.signed = signed
    return unsigned
  }

  /// Whether everybody who is named as a signer of an append has signed it, with the key that was
  /// in force.
  private func isSigned(
    _ first: UInt64, _ known: ArraySlice<Entry>, by keys: KeysInForce
  ) throws(LedgerError) -> Bool {
    var keys = keys
    let enrolled = known.enrolled
    // The first administrator signs with the key that the same append enrols.
    if first == 0 { keys.enrol(enrolled) }
    var statements: [Hash] = []
    var last: Entry?
    let id = known.first?.header.appendID
    var position = first
    repeat {
      guard position < frontier.size else { return false }
      let entry = try entry(at: position)
      guard entry.header.appendID == id, entry.appendStart == first else { return false }
      statements.append(.sha256(entry.statement))
      last = entry
      position += 1
    } while last?.header.endsAppend == false
    guard let last, let block = last.signatures, !block.signatures.isEmpty else { return false }
    let signers = block.signatures.map(\.actor)
    guard signers.first == last.header.actor else { return false }
    if first > 0, enrolled.contains(where: { !keys.mayEnrol($0.keys.actor, signers: signers) }) {
      return false
    }
    let message = SignedMessage.bytes(
      ledger: ledgerID, append: last.header.appendID, statements: statements, block: block)
    return block.signatures.allSatisfy { signature in
      guard let inForce = keys.enrolment(of: signature.actor),
        inForce.position == signature.enrolment,
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: inForce.publicKey)
      else { return false }
      return key.isValidSignature(signature.bytes, for: message)
    }
  }
}

extension Entry {
  /// Where its append begins.
  fileprivate var appendStart: UInt64 { position - UInt64(header.index) }
}

extension ArraySlice<Entry> {
  fileprivate var enrolled: [(position: UInt64, keys: ActorKeyEnrolled)] {
    compactMap { entry in
      guard case .actorKeyEnrolled(let keys)? = LedgerStream.event(entry) else { return nil }
      return (entry.position, keys)
    }
  }
}
