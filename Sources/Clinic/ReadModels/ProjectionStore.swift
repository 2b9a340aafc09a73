internal import Bytes
internal import DurableFile
internal import FoundationEssentials
internal import LMDB
internal import Ledger
internal import Synchronization
internal import TransparencyLog

/// Where the read models are kept: environments of their own that may be deleted at any time.
///
/// Rows are sealed under a key derived from the chart's newest data key. Nothing in it is believed
/// that the log does not bear out.
final class ProjectionStore: Sendable {
  static let folder = "projections"
  /// Where a rebuilding makes the new one.
  static let nextFolder = folder + ".next"

  /// What every command may ask for: small, since all of it is proved whenever it is opened.
  let daily: ProjectionShelf
  /// What reports ask for alone.
  private let openReports = Mutex<ProjectionShelf?>(nil)
  /// What is asked of one chart after the other.
  let charts: ChartRowFiles
  let numbers: RecordNumberFiles
  let path: String
  let owner: [UInt8]

  /// Opens the store. One that cannot be read is put aside, in place of an earlier one, and made
  /// anew.
  ///
  /// - Parameter owner: which ledger it is of, in which versions, and without which charts.
  /// - Throws: `ProjectionShelf.Foreign` for one of another owner.
  init(path: String, of owner: [UInt8]) throws {
    self.path = path
    self.owner = owner
    charts = ChartRowFiles(store: path)
    numbers = RecordNumberFiles(store: path)
    do {
      daily = try ProjectionShelf(path: path, of: owner)
    } catch let error as LMDBError where error.cause == .damage {
      try Self.putAside(path)
      daily = try ProjectionShelf(path: path, of: owner)
    }
  }

  /// The shelf that rows lie on which are looked up in one table.
  func shelf(ofReports isOfReports: Bool) throws -> ProjectionShelf {
    guard isOfReports else { return daily }
    return try openReports.withLock { known in
      if let known { return known }
      let opened = try ProjectionShelf(path: path + Self.reportsSuffix, of: owner)
      known = opened
      return opened
    }
  }

  func close() {
    daily.environment.close()
    openReports.withLock { known in
      known?.environment.close()
      known = nil
    }
  }

  /// Of the folder's name: a folder inside.
  private static let reportsSuffix = "/reports"

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
}

extension ProjectionStore {
  /// The stored rows of these names, as they lie there.
  func stored(_ names: [RowName]) throws -> [RowName: [UInt8]] {
    var found: [RowName: [UInt8]] = [:]
    for (place, names) in Dictionary(grouping: names, by: \.place) {
      switch place {
      case .daily: try daily.read(names, into: &found)
      case .reports: try shelf(ofReports: true).read(names, into: &found)
      case .charts: charts.read(names, into: &found)
      }
    }
    return found
  }

  /// What is written together, shelf by shelf.
  struct Batch {
    var rows: [(name: RowName, sealed: [UInt8])] = []
    var numbers: [(digest: [UInt8], subject: SubjectID)] = []
    var head = TreeHead.empty

    var isEmpty: Bool { rows.isEmpty && numbers.isEmpty }
  }

  /// - Parameter isOpen: asked inside the transaction: of a chart whose erasure has begun meanwhile
  ///   nothing is stored.
  func write(_ batch: Batch, where isOpen: (SubjectID) throws -> Bool) throws {
    for isOfReports in [false, true] {
      var part = Batch(head: batch.head)
      part.rows = batch.rows.filter { $0.name.place == (isOfReports ? .reports : .daily) }
      if !part.isEmpty { try shelf(ofReports: isOfReports).write(part, where: isOpen) }
    }
    try charts.write(batch.rows.filter { $0.name.place == .charts }, where: isOpen)
    try numbers.write(batch.numbers, where: isOpen)
  }
}

/// One environment of the read models.
final class ProjectionShelf: Sendable {
  let environment: Environment
  let rows: Table
  let meta: Table

  /// It is not this ledger's as it is now: of other versions, or from before an erasure.
  struct Foreign: Error {}

  init(path: String, of owner: [UInt8]) throws {
    environment = try Environment(
      directory: path, configuration: .init(provesPages: true),
      turn: WritersTurn(path: path + ProjectionStore.turnSuffix, patience: Self.patience))
    let names = (rows: "sealed rows", meta: "meta")
    if let rows = try environment.existingTable(named: names.rows, keys: .bytes),
      let meta = try environment.existingTable(named: names.meta, keys: .bytes)
    {
      (self.rows, self.meta) = (rows, meta)
    } else {
      let transaction = try environment.beginWrite()
      rows = try environment.table(named: names.rows, keys: .bytes, in: transaction)
      meta = try environment.table(named: names.meta, keys: .bytes, in: transaction)
      let owned = try transaction.value(meta, Self.ownerKey)
      // What an older version has left is no store of this one.
      if owned == nil, try transaction.count(rows) == 0 {
        try transaction.put(meta, Self.ownerKey, owner)
      }
      try transaction.commit()
    }
    let meta = meta
    let found = try environment.read { try $0.value(meta, Self.ownerKey) }
    guard found == owner else {
      environment.close()
      throw Foreign()
    }
  }

  /// Whoever finds somebody else writing for longer answers without storing what was folded.
  private static let patience = Patience(limitMilliseconds: 1_000)

  private static let ownerKey = Array("owner".utf8)
  private static let reachedKey = Array("reached".utf8)
}

extension ProjectionShelf {
  func read(_ names: [RowName], into found: inout [RowName: [UInt8]]) throws {
    let transaction = try environment.beginRead()
    for name in names { found[name] = try transaction.value(rows, name.key) }
  }

  /// - Parameter isOpen: asked inside the transaction: of a chart whose erasure has begun meanwhile
  ///   nothing is stored.
  func write(
    _ batch: ProjectionStore.Batch, where isOpen: (SubjectID) throws -> Bool
  ) throws {
    let transaction = try environment.beginWrite()
    var known: [SubjectID: Bool] = [:]
    func isStored(_ subject: SubjectID) throws -> Bool {
      if let known = known[subject] { return known }
      let isStored = try isOpen(subject)
      known[subject] = isStored
      return isStored
    }
    for row in batch.rows where try isStored(row.name.subject) {
      try transaction.put(rows, row.name.key, row.sealed)
    }
    if try Self.head(transaction.value(meta, Self.reachedKey)).size < batch.head.size {
      var reached: [UInt8] = []
      reached.appendLittleEndian(batch.head.size)
      try transaction.put(meta, Self.reachedKey, reached + batch.head.root.bytes)
    }
    try transaction.commit()
  }

  /// The tree of the newest answer that something was stored for, as a store that is there says,
  /// without creating or opening anything in it for writing. No answer rests on it.
  static func reached(at path: String) throws -> TreeHead {
    let environment = try Environment(
      directory: path,
      configuration: .init(
        creates: .nothing, inspectsUnwritable: true, inspectsUntouched: true, provesPages: true))
    defer { environment.close() }
    guard let meta = try environment.existingTable(named: "meta", keys: .bytes) else {
      return .empty
    }
    return try environment.read { head(try $0.value(meta, reachedKey)) }
  }

  private static func head(_ row: [UInt8]?) -> TreeHead {
    guard let row, row.count == 8 + Hash.byteCount, let root = Hash(bytes: row.suffix(32)),
      let size = UInt64(littleEndianBytes: row.prefix(8))
    else { return .empty }
    return TreeHead(size: size, root: root)
  }
}
