internal import LMDB
internal import TransparencyLog

/// What is known of the tables in one state of the log.
struct KnownTables: Sendable {
  /// Of LMDB: where it is the same, nothing was committed since.
  var state: Int
  /// What was attested; nil: nothing, or there is no key to tell by.
  let attested: TableAttestation?
  /// Of the entries since then; of every entry where `all` is not nil.
  var scan: HeadsScan
  /// Buckets that agreed with what was attested, in that state.
  var agreeing: Set<Int> = []
  /// Where nothing was attested, or a bucket disagreed.
  var all: AllHeads?

  var appendCount: UInt64 {
    (all == nil ? attested?.appendCount ?? 0 : 0) + scan.appendCount
  }

  /// Where a stream stands, of every entry.
  func head(of stream: StreamKey) -> StreamHead? {
    let scanned = scan.streams[stream]?.head
    guard let stored = all?.unbelieved[stream], stored.position > scanned?.position ?? 0 else {
      return scanned
    }
    return stored
  }

  /// The streams of every entry, or of a subject, by type and number.
  var streams: some Sequence<StreamKey> { (all?.subjects ?? [:]).values.joined() }
  func streams(of subject: SubjectID) -> [StreamKey] { all?.subjects[subject] ?? [] }

  /// Takes what this process has appended in that state and committed: nothing of it is read anew,
  /// and the rows that it wrote are those that its entries say.
  mutating func take(_ appended: AppendedRows) {
    state += 1
    scan.take(appended)
    for stream in appended.streams.keys { all?.add(stream) }
  }
}

/// Every stream by its subject, beside a scan of every entry.
struct AllHeads: Sendable {
  /// By type and number.
  private(set) var subjects: [SubjectID: [StreamKey]]
  /// Stored heads that lie at entries whose bytes cannot be believed: reading them says so.
  let unbelieved: [StreamKey: StreamHead]

  init(_ scan: HeadsScan, unbelieved: [StreamKey: StreamHead]) {
    self.unbelieved = unbelieved
    subjects = [:]
    add(scan.streams.keys)
  }

  fileprivate mutating func add(_ scanned: some Sequence<StreamKey>) {
    subjects = Dictionary(grouping: Set(scanned).union(unbelieved.keys), by: \.subject)
      .mapValues { $0.sorted(by: StreamKey.isBefore) }
  }

  fileprivate mutating func add(_ stream: StreamKey) {
    guard subjects[stream.subject]?.contains(stream) != true else { return }
    subjects[stream.subject, default: []].append(stream)
    subjects[stream.subject]?.sort(by: StreamKey.isBefore)
  }
}

/// What one append has written beside its entries.
struct AppendedRows: Sendable {
  let streams: [StreamKey: HeadsScan.Touched]
  /// Of the tree with the append.
  let frontier: Frontier
  /// Its own entries of ``SiteEntries``.
  let site: [(position: UInt64, leaf: Hash)]
}

extension StreamKey {
  /// By type, then number: as the rows of a subject lie.
  static func isBefore(_ left: StreamKey, _ right: StreamKey) -> Bool {
    (left.type.rawValue, left.number) < (right.type.rawValue, right.number)
  }
}

/// What one transaction knows of the tables; found when it is first asked for.
final class TablesOfSnapshot {
  let trust: TableTrust
  /// The tables are taken for what they say.
  let asStored: Bool
  fileprivate(set) var known: KnownTables?
  /// The stored nodes of the tree are not those of the entries, and are made of the leaf hashes.
  var makesNodes = false
  /// What the transaction appends; it is known once that is committed.
  var appended: AppendedRows?
  /// The transaction attests the tables: the next one begins with that.
  var attests = false

  init(_ trust: TableTrust, asStored: Bool) {
    self.trust = trust
    self.asStored = asStored
  }

  /// What is found from here on is not committed yet.
  fileprivate var isForThisOneAlone = false

  /// For tables that this transaction has written anew.
  func forget() {
    known = nil
    isForThisOneAlone = true
  }

