internal import DurableFile
internal import Glibc
internal import Ledger

/// The file for looks that were shown in an emergency although the ledger's disk took nothing.
///
/// Its 60 KiB are written and synced when it is made, so that writing into it in place needs no new
/// block. Records stand one behind the other between its two heads, of which the newer counts them:
/// what lies behind the last counted one was torn by a crash and never shown; whatever else does
/// not read is damage, and is kept and told.
struct AccessSpool {
  static let byteCount = 60 << 10
  /// Of Candor 0.2.0's, which has records alone.
  static let firstFormatByteCount = 64 << 10
  static let name = "access-spool"
  /// Each in a page of its own, so that no write tears both.
  static let headOffsets = [0, byteCount - pageByteCount]
  /// Where records have their room.
  static let begin = pageByteCount
  static let end = byteCount - pageByteCount

  private static let pageByteCount = 4_096

  let path: String

  var exists: Bool { access(path, F_OK) == 0 }

  /// The two heads of a spool that holds nothing.
  static func freshHeads(firstNumber: UInt32 = 1) -> [SpoolHead] {
    [0, 1].map { SpoolHead(sequence: $0, firstNumber: firstNumber) }
  }

  /// A spool that holds nothing.
  static var fresh: [UInt8] {
    var file = [UInt8](repeating: 0, count: byteCount)
    for head in freshHeads() {
      file.replaceSubrange(head.offset..<head.offset + SpoolHead.byteCount, with: head.bytes)
    }
    return file
  }

  /// Makes the file where there is none: whole and synced before it has its name, and never over
  /// one that somebody else has made meanwhile.
  func makeIfMissing() throws {
    guard !exists else { return }
    do throws(FileFailure) {
      try DurableFile.create(path, holding: Self.fresh)
    } catch {
      guard error.isTaken else { throw ClinicError.file(path: path, what: error.reason + ".") }
    }
  }

  /// Whether both heads say that nothing is in it: what every write looks at.
  var isSettled: Bool {
    guard let file = try? OpenFile(path, for: .reading) else { return false }
    let heads = Self.headOffsets.map { offset in
      SpoolHead((try? file.read(SpoolHead.byteCount, at: offset)) ?? [])
    }
    let known = heads.compactMap(\.self)
    guard known.count == heads.count else { return false }
    return known.max { $0.sequence < $1.sequence }?.count == 0
  }

  /// What it holds now, without waiting for whoever writes into it; a record that is being written
  /// is not whole yet.
  func peek() throws -> SpoolContents { SpoolContents(of: try bytes()) }

  /// The file as it is.
  func bytes() throws -> [UInt8] {
    let file = try ClinicError.filing { () throws(FileFailure) in
      try OpenFile(path, for: .reading)
    }
    return try Self.read(file)
  }

  static func read(_ file: borrowing OpenFile) throws -> [UInt8] {
    try ClinicError.filing { () throws(FileFailure) in
      try file.read(firstFormatByteCount, at: 0)
    }
  }

  /// Writes in place and syncs.
  static func write(_ bytes: [UInt8], at offset: Int, to file: borrowing OpenFile) throws {
    try ClinicError.filing { () throws(FileFailure) in
      try file.write(bytes, at: offset)
      try file.sync()
    }
  }
}
