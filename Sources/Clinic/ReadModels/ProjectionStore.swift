internal import Crypto
internal import DurableFile
internal import FoundationEssentials
internal import LMDB
internal import Ledger
internal import Projections
internal import TransparencyLog

/// Where the read models are kept: an environment of its own that may be deleted at any time.
///
/// Rows are sealed under a key derived from the chart's newest data key, whose number they begin
/// with (u32, little-endian); record numbers are looked up by keyed digest.
final class ProjectionStore: Sendable {
  static let folder = "projections"

  let environment: Environment
  let rows: Table
  let lookup: Table
  let meta: Table

  /// Opens the store. One that cannot be read is put aside, in place of an earlier one, and made
  /// anew: it may be deleted at any time.
  convenience init(directory: String, patience: Patience = Patience()) throws {
    let path = directory + "/" + Self.folder
    do {
      try self.init(path: path, patience)
    } catch let error as LMDBError where error.cause == .damage {
      try Self.putAside(path)
      try self.init(path: path, patience)
    }
  }

  private init(path: String, _ patience: Patience) throws {
    environment = try Environment(
      directory: path, configuration: .init(provesPages: true),
      turn: WritersTurn(path: path + Self.turnSuffix, patience: patience))
    let transaction = try environment.beginWrite()
    rows = try environment.table(named: "numbered rows", keys: .bytes, in: transaction)
    lookup = try environment.table(named: "record numbers", keys: .bytes, in: transaction)
    meta = try environment.table(named: "meta", keys: .bytes, in: transaction)
    try transaction.commit()
  }

  /// Whoever has it open goes on with the files that have another name now.
  static func putAside(_ path: String) throws {
    let aside = path + damagedSuffix
    try? FileManager.default.removeItem(atPath: aside)
    do throws(FileFailure) {
      try DurableFile.rename(path, to: aside)
    } catch {
      guard error.isMissing else { throw ClinicError.readModels(what: "\(error)") }
    }
  }

  /// Of the folder's name, where the process is named that writes into it.
  static let turnSuffix = ".writer"

  /// Of the folder's name, where what was found damaged lies.
  static let damagedSuffix = ".damaged"

  /// The tree that the stored states are a fold of; empty when nothing is stored or an older format
  /// is.
  func head(in transaction: borrowing some (Transaction & ~Copyable)) throws -> TreeHead {
    Self.stored(try transaction.value(meta, Self.headKey))
  }

  /// How far a store that is there has got, without creating or opening anything in it for writing.
  static func reached(at path: String) throws -> TreeHead {
    let environment = try Environment(
      directory: path,
      configuration: .init(
        creates: .nothing, inspectsUnwritable: true, inspectsUntouched: true, provesPages: true))
    defer { environment.close() }
    guard let meta = try environment.existingTable(named: "meta", keys: .bytes) else {
      return .empty
    }
    return try environment.read { stored(try $0.value(meta, headKey)) }
  }

  private static func stored(_ row: [UInt8]?) -> TreeHead {
    guard let row, row.count == 8 + 32, let root = Hash(bytes: row.suffix(32)) else {
      return .empty
    }
    let size = row.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return TreeHead(size: size, root: root)
  }

  func setHead(_ head: TreeHead, in transaction: borrowing WriteTransaction) throws {
    let size = (0..<8).map { UInt8(truncatingIfNeeded: head.size >> (8 * $0)) }
    try transaction.put(meta, Self.headKey, size + head.root.bytes)
  }

  func removeAll(in transaction: borrowing WriteTransaction) throws {
    try transaction.deleteAll(rows)
    try transaction.deleteAll(lookup)
    try transaction.deleteAll(meta)
  }

  /// Names what is stored and in which version: a store of other versions has no head here, so that
  /// it is folded anew rather than taken for one in which nothing happened.
  private static let headKey = Array(
    "head/3 \(Roster.name)/\(Roster.version) \(VisitIndex.name)/\(VisitIndex.version)".utf8)
}

/// The row of one chart in one projection.
struct ProjectionRow<P: Projection> {
  let subject: SubjectID

  private var name: [UInt8] { Array("\(P.name)/\(P.version)/".utf8) }
  private var key: [UInt8] { name + subject.bytes }

  /// The number of the data key that the row is sealed under; nil when there is no row.
  func dataKeyNumber(
    in store: ProjectionStore, _ transaction: borrowing some (Transaction & ~Copyable)
  ) throws -> UInt32? {
    guard let row = try transaction.value(store.rows, key), row.count > Self.numberByteCount else {
      return nil
    }
    return row.prefix(Self.numberByteCount).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The stored state, or the initial one.
  ///
  /// - Parameter dataKey: the one of the row's number.
  /// - Throws: `CryptoKitError` when the row is not what was stored.
  func state(
    sealedWith dataKey: DataKey, from store: ProjectionStore,
    in transaction: borrowing some (Transaction & ~Copyable)
  ) throws -> P.State {
    guard let row = try transaction.value(store.rows, key) else { return P.initial }
    let box = try AES.GCM.SealedBox(combined: row.dropFirst(Self.numberByteCount))
    let plaintext = try AES.GCM.open(
      box, using: dataKey.derive(purpose: purpose), authenticating: key)
    return try JSONDecoder().decode(P.State.self, from: plaintext)
  }

  func store(
    _ state: P.State, sealedWith dataKey: DataKey, in store: ProjectionStore,
    _ transaction: borrowing WriteTransaction
  ) throws {
    let box = try AES.GCM.seal(
      try Self.encoded(state), using: dataKey.derive(purpose: purpose), authenticating: key)
    guard let combined = box.combined else { throw KeyError.openFailed(what: "a projection's row") }
    let number = (0..<Self.numberByteCount).map {
      UInt8(truncatingIfNeeded: dataKey.number >> (8 * UInt32($0)))
    }
    try transaction.put(store.rows, key, number + [UInt8](combined))
  }

  /// Stable bytes: the same state always gives the same ones.
  static func encoded(_ state: P.State) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(state)
  }

  private static var numberByteCount: Int { 4 }

  private var purpose: String { "candor/projection/\(P.name)/\(P.version)" }
}