  /// After the commit: later transactions begin with what this one has appended.
  func committed() {
    let known = self.known
    self.known = nil
    guard let known, let appended, !isForThisOneAlone, !attests else {
      trust.known = nil
      return
    }
    let state = known.state
    // Nobody else may hold the states when they grow: they would be copied whole.
    _ = consume known
    trust.advance(by: appended, from: state)
  }

  /// For this transaction and later ones.
  fileprivate func know(_ known: KnownTables) {
    self.known = known
    if !isForThisOneAlone { trust.known = known }
  }
}

extension LedgerSnapshot {
  /// What is known of the tables here.
  ///
  /// Throws ``LedgerError/inconsistent(what:)`` where the tree contradicts the entries or what was
  /// attested.
  func knownTables() throws(LedgerError) -> KnownTables {
    if let known = tablesRead.known { return known }
    if !tablesRead.isForThisOneAlone, let known = try knownBefore() {
      tablesRead.know(known)
      return known
    }
    let known: KnownTables
    if let attested = try attestation() {
      guard attested.size <= frontier.size else {
        throw .inconsistent(
          what: "the log has \(frontier.size) entries, and its tables were attested when it had "
            + "\(attested.size): entries are missing at its end")
      }
      var scan = HeadsScan(from: attested)
      try go(on: &scan)
      if !scan.agrees(with: frontier) {
        // Either the frontier is not that of the entries, which this says, or the entries are not
        // those that the attestation was made of.
        _ = try scanOfAll()
        throw .inconsistent(
          what: "the first \(attested.size) entries are not those that the tables were attested "
            + "with")
      }
      known = KnownTables(state: state, attested: attested, scan: scan)
    } else {
      let scan = try scanOfAll()
      known = KnownTables(state: state, attested: nil, scan: scan, all: try all(scan))
    }
    tablesRead.know(known)
    return known
  }

  /// The last committed state that this transaction sees.
  private var state: Int { transaction.committedID }

  /// What an earlier transaction of this process has found, brought up to this one.
  private func knownBefore() throws(LedgerError) -> KnownTables? {
    guard var known = tablesRead.trust.known, known.scan.end <= frontier.size else { return nil }
    guard known.state != state || known.scan.end != frontier.size else {
      return known.scan.agrees(with: frontier) ? known : nil
    }
    // Somebody else has committed: where a bucket disagreed, it may agree now.
    guard known.all == nil || known.attested == nil else { return nil }
    known.state = state
    known.agreeing = []
    try go(on: &known.scan)
    guard known.scan.agrees(with: frontier) else { return nil }
    if known.all != nil { known.all = try all(known.scan) }
    return known
  }

  /// The newest attestation that reads; nil where there is none, or no key to tell it by.
  func attestation() throws(LedgerError) -> TableAttestation? {
    guard let key = tablesRead.trust.key else { return nil }
    let row = try storing { () throws(LMDBError) in
      try transaction.value(tables.meta, MetaKey.attestation)
    }
    return row.flatMap { TableAttestation(row: $0, key, in: ledgerID) }
  }

  private func scanOfAll() throws(LedgerError) -> HeadsScan {
    var scan = HeadsScan()
    try go(on: &scan)
    guard scan.agrees(with: frontier) else {
      throw .inconsistent(what: "the tree's frontier is not that of the entries")
    }
    return scan
  }

