internal import DurableFile
internal import Ledger

/// The spool while this process alone may write into it; letting go of it gives the lock back.
///
/// It is taken before a write transaction of the ledger begins, never inside one.
final class HeldSpool {
  private let path: String
  private let file: OpenFile
  private(set) var records: [SpoolRecord]

  init(_ spool: AccessSpool) throws {
    path = spool.path
    file = try ClinicError.filing { () throws(FileFailure) in
      let file = try OpenFile(spool.path, for: .writing)
      try file.lock()
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
