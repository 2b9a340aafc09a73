internal import ClinicalRecord
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
  private let patience: Patience

  init(ledger directory: String, _ patience: Patience = Patience()) {
    path = directory + "/requests"
    self.patience = patience
  }

  /// Runs `body` as the only one who changes the folder, which is made when it is missing.
  func locked<Value>(_ body: () throws -> Value) throws -> Value {
    let lock = try ClinicError.filing { () throws(FileFailure) in
      try DurableFile.makeFolder(path)
      return try FileLock(waitingAt: path + "/.lock", patience)
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
    guard let bytes = try? DurableFile.read(place(of: id), limit: Self.limitByteCount),
      let file = RequestFile(bytes), file.prepared.id == id
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

  /// More than the largest append with its signatures.
  private static let limitByteCount = 65 << 20

  private func place(of id: AppendID) -> String { "\(path)/\(id)\(Self.suffix)" }
}

/// A request for a signature as its file holds it: a prepared append and until when it can be
/// signed.
///
/// format u8 = 1 ‖ expires i64, microseconds since 1970-01-01T00:00:00Z ‖ the prepared append
/// (`Schemas/entry.md`). It is no part of the ledger and lives for minutes.
struct RequestFile: Equatable {
  var expiresMicroseconds: Int64
  var prepared: PreparedAppend

  private static let format: UInt8 = 1
  private static let leadByteCount = 9

  init(expiresMicroseconds: Int64, prepared: PreparedAppend) {
    self.expiresMicroseconds = expiresMicroseconds
    self.prepared = prepared
  }

  var bytes: [UInt8] {
    var bytes = [Self.format]
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: expiresMicroseconds >> Int64(shift)))
    }
    return bytes + prepared.bytes
  }

  /// Nil for bytes that are no request, or a damaged one.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > Self.leadByteCount, bytes[0] == Self.format,
      let prepared = try? PreparedAppend(parsing: Array(bytes[Self.leadByteCount...]))
    else { return nil }
    expiresMicroseconds = bytes[1..<Self.leadByteCount].reversed().reduce(0) {
      $0 << 8 | Int64($1)
    }
    self.prepared = prepared
  }

  /// The chart that it is about; nil where it is about lots of the drug book alone.
  var subject: SubjectID? {
    lots.isEmpty || visitNumber != nil
      ? prepared.statements.map(\.header.stream.subject).first { $0 != .none } : nil
  }

  /// The lots of the drug book that it is about, beside a visit or alone.
  var lots: [UInt32] {
    Set(prepared.statements.map(\.header.stream).filter { $0.type == .drugLot }.map(\.number))
      .sorted()
  }

  /// The visit that it is about; nil when it is about none.
  var visitNumber: UInt32? {
    prepared.statements.map(\.header.stream).first { $0.type == .visit }?.number
  }

  /// Whether it is swept. A signed one is left a while longer: whoever asked is about to complete
  /// it, and the clock may have been set meanwhile.
  func isOver(atMicroseconds now: Int64) -> Bool {
    expiresMicroseconds
      <= now - (secondSigner?.signature == nil ? 0 : Self.signedGraceMicroseconds)
  }

  private static let signedGraceMicroseconds: Int64 = 10 * 60 * 1_000_000

  /// What whoever opens it is shown: what is about to be said of a visit, or of the chart.
  func disclosures(visit: UInt32?) -> [Disclosure] {
    subject.map {
      [Disclosure(chart: $0, look: visit.map { .visit($0, .check) } ?? .chart(.check))]
    }
      ?? []
  }

  /// Who is asked; nil when nobody is.
  var secondSigner: PreparedSigner? {
    prepared.signers.first { $0.meaning == .secondSigner }
  }
}
