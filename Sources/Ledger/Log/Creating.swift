internal import Bytes
internal import DurableFile
internal import FoundationEssentials
internal import LMDB
internal import SwiftProtobuf
internal import TransparencyLog

extension Ledger {
  /// Creates a ledger in `directory`, which is created when it is missing, and appends its genesis:
  /// `ledger created`, the first administrator's enrolment, then the genesis' own proposals.
  ///
  /// Throws ``LedgerError/alreadyALedger(path:)``, ``LedgerError/invalidGenesis(field:expected:)``,
  /// ``LedgerError/notPermitted(path:)``, ``LedgerError/storage(_:)``, and what an append throws.
  public static func create(
    at directory: String, genesis: Genesis, mapByteCount: Int = Ledger.defaultMapByteCount
  ) throws(LedgerError) -> Ledger {
    try genesis.check()
    let configuration = LogConfiguration(
      directory: directory, mapByteCount: mapByteCount, patience: Patience())
    let environment: Environment
    do throws(LedgerError) {
      environment = try LogStore.environment(configuration, creating: true)
    } catch .storage(.alreadyOpen) {
      throw .alreadyALedger(path: directory)
    }
    let transaction = try storing { () throws(LMDBError) in try environment.beginWrite() }
    let tables: LogTables
    do throws(LMDBError) {
      tables = try LogTables(creatingIn: environment, transaction)
      // What was begun and never committed is no ledger yet.
      guard try transaction.count(tables.meta) == 0, try transaction.count(tables.entries) == 0
      else { throw LMDBError.keyExists(table: "meta", Failure(operation: "create", code: 0)) }
      try genesis.writeMeta(tables, in: transaction)
    } catch .keyExists {
      throw .alreadyALedger(path: directory)
    } catch {
      throw .storage(error)
    }
    let draft = try LedgerDraft(
      transaction, tables, genesis.administrator.ledger, configuration.trust)
    var attempt = AppendAttempt(
      genesis.request, ledger: genesis.administrator.ledger, isTraining: genesis.isTraining,
      isGenesis: true)
    _ = try attempt.write(genesis.allProposals(), to: draft)
    do throws(LMDBError) {
      try draft.takeTransaction().commit()
    } catch {
      throw .notRecorded(genesis.appendID, cause: error)
    }
    let store = LogStore(
      environment: environment, tables: tables, ledgerID: genesis.administrator.ledger,
      configuration.trust)
    let first = try store.reading { (snapshot) throws(LedgerError) in
      try FirstEntry(in: snapshot)
    }
    return Ledger(directory: directory, store: store, first: first, configuration)
  }
}

extension Genesis {
  func check() throws(LedgerError) {
    let isName = origin.unicodeScalars.allSatisfy { scalar in
      !scalar.properties.isWhitespace && scalar.value >= 0x20 && scalar != "+"
    }
    guard !origin.isEmpty, isName else {
      throw .invalidGenesis(field: "origin", expected: "a name without spaces and plus signs")
    }
    guard origin.hasPrefix(Self.trainingPrefix) == isTraining else {
      throw .invalidGenesis(
        field: "origin", expected: "\"\(Self.trainingPrefix)\" first if it is for training only")
    }
    guard sitePublicKey.count == 32 else {
      throw .invalidGenesis(field: "site key", expected: "an Ed25519 public key of 32 bytes")
    }
    try request.check()
  }

  var request: AppendRequest {
    AppendRequest(
      id: appendID,
      signers: [
        Signer(
          actor: administrator.actor, enrolment: Self.administratorEnrolment,
          privateKey: administrator.signing, meaning: .recorded)
      ],
      nowMicroseconds: nowMicroseconds)
  }

  private var occurred: Occurred {
    Occurred(
      unixMicroseconds: nowMicroseconds, utcOffsetMinutes: utcOffsetMinutes,
      precision: .microsecond)
  }

  private var created: LedgerEvent {
    var created = LedgerCreated()
    created.ledgerID = Data(administrator.ledger.bytes)
    created.origin = origin
    created.sitePublicKey = Data(sitePublicKey)
    created.administratorSigningKey = Data(administrator.signingPublicKey)
    created.training = isTraining
    var event = LedgerEvent()
    event.ledgerCreated = created
    return event
  }

  func allProposals() throws(LedgerError) -> [Proposal] {
    let creation = Proposal(
      stream: LedgerStream.creation, kind: LedgerStream.created, occurred: occurred,
      body: try LedgerStream.body(created))
    return [creation, try Proposal.enrolment(of: administrator, occurred: occurred)] + proposals
  }

  func writeMeta(
    _ tables: LogTables, in transaction: borrowing WriteTransaction
  ) throws(LMDBError) {
    var format: [UInt8] = []
    format.appendLittleEndian(LogTables.format)
    try transaction.put(tables.meta, MetaKey.format, format)
    try transaction.put(tables.meta, MetaKey.ledgerID, administrator.ledger.bytes)
    try transaction.put(tables.meta, MetaKey.frontier, Frontier().bytes)
    let body = (try? LedgerStream.body(created)) ?? []
    try transaction.put(tables.meta, MetaKey.created, body)
  }
}

/// What a new ledger begins with: its first append.
public struct Genesis: Sendable {
  /// Of checkpoints: a name without spaces or plus signs; a training ledger's begins with
  /// `training.`, and no other's does.
  public var origin: String
  public var isTraining: Bool
  /// Ed25519, 32 bytes: signs checkpoints.
  public var sitePublicKey: [UInt8]
  /// The first administrator. Its ``Identity/ledger`` becomes the ledger's id; its enrolment will
  /// be position 1.
  public var administrator: Identity
  public var appendID: AppendID
  /// The raw clock: microseconds since 1970-01-01T00:00:00Z.
  public var nowMicroseconds: Int64
  public var utcOffsetMinutes: Int16
  /// More of the same append: staff enrolled, policy adopted.
  public var proposals: [Proposal]

  /// Where the first administrator's key is enrolled.
  public static let administratorEnrolment: UInt64 = 1

  public init(
    origin: String, isTraining: Bool, sitePublicKey: [UInt8], administrator: Identity,
    nowMicroseconds: Int64, utcOffsetMinutes: Int16 = 0, proposals: [Proposal] = [],
    appendID: AppendID = .random()
  ) {
    self.origin = origin
    self.isTraining = isTraining
    self.sitePublicKey = sitePublicKey
    self.administrator = administrator
    self.nowMicroseconds = nowMicroseconds
    self.utcOffsetMinutes = utcOffsetMinutes
    self.proposals = proposals
    self.appendID = appendID
  }

  static let trainingPrefix = "training."
}
