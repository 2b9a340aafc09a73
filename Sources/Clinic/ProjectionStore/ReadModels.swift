internal import ClinicalRecord
internal import LMDB
internal import Ledger
internal import Projections
internal import TransparencyLog

/// The states of one chart in every projection, while entries are folded in.
private struct ChartStates {
  var roster = Roster.initial
  var visits = VisitIndex.initial

  mutating func apply(_ fact: Fact<ClinicalEvent>, visitNumber: UInt32) {
    Roster.apply(fact, visitNumber: visitNumber, to: &roster)
    VisitIndex.apply(fact, visitNumber: visitNumber, to: &visits)
  }
}

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
    let reached = try store.environment.read { try store.head(in: $0) }
    if reached == target { return }
    while try step(to: target).size < target.size {}
  }

  /// Throws every state away and folds the ledger from its first entry.
  func rebuild(to target: TreeHead) throws {
    let transaction = try store.environment.beginWrite()
    try store.removeAll(in: transaction)
    try transaction.commit()
    try catchUp(to: target)
  }

  private func step(to target: TreeHead) throws -> TreeHead {
    let transaction = try store.environment.beginWrite()
    var reached = try store.head(in: transaction)
    if try !isPrefix(reached, of: target) {
      try store.removeAll(in: transaction)
      reached = .empty
    }
    guard reached.size < target.size else { return reached }
    let end = min(target.size, reached.size + Self.batchEntries)
    try fold(reached.size..<end, in: transaction)
    let head = end == target.size ? target : try ledger.treeHead(at: end)
    try store.setHead(head, in: transaction)
    try transaction.commit()
    return head
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
    var states: [SubjectID: (key: DataKey, states: ChartStates)] = [:]
    try ledger.read { snapshot in
      for position in range {
        let header = try snapshot.outline(at: position).header
        guard header.stream.type == .chart || header.stream.type == .visit else { continue }
        let entry = try snapshot.entry(at: position)
        let key = try charts.key(of: header, position: position, in: snapshot)
        guard let fact = try entry.fact(body: try entry.open(with: key, in: ledger.id)) else {
          continue
        }
        let subject = header.stream.subject
        if states[subject] == nil { states[subject] = try load(subject, key: key, in: transaction) }
        states[subject]?.states.apply(
          fact, visitNumber: header.stream.type == .visit ? header.stream.number : 0)
      }
    }
    for (subject, loaded) in states {
      try save(loaded.states, of: subject, key: loaded.key, in: transaction)
    }
  }

  private func load(
    _ subject: SubjectID, key: DataKey, in transaction: borrowing WriteTransaction
  ) throws -> (key: DataKey, states: ChartStates) {
    (
      key,
      ChartStates(
        roster: try ProjectionRow<Roster>(subject: subject).state(
          sealedWith: key, from: store, in: transaction),
        visits: try ProjectionRow<VisitIndex>(subject: subject).state(
          sealedWith: key, from: store, in: transaction))
    )
  }

  private func save(
    _ states: ChartStates, of subject: SubjectID, key: DataKey,
    in transaction: borrowing WriteTransaction
  ) throws {
    try ProjectionRow<Roster>(subject: subject).store(
      states.roster, sealedWith: key, in: store, transaction)
    try ProjectionRow<VisitIndex>(subject: subject).store(
      states.visits, sealedWith: key, in: store, transaction)
    if !states.roster.recordNumber.isEmpty {
      try transaction.put(
        store.lookup, keyring.lookupDigest(of: states.roster.recordNumber.uppercased()),
        subject.bytes)
    }
  }
}