  /// Reads on to the head.
  func go(on scan: inout HeadsScan) throws(LedgerError) {
    let end = frontier.size
    guard scan.end < end else { return }
    var taken = scan
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.entries, from: taken.end) { position, value in
        guard position < end else { return false }
        while taken.end < position { taken.take(nil, at: taken.end) }
        taken.take(value, at: position)
        return true
      }
    }
    while taken.end < end { taken.take(nil, at: taken.end) }
    scan = taken
  }

  /// Every head by the entries; what the table says otherwise is told.
  private func all(_ scan: HeadsScan) throws(LedgerError) -> AllHeads {
    var differing = 0
    var seen = 0
    var unbelieved: [StreamKey: StreamHead] = [:]
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.heads, from: []) { key, value in
        let stream = StreamHead.stream(key: key)
        let stored = StreamHead(value)
        if let stream, scan.streams[stream] != nil { seen += 1 }
        if let stream, let stored, scan.holes.contains(stored.position) {
          unbelieved[stream] = stored
        } else if stored == nil || stream.flatMap({ scan.streams[$0]?.head }) != stored {
          differing += 1
        }
        return true
      }
    }
    let count = differing + scan.streams.count - seen
    if count > 0 { tablesRead.trust.tell(.heads(count: count)) }
    for stream in scan.forked {
      let position = scan.streams[stream]?.head.position ?? 0
      tablesRead.trust.tell(.forkedStream(stream.type, position: position))
    }
    return AllHeads(scan, unbelieved: unbelieved)
  }
}

extension LedgerSnapshot {
  /// Makes sure that the heads of a subject's streams can be believed; from the entries where the
  /// table's cannot.
  ///
  /// - Returns: what every entry says, or nil where the stored rows hold.
  func believeHeads(of subject: SubjectID) throws(LedgerError) -> KnownTables? {
    try believeHeads(bucket: HeadBucket.index(of: subject))
  }

  /// The same for a table that is read as a whole.
  func believeAllHeads() throws(LedgerError) -> KnownTables? {
    for bucket in 0..<TableAttestation.bucketCount {
      if let known = try believeHeads(bucket: bucket) { return known }
    }
    return nil
  }

  func believeHeads(bucket: Int) throws(LedgerError) -> KnownTables? {
    var known = try knownTables()
    if known.all != nil { return known }
    guard let attested = known.attested, !known.agreeing.contains(bucket) else { return nil }
    // The rows as they were when they were attested: those of streams that have grown since are
    // known by the links of the entries that were read.
    let touched = known.scan.streams.filter { HeadBucket.index(of: $0.key.subject) == bucket }
    let before = touched.mapValues(\.before)
    var rows = 0
    var differing = 0
    let digest = try digest(of: bucket, with: before) { key, stored in
      guard let stream = StreamHead.stream(key: key), let now = touched[stream] else { return }
      rows += 1
      if StreamHead(stored) != now.head { differing += 1 }
    }
    guard digest == attested.buckets[bucket] else {
      known.scan = try scanOfAll()
      known.all = try all(known.scan)
      tablesRead.know(known)
      return known
    }
    let count = differing + touched.count - rows
    if count > 0 { tablesRead.trust.tell(.heads(count: count)) }
    known.agreeing.insert(bucket)
    tablesRead.know(known)
    return nil
  }

  /// The digest of a bucket of the stored heads, where `instead` stands in the place of some of
  /// them; nil in it: such a row is left out.
  func digest(
    of bucket: Int, with instead: [StreamKey: StreamHead?],
    seeing see: (RawSpan, RawSpan) -> Void = { _, _ in }
  ) throws(LedgerError) -> Hash {
    let others = instead.map { (key: StreamHead.key($0.key), head: $0.value) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var next = others[...]
    var digest = RowDigest()
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.heads, prefix: [UInt8(bucket)]) { key, value in
        see(key, value)
        while let other = next.first, other.key.span.bytes.isBefore(key) {
          if let head = other.head {
            digest.add(other.key.span.bytes, head.bytes.span.bytes)
          }
          next.removeFirst()
        }
        if let other = next.first, !key.isBefore(other.key.span.bytes) {
          if let head = other.head { digest.add(key, head.bytes.span.bytes) }
          next.removeFirst()
        } else {
          digest.add(key, value)
        }
        return true
      }
    }
    for other in next {
      if let head = other.head { digest.add(other.key.span.bytes, head.bytes.span.bytes) }
    }
    return digest.finalize()
  }
}

extension RawSpan {
  /// In the order of LMDB's keys.
  fileprivate func isBefore(_ other: RawSpan) -> Bool {
    withUnsafeBytes { left in other.withUnsafeBytes { left.lexicographicallyPrecedes($0) } }
  }
}
