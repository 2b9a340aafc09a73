internal import Bytes
internal import TransparencyLog

/// What the entries from one position on say of the tables beside them, read in order.
struct HeadsScan: Sendable {
  /// A stream that has an entry among those that were read.
  struct Touched: Sendable {
    /// Where it stood before them, by the link of the first.
    let before: StreamHead?
    var head: StreamHead
  }

  /// Where it began.
  let start: UInt64
  /// Grown with every leaf hash: the stored frontier must be the same at the end.
  private(set) var frontier: Frontier
  private(set) var streams: [StreamKey: Touched] = [:]
  /// How many appends begin among the entries that were read.
  private(set) var appendCount: UInt64 = 0
  private(set) var site: SiteEntries
  /// Positions whose bytes cannot be believed.
  private(set) var holes: Set<UInt64> = []
  /// Streams with an entry that is linked past another one: one wrote who believed a wrong head.
  private(set) var forked: Set<StreamKey> = []
  /// False where an entry is missing, leaf hash and all.
  private(set) var isTreeKnown = true

  /// From the first entry on, or from what was attested.
  init(from attested: TableAttestation? = nil) {
    frontier = attested?.frontier ?? Frontier()
    start = frontier.size
    site = SiteEntries(digest: attested?.siteDigest)
  }

  /// Whether every entry could be believed, and is linked to the one before it.
  var isWhole: Bool { holes.isEmpty && forked.isEmpty }

  /// The next position to read.
  var end: UInt64 { frontier.size }

  func agrees(with stored: Frontier) -> Bool { !isTreeKnown || frontier == stored }

  /// Takes the stored value of the position that comes next; nil for one that is missing.
  mutating func take(_ value: RawSpan?, at position: UInt64) {
    guard let value, let stored = StoredEntry.leafHash(value) else {
      holes.insert(position)
      isTreeKnown = false
      frontier.append(.emptyRoot)
      return
    }
    frontier.append(stored)
    let bytes = value.extracting(Hash.byteCount..<value.byteCount)
    let isWhole = StoredEntry.isWhole(bytes, stored)
    if !isWhole { holes.insert(position) }
    guard let outline = try? EntryOutline(parsing: bytes, position: position) else {
      holes.insert(position)
      return
    }
    let stream = outline.header.stream
    let head = StreamHead(position: position, revision: outline.stamp.revision)
    // What cannot be believed is at least not left out where its stream is known: whoever reads
    // the stream meets it, by name.
    guard isWhole else {
      streams[stream]?.head = head
      return
    }
    if outline.header.index == 0 { appendCount += 1 }
    site.add(outline, leaf: stored)
    link(outline.stamp, of: stream, head)
  }

  /// Takes an append that was made on just what was read.
  mutating func take(_ appended: AppendedRows) {
    frontier = appended.frontier
    appendCount += 1
    for entry in appended.site { site.add(entry.position, entry.leaf) }
    for (stream, touched) in appended.streams {
      streams[stream, default: touched].head = touched.head
    }
  }

  private mutating func link(_ stamp: Stamp, of stream: StreamKey, _ head: StreamHead) {
    let before = stamp.previous.map { StreamHead(position: $0, revision: stamp.revision &- 1) }
    guard let known = streams[stream] else {
      streams[stream] = Touched(before: before, head: head)
      if start == 0, let before, !holes.contains(before.position) { forked.insert(stream) }
      return
    }
    streams[stream]?.head = head
    if known.head != before, !(before.map { holes.contains($0.position) } ?? false) {
      forked.insert(stream)
    }
  }
}

/// The entries about nobody's chart that say who may sign, as what, and by which rules: enrolments,
/// staff, policies. By them everything else is decided.
struct SiteEntries: Sendable, Hashable {
  /// Of all up to here: SHA-256 over the digest before ‖ position ‖ leaf hash, from zeros on.
  private(set) var digest: Hash
  /// Positions of those that were read.
  private(set) var positions: [UInt64] = []

  static let types: Set<StreamType> = [.ledger, .staff, .policy]

  static func includes(_ stream: StreamKey) -> Bool {
    stream.subject == .none && types.contains(stream.type)
  }

  init(digest: Hash? = nil) {
    self.digest = digest ?? Hash(bytes: [UInt8](repeating: 0, count: Hash.byteCount)) ?? .emptyRoot
  }

  mutating func add(_ outline: EntryOutline, leaf: Hash) {
    if Self.includes(outline.header.stream) { add(outline.position, leaf) }
  }

  mutating func add(_ position: UInt64, _ leaf: Hash) {
    var bytes = digest.bytes
    bytes.appendLittleEndian(position)
    digest = .sha256(bytes + leaf.bytes)
    positions.append(position)
  }
}
