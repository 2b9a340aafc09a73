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
    let beside = path + ".new-\(getpid())"
    let descriptor = Glibc.open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ClinicError.system(path: beside) }
    defer {
      close(descriptor)
      unlink(beside)
    }
    try Self.write([UInt8](repeating: 0, count: Self.byteCount), at: 0, to: descriptor, path: path)
    guard link(beside, path) == 0 || errno == EEXIST else { throw ClinicError.system(path: path) }
    try Clinic.syncParent(of: path)
  }

  /// Whether nothing at all is written in it; also where it is missing or cannot be read.
  var isBlank: Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    var first: UInt8 = 0
    return pread(descriptor, &first, 1, 0) != 1 || first == 0
  }

  /// What it holds now, without waiting for whoever writes into it; a record that is being written
  /// is not whole yet.
  func peek() throws -> (records: [SpoolRecord], hasTornEnd: Bool) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ClinicError.system(path: path) }
    defer { close(descriptor) }
    return Self.records(in: try Self.read(descriptor, path: path))
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

  static func read(_ descriptor: Int32, path: String) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    var filled = 0
    while filled < byteCount {
      let count = bytes[filled...].withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, off_t(filled))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ClinicError.system(path: path) }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  /// Writes in place and syncs.
  static func write(_ bytes: [UInt8], at offset: Int, to descriptor: Int32, path: String) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ClinicError.system(path: path) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw ClinicError.system(path: path) }
  }
}
