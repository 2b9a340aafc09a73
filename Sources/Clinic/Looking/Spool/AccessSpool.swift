internal import DurableFile
internal import Glibc
internal import Ledger

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
