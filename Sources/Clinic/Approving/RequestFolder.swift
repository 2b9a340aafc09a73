internal import DurableFile
internal import FoundationEssentials
internal import Glibc
internal import Ledger

/// Where requests for a signature wait, `DIR/requests/APPEND-ID.request`: for this account alone.
///
/// Whoever changes something there holds the folder's lock, so that no approval is given to a
/// request that is being withdrawn, and none is lost.
struct RequestFolder {
  let path: String

  init(ledger directory: String) { path = directory + "/requests" }

  /// Runs `body` as the only one who changes the folder, which is made when it is missing.
  func alone<Value>(_ body: () throws -> Value) throws -> Value {
    let lock = try ClinicError.filing { () throws(FileFailure) in
      try DurableFile.makeFolder(path)
      return try FileLock(waitingAt: path + "/.lock")
    }
    defer { lock.release() }
    return try body()
  }

  /// The requests that wait, by their append ids; what cannot be read is none.
  func all() -> [RequestFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().compactMap { name in
      guard name.hasSuffix(Self.suffix), let id = AppendID(hex: String(name.dropLast(8))) else {
        return nil
      }
      return request(id)
    }
  }

  /// Nil when there is no such request, or a damaged one.
  func request(_ id: AppendID) -> RequestFile? {
    guard let data = FileManager.default.contents(atPath: place(of: id)),
      let file = RequestFile([UInt8](data)), file.prepared.id == id
    else { return nil }
    return file
  }

  /// Writes the request whole, mode 600, in place of an earlier state of it.
  func write(_ file: RequestFile) throws {
    // Under the folder's lock, so that one temporary name is enough.
    try ClinicError.filing { () throws(FileFailure) in
      try DurableFile.replace(
        place(of: file.prepared.id), with: file.bytes, temporarySuffix: ".new")
    }
  }

  /// Takes a request away; one that is gone already is no error.
  func remove(_ id: AppendID) { unlink(place(of: id)) }

  /// Takes away what is past its limit and not signed, or long past it.
  func sweep(nowMicroseconds: Int64) {
    for file in all() where file.isOver(atMicroseconds: nowMicroseconds) {
      remove(file.prepared.id)
    }
  }

  private static let suffix = ".request"

  private func place(of id: AppendID) -> String { "\(path)/\(id)\(Self.suffix)" }
}
