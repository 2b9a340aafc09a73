internal import Bytes
internal import DurableFile
internal import Glibc
internal import Ledger
internal import TransparencyLog

/// The file for looks that were shown in an emergency although the ledger's disk took nothing.
///
/// Its 64 KiB are written and synced when it is made, so that writing into it in place needs no new
/// block. Records stand one behind the other; what was torn by a crash is no record, and was never
/// shown.
struct AccessSpool {
  static let byteCount = 64 << 10
  static let name = "access-spool"

  let path: String

  var exists: Bool { access(path, F_OK) == 0 }

  /// Makes the file where there is none: whole and synced before it has its name, and never over
  /// one that somebody else has made meanwhile.
  func makeIfMissing() throws {
    guard !exists else { return }
    do throws(FileFailure) {
      try DurableFile.create(path, holding: [UInt8](repeating: 0, count: Self.byteCount))
    } catch {
      guard error.isTaken else { throw ClinicError.file(path: path, what: error.reason + ".") }
    }
  }

  /// Whether nothing at all is written in it; also where it is missing or cannot be read.
  var isBlank: Bool {
    let first = try? OpenFile(path, for: .reading).read(1, at: 0)
    return (first?.first ?? 0) == 0
  }

  /// What it holds now, without waiting for whoever writes into it; a record that is being written
  /// is not whole yet.
  func peek() throws -> (records: [SpoolRecord], hasTornEnd: Bool) {
    let file = try ClinicError.filing { () throws(FileFailure) in
      try OpenFile(path, for: .reading)
    }
    return Self.records(in: try Self.read(file))
  }

  static func records(in file: [UInt8]) -> (records: [SpoolRecord], hasTornEnd: Bool) {
    var records: [SpoolRecord] = []
    var offset = 0
    while let record = SpoolRecord(in: file, at: offset) {
      records.append(record)
      offset = record.end
    }
    return (records, offset < file.count && file[offset] != 0)
  }

  static func read(_ file: borrowing OpenFile) throws -> [UInt8] {
    try ClinicError.filing { () throws(FileFailure) in try file.read(byteCount, at: 0) }
  }

  /// Writes in place and syncs.
  static func write(_ bytes: [UInt8], at offset: Int, to file: borrowing OpenFile) throws {
    try ClinicError.filing { () throws(FileFailure) in
      try file.write(bytes, at: offset)
      try file.sync()
    }
  }
}

/// The spool while this process alone may write into it; letting go of it gives the lock back.
///
/// It is taken before a write transaction of the ledger begins, never inside one.
final class HeldSpool {
  private let path: String
  private let file: OpenFile
  private(set) var records: [SpoolRecord]

  init(_ spool: AccessSpool, _ patience: Patience = Patience()) throws {
    path = spool.path
    file = try ClinicError.filing { () throws(FileFailure) in
      let file = try OpenFile(spool.path, for: .writing)
      try file.lock(patience)
      return file
    }
    records = []
    records = AccessSpool.records(in: try AccessSpool.read(file)).records
  }

  var waiting: [SpoolRecord] { records.filter { $0.state == .waiting } }

  /// The prepared appends that wait; what cannot be read any more is left out.
  var prepared: [PreparedAppend] { waiting.compactMap { try? PreparedAppend(parsing: $0.payload) } }

  /// The newest emergency number of each chart that waits here.
  var newestNumbers: [SubjectID: UInt32] {
    let streams = prepared.flatMap(\.statements).map(\.header.stream).filter { $0.type == .access }
    return Dictionary(streams.map { ($0.subject, $0.number) }, uniquingKeysWith: max)
  }

  /// Adds an append, on disk when this returns.
  ///
  /// - Throws: `ClinicError.file` when there is no room left, or the disk fails here too.
  func add(_ append: PreparedAppend) throws {
    try beginAnewIfSettled()
    let record = SpoolRecord(at: records.last?.end ?? 0, payload: append.bytes)
    guard record.end <= AccessSpool.byteCount else {
      throw ClinicError.file(
        path: path, what: "is full, and holds what could not be appended (candor doctor).")
    }
    // Whatever an earlier record left behind this one must not be read as its successor.
    let blank = min(SpoolRecord.headerByteCount, AccessSpool.byteCount - record.end)
    try AccessSpool.write(
      record.bytes + [UInt8](repeating: 0, count: blank), at: record.offset, to: file)
    records.append(record)
  }

  /// Notes that a record is in the ledger; a crash before that appends it again under the same
  /// append id, which adds nothing.
  func settle(_ record: SpoolRecord) throws {
    guard let index = records.firstIndex(where: { $0.offset == record.offset }) else { return }
    try AccessSpool.write(
      [SpoolRecord.State.appended.rawValue], at: record.offset + SpoolRecord.stateOffset,
      to: file)
    records[index].state = .appended
    try beginAnewIfSettled()
  }

  /// The room is used again when nothing waits any more.
  private func beginAnewIfSettled() throws {
    guard !records.isEmpty, waiting.isEmpty else { return }
    try AccessSpool.write(
      [UInt8](repeating: 0, count: SpoolRecord.headerByteCount), at: 0, to: file)
    records = []
  }
}

/// One look in the spool: a prepared append, with what tells a whole record from a torn one.
///
/// 48 bytes, little-endian, then the append: "CSP1"; its length u32; the state u8 and seven bytes
/// of 0; SHA-256 over length and append. The state alone changes afterwards.
struct SpoolRecord {
  enum State: UInt8 {
    case waiting = 1
    case appended = 2
  }

  static let headerByteCount = 48
  static let stateOffset = 8
  private static let mark = Array("CSP1".utf8)

  /// Where it begins in the file.
  let offset: Int
  var state: State
  /// The prepared append's bytes.
  let payload: [UInt8]

  var end: Int { offset + Self.headerByteCount + payload.count }

  var bytes: [UInt8] {
    var length: [UInt8] = []
    length.appendLittleEndian(UInt32(payload.count))
    return Self.mark + length + [state.rawValue] + [UInt8](repeating: 0, count: 7)
      + Hash.sha256(length + payload).bytes + payload
  }

  init(at offset: Int, payload: [UInt8]) {
    self.offset = offset
    state = .waiting
    self.payload = payload
  }

  /// Nil where no whole record begins: at the end of what was written, or at a torn write.
  init?(in file: [UInt8], at offset: Int) {
    guard offset + Self.headerByteCount <= file.count else { return nil }
    let header = Array(file[offset..<offset + Self.headerByteCount])
    guard Array(header[..<4]) == Self.mark, let state = State(rawValue: header[Self.stateOffset])
    else { return nil }
    let length = Int(header.span.bytes.number(at: 4, as: UInt32.self))
    let start = offset + Self.headerByteCount
    guard length > 0, length <= file.count - start else { return nil }
    let payload = Array(file[start..<start + length])
    guard Hash.sha256(Array(header[4..<8]) + payload).bytes == Array(header[16...]) else {
      return nil
    }
    self.offset = offset
    self.state = state
    self.payload = payload
  }
}
