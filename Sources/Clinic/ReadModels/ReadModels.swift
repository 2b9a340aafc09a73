internal import ClinicalRecord
internal import Crypto
internal import LMDB
internal import Ledger
internal import Projections
internal import TransparencyLog

/// Brings the stored read models up to the ledger, or makes them anew.
///
/// Everything up to a head is taken in one transaction of the store, which a second process waits
/// for.
struct ReadModels {
  /// Entries folded in one transaction of the store.
  static let batchEntries: UInt64 = 65_536

  let store: ProjectionStore
  let ledger: Ledger
  let keyring: UnlockedKeyring
  let charts: ChartKeys

  /// Folds what the store has not seen yet, up to a head, in bounded transactions.
  func catchUp(to target: TreeHead) throws {
    let reached = try read { try store.head(in: $0) }
    if reached == target { return }
    try naming { try fold(to: target) }
  }

  /// Reads rows of one state of the store.
  func read<R>(_ body: (borrowing ReadTransaction) throws -> R) throws -> R {
    try naming { try store.environment.read(body) }
  }

  /// The store is not what was written: it is put aside, and the charts are folded anew.
  struct Damaged: Error {
    let what: String
  }

  /// What storage says of the read models, in the clinic's words.
  private func naming<R>(_ body: () throws -> R) throws -> R {
    do { return try body() } catch let error as LMDBError {
      if error.cause == .damage { throw Damaged(what: error.description) }
      throw ClinicError.readModels(what: error.description)
    } catch is CryptoKitError, is DecodingError {
      throw Damaged(what: "a row is not what was stored")
    }
  }

  /// A chart that the store may hold was erased after what it has reached.
  struct ErasedSince: Error {}

  /// - Throws: `ErasedSince`, never for a store that was empty.
  private func fold(to target: TreeHead) throws {
    let isFresh = try store.environment.read { try store.head(in: $0) }.size == 0
    while try step(to: target, isFresh: isFresh).size < target.size {}
  }

  /// Throws every state away and folds the ledger from its first entry, in one transaction: whoever
  /// reads meanwhile sees the old states until the new ones are whole.
  func rebuild(to target: TreeHead) throws {
    try naming { try refold(to: target) }
  }

  private func refold(to target: TreeHead) throws {
    let transaction = try store.environment.beginWrite()
    try store.removeAll(in: transaction)
    try fold(0..<target.size, in: transaction)
    try store.setHead(target, in: transaction)
    try transaction.commit()
  }

  private func step(to target: TreeHead, isFresh: Bool) throws -> TreeHead {
    let transaction = try store.environment.beginWrite()
    var reached = try store.head(in: transaction)
    if try !isPrefix(reached, of: target) {
      try store.removeAll(in: transaction)
      reached = .empty
    } else if reached.size == 0 {
      // What an older format has left.
      try store.removeAll(in: transaction)
    }
    guard reached.size < target.size else { return reached }
    let end = min(target.size, reached.size + Self.batchEntries)
    if !isFresh, reached.size > 0 { try refuseErasures(in: reached.size..<end) }
    try fold(reached.size..<end, in: transaction)
    let head = end == target.size ? target : try ledger.treeHead(at: end)
    try store.setHead(head, in: transaction)
    try transaction.commit()
    return head
  }

  private func refuseErasures(in range: Range<UInt64>) throws {
    try ledger.read { snapshot in
      for position in range {
        let header = try snapshot.outline(at: position).header
        guard header.stream.type == .operations, header.stream.subject != .none,
          try snapshot.custody(of: header.stream.subject).closedAt != nil
        else { continue }
        throw ErasedSince()
      }
    }
  }

  /// Whether the stored states are a fold of this very ledger's prefix: another one's are thrown
  /// away.
  private func isPrefix(_ reached: TreeHead, of target: TreeHead) throws -> Bool {
    if reached.size == 0 { return true }
    if reached.size > target.size {
      return try ledger.head().size >= reached.size && ledger.treeHead(at: reached.size) == reached
    }
    return try ledger.treeHead(at: reached.size) == reached
  }

  private func fold(_ range: Range<UInt64>, in transaction: borrowing WriteTransaction) throws {
    var states: [SubjectID: ChartStates] = [:]
    // What a correction changes lies behind: such a chart is folded anew, to the range's end.
    var corrected: Set<SubjectID> = []
    try ledger.read { snapshot in
      var isClosed: [SubjectID: Bool] = [:]
      for position in range {
        let header = try snapshot.outline(at: position).header
        let subject = header.stream.subject
        guard header.stream.type == .chart || header.stream.type == .visit else { continue }
        if isClosed[subject] == nil {
          isClosed[subject] = try snapshot.custody(of: subject).closedAt != nil
        }
        if isClosed[subject] == true || corrected.contains(subject) { continue }
        if header.isCorrection {
          corrected.insert(subject)
          continue
        }
        let entry = try snapshot.entry(at: position)
        let key = try charts.key(of: header, position: position, in: snapshot)
        guard let fact = try entry.fact(body: try entry.open(with: key, in: ledger.id)) else {
          continue
        }
        if states[subject] == nil { states[subject] = try load(subject, in: transaction) }
        states[subject]?.apply(
          fact, visitNumber: header.stream.type == .visit ? header.stream.number : 0)
      }
      for subject in corrected {
        states[subject] = ChartStates(
          try ChartFile.load(
            subject, below: range.upperBound, keys: charts, clock: .unnamed, from: snapshot))
      }
    }
    for (subject, states) in states {
      let key = try ledger.read { try charts.newestKey(of: subject, in: $0) }
      guard let key else { throw KeyError.noDataKey(subject: subject, number: 0) }
      try save(states, of: subject, key: key, in: transaction)
    }
  }

  func load(
    _ subject: SubjectID, in transaction: borrowing some (Transaction & ~Copyable)
  ) throws -> ChartStates {
    ChartStates(
      roster: try state(Roster.self, of: subject, in: transaction),
      visits: try state(VisitIndex.self, of: subject, in: transaction))
  }

  /// A chart's stored state, or the initial one. The row says which data key it is sealed under: an
  /// older one than the chart's newest where nothing was recorded since.
  ///
  /// - Throws: `Damaged` for a row that is not what was stored.
  func state<P: Projection>(
    _ projection: P.Type, of subject: SubjectID,
    in transaction: borrowing some (Transaction & ~Copyable)
  ) throws -> P.State {
    let row = ProjectionRow<P>(subject: subject)
    guard let number = try row.dataKeyNumber(in: store, transaction) else { return P.initial }
    let key = try ledger.read { try charts.key(number, of: subject, in: $0) }
    guard let key else {
      throw Damaged(what: "the row of chart \(subject) is sealed under a key that is not held")
    }
    return try row.state(sealedWith: key, from: store, in: transaction)
  }

  private func save(
    _ states: ChartStates, of subject: SubjectID, key: DataKey,
    in transaction: borrowing WriteTransaction
  ) throws {
    try ProjectionRow<Roster>(subject: subject).store(
      states.roster, sealedWith: key, in: store, transaction)
    try ProjectionRow<VisitIndex>(subject: subject).store(
      states.visits, sealedWith: key, in: store, transaction)
    for number in states.recordNumbers where !number.isEmpty {
      try transaction.put(
        store.lookup, keyring.lookupDigest(of: number.uppercased()), subject.bytes)
    }
  }
}
