internal import FoundationEssentials
internal import TransparencyLog

extension LogVerifier {
  mutating func checkKeys(
    of entry: Entry, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    if entry.header.isSealed {
      try checkIntroduction(of: entry, in: snapshot)
    }
    if entry.header.stream.type == .ledger {
      checkLedgerEvent(entry)
    } else if entry.position == 0 {
      problems.add(.firstEntryDoesNotCreate, at: 0)
    }
  }

  private mutating func checkIntroduction(
    of entry: Entry, in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    let header = entry.header
    let stream = LedgerStream.key(header.dataKeyNumber, of: header.stream.subject)
    guard header.stream.subject != .none, !keys.isIntroduced(stream) else {
      if header.stream.subject == .none {
        problems.add(.sealedWithoutSubject, at: entry.position)
      }
      return
    }
    // The introduction may lie in an entry that cannot be believed.
    let head = holes.isEmpty ? nil : try? snapshot.storedHead(of: stream)
    guard !holes.contains(head?.position ?? entry.position) else { return }
    problems.add(.dataKeyNotIntroduced(number: header.dataKeyNumber), at: entry.position)
  }

  private mutating func checkLedgerEvent(_ entry: Entry) {
    let stream = entry.header.stream
    var defect: ProposalDefect?
    switch entry.header.isSealed ? nil : LedgerStream.event(entry) {
    case nil:
      defect =
        entry.header.isSealed
        ? .sealedLedgerEvent : .unknownLedgerEvent(kind: entry.header.kind)
    case .ledgerCreated(let created)?:
      checkCreation(created, entry)
    case .actorKeyEnrolled(let new)?:
      defect = LedgerRules.defect(of: new, in: stream, ledger: ledgerID)
      append?.enrolled.append((entry.position, new))
      if entry.position == 1, !holes.contains(0),
        new.signingPublicKey.bytes != keys.firstSigningKey
      {
        problems.add(.firstKeyDiffers, at: 1)
      }
    case .dataKeyIntroduced(let key)?:
      defect = LedgerRules.defect(of: key, in: stream)
      if !keys.introduce(stream) { defect = .dataKeyIntroducedBefore(number: stream.number) }
    }
    if let defect { problems.add(.ledgerEvent(defect), at: entry.position) }
  }

  private mutating func checkCreation(_ created: LedgerCreated, _ entry: Entry) {
    guard entry.position == 0 else {
      problems.add(.ledgerCreatedAgain, at: entry.position)
      return
    }
    keys.firstSigningKey = created.administratorSigningKey.bytes
    if created.ledgerID.bytes != ledgerID.bytes || created.training != isTraining
      || entry.header.stream != LedgerStream.creation
    {
      problems.add(.createsOtherLedger, at: 0)
    }
  }
}

/// The keys of actors and the data keys that exist at one position of the log.
struct KeysInForce {
  private var enrolments: [UInt32: (position: UInt64, publicKey: [UInt8])] = [:]
  /// The first administrator's, as entry 0 names it.
  var firstSigningKey: [UInt8] = []
  private var introduced: Set<StreamKey> = []

  func enrolment(of actor: UInt32) -> (position: UInt64, publicKey: [UInt8])? {
    enrolments[actor]
  }

  mutating func enrol(_ enrolled: [(position: UInt64, keys: ActorKeyEnrolled)]) {
    for (position, keys) in enrolled {
      enrolments[keys.actor] = (position, keys.signingPublicKey.bytes)
    }
  }

  /// Whether these signers may give the actor a key: a first one, or one in place of another.
  func mayEnrol(_ actor: UInt32, signers: [UInt32]) -> Bool {
    enrolments[actor] == nil || LedgerRules.mayReplace(actor, signers: signers)
  }

  /// False when the stream has introduced its key before.
  mutating func introduce(_ stream: StreamKey) -> Bool { introduced.insert(stream).inserted }

  func isIntroduced(_ stream: StreamKey) -> Bool { introduced.contains(stream) }
}
