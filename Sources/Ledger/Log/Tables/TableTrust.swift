internal import Synchronization
internal import TransparencyLog

/// By what the transactions of one ledger believe its tables; shared by all of them.
final class TableTrust: Sendable {
  private struct State {
    var key: AttestationKey?
    var known: KnownTables?
    var signed: [UInt64: Hash] = [:]
    var tell: @Sendable (TableDefect) -> Void = { _ in }
    var entriesPerAttestation: UInt64 = 256
  }

  private let state = Mutex(State())

  var key: AttestationKey? { state.withLock { $0.key } }

  /// How many entries are appended before the tables are attested anew: until then every reader
  /// scans them, and an attestation costs the digests of the buckets that they touched.
  var entriesPerAttestation: UInt64 {
    get { state.withLock { $0.entriesPerAttestation } }
    set { state.withLock { $0.entriesPerAttestation = newValue } }
  }

  /// What was found by an earlier transaction of this process: nothing of it is believed that does
  /// not follow from the entries again, or has not been committed over.
  var known: KnownTables? {
    get { state.withLock { $0.known } }
    set { state.withLock { $0.known = newValue } }
  }

  /// Leads what is known in one state on by what was appended in it.
  func advance(by appended: AppendedRows, from known: Int) {
    state.withLock { state in
      guard state.known?.state == known else { return }
      state.known?.take(appended)
    }
  }

  /// Site entries whose signatures this process has checked, by position and leaf hash.
  var signed: [UInt64: Hash] {
    get { state.withLock { $0.signed } }
    set { state.withLock { $0.signed = newValue } }
  }

  func use(_ key: AttestationKey) {
    state.withLock { state in
      guard state.key == nil else { return }
      state.key = key
      state.known = nil
    }
  }

  func onDefect(_ tell: @escaping @Sendable (TableDefect) -> Void) {
    state.withLock { $0.tell = tell }
  }

  func tell(_ defect: TableDefect) {
    let tell = state.withLock { $0.tell }
    tell(defect)
  }
}

/// What a table beside the entries says otherwise than they do. The entries were used.
public enum TableDefect: Hashable, Sendable {
  /// So many rows of the stream heads.
  case heads(count: Int)
  /// The number of append ids is not that of the appends.
  case appends(rows: Int, appends: UInt64)
  /// The row of an append id leads to other entries.
  case appendRow(AppendID)
  /// An entry was linked past an earlier one of its stream: somebody believed a wrong head. The
  /// stream is read by its entries.
  case forkedStream(StreamType, position: UInt64)
  /// Nodes of the tree do not lead to its root.
  case nodes
}

extension TableDefect: CustomStringConvertible {
  /// What is wrong, in one sentence.
  public var description: String {
    switch self {
    case .heads(let count):
      "the table of stream heads contradicts the entries in \(count) "
        + (count == 1 ? "row" : "rows")
    case .appends(let rows, let appends):
      "the table of append ids has \(rows) rows, and the log has \(appends) appends"
    case .appendRow(let id): "the row of append id \(id) leads to entries of another append"
    case .forkedStream(let type, let position):
      "entry \(position) of a stream of type \(type.rawValue) is linked past an earlier one"
    case .nodes: "the table of the tree's nodes does not lead to its root"
    }
  }
}

extension Ledger {
  /// From now on the tables beside the entries are held against what was attested under this key,
  /// and appends attest it anew. Without it every entry is read before a table is believed.
  ///
  /// It changes what is believed, never what is answered: nothing that a key opens passes here.
  public func believeTables(by key: AttestationKey) throws(LedgerError) {
    try store().trust.use(key)
  }

  /// Who is told where a table was found to contradict the entries.
  public func onTableDefect(_ tell: @escaping @Sendable (TableDefect) -> Void) {
    access.withLock { $0.configuration.trust.onDefect(tell) }
  }

  /// The same as ``read(_:)`` for who has not signed in yet: the tables are taken for what they
  /// say, and whatever is found is asked again before anything rests on it.
  ///
  /// Where they say something that does not read, the entries are asked as in ``read(_:)``: a
  /// spoilt row keeps nobody from signing in and mending it.
  public func readAsStored<R>(_ body: (borrowing LedgerSnapshot) throws -> R) throws -> R {
    let snapshot = try store().snapshot(asStored: true)
    let stored = Result { try body(snapshot) }
    try snapshot.requireUnchanged()
    if case .success(let result) = stored { return result }
    return try read(body)
  }
}
