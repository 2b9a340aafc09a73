internal import Crypto
internal import DurableFile
internal import Ledger
internal import Projections
internal import TransparencyLog

/// What is folded of each chart alone, of all charts in one row: an answer about many opens that
/// one, and no chart's own.
///
/// The row is a file of the read models, sealed under a key of the keyring, and says of which tree
/// it was gathered. Where the log begins with that tree, it is believed of every chart in which
/// nothing was recorded since; the others are asked one by one. An older one, put back, only leaves
/// more of them.
struct GatheredStates: Sendable {
  /// The tree that they are of.
  let head: TreeHead
  private var charts: [SubjectID: [[UInt8]]]

  /// What rests on nothing but the chart's entries, and is one state a chart.
  static let projections = Registry.all.filter {
    $0.key == .chart && $0.basis == nil && $0.place == .daily
  }

  static let types = projections.reduce(into: Set<StreamType>()) {
    $0.formUnion($1.streamTypes)
  }

  static func hold(_ asked: [any StoredProjection.Type]) -> Bool {
    asked.allSatisfy { asked in projections.contains { $0.rowPrefix == asked.rowPrefix } }
  }

  init(of head: TreeHead, _ loaded: LoadedStates, of subjects: [SubjectID]) {
    self.head = head
    charts = [:]
    for subject in subjects where loaded.setAside[subject] == nil {
      let states = Self.projections.compactMap { loaded.bytes($0, of: subject).first?.bytes }
      if states.count == Self.projections.count { charts[subject] = states }
    }
  }

  /// Of one chart; nil where they are not held.
  func states(of subject: SubjectID) -> [RowName: [UInt8]]? {
    charts[subject].map { states in
      Dictionary(
        zip(Self.projections.map { RowName($0, of: subject, 0) }, states),
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Without the charts in which something was recorded between its tree and a later one; nil where
  /// the log does not begin with its tree.
  func holding(at moment: Moment, in ledger: Ledger) throws -> GatheredStates? {
    guard head.size <= moment.head.size, moment.head.size - head.size <= Self.mostEntriesSince,
      try ledger.treeHead(at: head.size) == head
    else { return nil }
    var held = self
    try ledger.read { reader in
      for position in head.size..<moment.head.size {
        let stream = try reader.outline(at: position).header.stream
        if Self.types.contains(stream.type) { held.charts[stream.subject] = nil }
      }
    }
    return held
  }

  /// Beyond that many it is quicker to ask the charts.
  private static let mostEntriesSince: UInt64 = 1 << 16
}

extension GatheredStates: RowCodable {
  init(from row: inout RowReader) throws(RowDefect) {
    let size = try row.number()
    guard let root = Hash(bytes: try row.blob()) else { throw RowDefect() }
    head = TreeHead(size: size, root: root)
    charts = [:]
    for _ in 0..<(try row.number()) {
      guard let subject = SubjectID(bytes: Array(try row.blob())) else { throw RowDefect() }
      var states: [[UInt8]] = []
      for _ in Self.projections { states.append(Array(try row.blob())) }
      charts[subject] = states
    }
  }

  func write(to row: inout RowWriter) {
    row.put(head.size)
    row.put(head.root.bytes)
    row.put(UInt64(charts.count))
    for (subject, states) in charts {
      row.put(subject.bytes)
      for state in states { row.put(state) }
    }
  }
}

extension ProjectionStore {
  private var gatheredPath: String { path + "/gathered" }

  /// Nil where none lies there that was sealed for these read models.
  func gathered(by keyring: UnlockedKeyring) -> GatheredStates? {
    guard let sealed = try? DurableFile.read(gatheredPath, limit: Self.mostGatheredBytes),
      let box = try? AES.GCM.SealedBox(combined: sealed),
      let row = try? AES.GCM.open(box, using: keyring.gatheringKey, authenticating: owner)
    else { return nil }
    return try? GatheredStates(rowBytes: [UInt8](row))
  }

  /// Puts it in the place of the one that lies there. Nothing is synced: a torn one is none.
  ///
  /// - Parameter isOpen: whether none of its charts is being erased, before it lies there and then:
  ///   an erasure that begins later removes it.
  func write(
    _ gathered: GatheredStates, by keyring: UnlockedKeyring, where isOpen: () throws -> Bool
  ) throws {
    let sealed = try AES.GCM.seal(
      gathered.rowBytes, using: keyring.gatheringKey, authenticating: owner)
    guard let combined = sealed.combined, try isOpen() else { return }
    try DurableFile.replaceUnsynced(gatheredPath, with: [UInt8](combined))
    if try !isOpen() { try DurableFile.remove(gatheredPath) }
  }

  private static let mostGatheredBytes = 256 << 20
}

extension UnlockedKeyring {
  fileprivate var gatheringKey: SymmetricKey {
    siteProjectionKey(purpose: "candor/projections/gathered")
  }
}
