internal import Foundation
internal import Ledger
internal import Rehearsal
internal import TransparencyLog

/// A ledger at the log's own level: sealed events of one chart, signed by one actor.
final class MeasuredLedger {
  private let ledger: Ledger
  private let administrator: Identity
  private let key: DataKey
  private let body: [UInt8]
  private var nextVisit: UInt32 = 1
  private(set) var streamRead: StreamKey?

  private static let now: Int64 = 1_772_000_000_000_000
  private static let occurred = Occurred(
    unixMicroseconds: now, utcOffsetMinutes: 0, precision: .microsecond)

  init(_ directory: String, bodyBytes: Int) throws {
    let id = LedgerID.random()
    administrator = try Identity.generate(ledger: id, actor: 1, handle: "admin", enrolment: 1)
    key = try DataKey(
      bytes: (0..<UInt8(DataKey.byteCount)).map { $0 &* 7 &+ 1 }, subject: .random(), number: 1)
    body = Self.event(bytes: bodyBytes)
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    ledger = try Ledger.create(
      at: directory,
      genesis: Genesis(
        origin: "training.benchmarks.example/clinic", isTraining: true,
        sitePublicKey: administrator.signingPublicKey, administrator: administrator,
        nowMicroseconds: Self.now))
    try append([.introduction(of: key, in: id, occurred: Self.occurred)])
  }

  /// One durable append of so many entries, of one visit.
  func append(count: Int) throws {
    nextVisit += 1
    try append((0..<count).map { _ in proposal(visit: nextVisit) })
  }

  /// A visit whose events lie between those of another, one append each.
  func makeStream(count: Int) throws -> [UInt64] {
    let visit = nextVisit + 1
    nextVisit += 2
    streamRead = proposal(visit: visit).stream
    return try (0..<count).map { _ in
      let first = try append([proposal(visit: visit), proposal(visit: visit + 1)])
      return first
    }
  }

  /// All events of that visit; each is checked against its leaf hash.
  func readStream() throws {
    guard let streamRead else { return }
    let count = try ledger.read { try $0.stream(streamRead).count }
    guard count == 200 else { throw RehearsalError.unexpected("a stream of \(count) events") }
  }

  func walkHeaders() throws -> Int {
    var count = 0
    try ledger.forEachOutline { _ in
      count += 1
      return true
    }
    return count
  }

  /// The last entries as they are stored: leaf hash, then the entry.
  func newestValues(count: Int) throws -> [StreamedValue] {
    let size = try ledger.head().size
    return try (size - UInt64(count)..<size).map(value(at:))
  }

  func value(at position: UInt64) throws -> StreamedValue {
    let entry = try ledger.entry(at: position)
    return StreamedValue(
      stream: StreamedValue.name(of: entry.header.stream), revision: entry.stamp.revision,
      value: entry.leafHash.bytes + entry.bytes)
  }

  @discardableResult
  private func append(_ proposals: [Proposal]) throws -> UInt64 {
    let request = AppendRequest(
      id: .random(), signers: [Signer(administrator)], nowMicroseconds: Self.now)
    let outcome = try ledger.append(request, isSame: { _ in false }, decide: { _ in proposals })
    return outcome.appended.positions.lowerBound
  }

  private func proposal(visit: UInt32) -> Proposal {
    Proposal(
      stream: StreamKey(type: .visit, subject: key.subject, number: visit), kind: 14,
      occurred: Self.occurred, body: body, dataKey: key)
  }

  /// A visit event of kind 14 that holds so many bytes of a field that nobody reads.
  private static func event(bytes count: Int) -> [UInt8] {
    let filling = max(1, min(count - 3, 127))
    let tag: UInt8 = 14 << 3 | 2
    return [tag, UInt8(filling)] + [UInt8](repeating: 0x41, count: filling)
  }
}
