internal import DurableFile
internal import Ledger

/// The spool while this process alone may write into it; letting go of it gives the lock back.
///
/// It is taken before a write transaction of the ledger begins, never inside one.
final class HeldSpool {
  private let path: String
  private let file: OpenFile
  private(set) var contents: SpoolContents
  /// What of it does not read; nil where all does.
  private(set) var damage: DamagedSpool?

  init(_ spool: AccessSpool, _ patience: Patience = Patience()) throws {
    path = spool.path
    file = try ClinicError.filing { () throws(FileFailure) in
      let file = try OpenFile(spool.path, for: .writing)
      try file.lock(patience)
      return file
    }
    contents = SpoolContents(of: [])
    let bytes = try AccessSpool.read(file)
    contents = SpoolContents(of: bytes)
    damage = DamagedSpool(contents, of: bytes, at: spool.path)
    // Once nothing of Candor 0.2.0's waits in it, it has heads like any other.
    if contents.isFirstFormat, contents.waiting.isEmpty, damage == nil { try beginAnew() }
  }

  var records: [SpoolRecord] { contents.records }

  var waiting: [SpoolRecord] { contents.waiting }

  /// The prepared appends that wait; what cannot be read any more is left out.
  var prepared: [PreparedAppend] { waiting.compactMap { try? PreparedAppend(parsing: $0.payload) } }

  /// The newest emergency number of each chart that waits here.
  var newestNumbers: [SubjectID: UInt32] {
    let streams = prepared.flatMap(\.statements).map(\.header.stream).filter { $0.type == .access }
    return Dictionary(streams.map { ($0.subject, $0.number) }, uniquingKeysWith: max)
  }

  /// Adds an append, on disk and counted when this returns.
  ///
  /// - Throws: `ClinicError.file` when there is no room left, or the disk fails here too.
  func add(_ append: PreparedAppend) throws {
    let head = contents.head
    let record = SpoolRecord(
      at: contents.nextOffset, number: contents.isFirstFormat ? nil : head.nextNumber,
      payload: append.bytes)
    let limit = contents.isFirstFormat ? AccessSpool.firstFormatByteCount : AccessSpool.end
    guard record.end <= limit else {
      throw ClinicError.file(
        path: path, what: "is full, and holds what could not be appended (candor doctor).")
    }
    // First the record, with nothing behind it; a crash leaves it uncounted, and its answer was not
    // shown.
    let blank = [UInt8](repeating: 0, count: limit - record.end)
    try AccessSpool.write(record.bytes + blank, at: record.offset, to: file)
    var counted = head
    if !contents.isFirstFormat {
      // Then the head that counts it, in the place of the one before the last.
      counted = head.following(count: head.count + 1, end: record.end)
      try write(counted)
    }
    contents.add(record, counted)
  }

  /// Notes that a record is in the ledger; a crash before that appends it again under the same
  /// append id, which adds nothing.
  func settle(_ record: SpoolRecord) throws {
    try AccessSpool.write(
      [SpoolRecord.State.appended.rawValue], at: record.offset + SpoolRecord.stateOffset,
      to: file)
    contents.settle(record)
    // What does not read stays where it is until it is kept elsewhere.
    if damage == nil, waiting.isEmpty { try beginAnew() }
  }

  /// The room is used again when nothing waits any more, and what did not read is kept elsewhere.
  func beginAnew() throws {
    let next = contents.head.nextNumber
    if contents.hasHead {
      // First the head that counts nothing, so that a crash leaves no record that counts; last the
      // other one, which may be what did not read.
      let head = contents.head.following(firstNumber: next)
      try write(head)
      let room = [UInt8](repeating: 0, count: AccessSpool.end - AccessSpool.begin)
      try AccessSpool.write(room, at: AccessSpool.begin, to: file)
      try write(head.following(firstNumber: next))
    } else {
      // Heads last: a crash leaves a blank file of the first format, or this one.
      let old = contents.isFirstFormat ? AccessSpool.firstFormatByteCount : AccessSpool.byteCount
      let first = [UInt8](repeating: 0, count: SpoolRecord.headerByteCount)
      try AccessSpool.write(first, at: 0, to: file)
      try AccessSpool.write([UInt8](repeating: 0, count: old), at: 0, to: file)
      for head in AccessSpool.freshHeads(firstNumber: next) { try write(head) }
    }
    try ClinicError.filing { () throws(FileFailure) in
      try file.truncate(to: AccessSpool.byteCount)
      try file.sync()
    }
    contents = SpoolContents(of: try AccessSpool.read(file))
  }

  private func write(_ head: SpoolHead) throws {
    try AccessSpool.write(head.bytes, at: head.offset, to: file)
  }
}
