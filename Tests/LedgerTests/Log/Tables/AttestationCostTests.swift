import Crypto
import Foundation
import Testing
import TransparencyLog

@testable import Ledger

/// What believing the tables costs in a log of years; run by hand, with CANDOR_MEASURE=entries.
/// It is written to candor-attestation-cost in the folder for temporary files.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CANDOR_MEASURE"] != nil))
struct AttestationCostTests {
  @Test func `what a scan, a bucket and an attestation cost is written down`() throws {
    let asked = ProcessInfo.processInfo.environment["CANDOR_MEASURE"].flatMap(Int.init) ?? 150_000
    let fixture = try LedgerFixture(mapByteCount: 4 << 30)
    let key = AttestationKey(SymmetricKey(size: .bits256))
    let subjects = (0..<max(asked / 15, 1)).map { _ in SubjectID.random() }
    let perAppend = 30_000
    for start in stride(from: 0, to: asked, by: perAppend) {
      let proposals = (start..<min(start + perAppend, asked)).map { index in
        Proposal(
          stream: StreamKey(
            type: .operations, subject: subjects[index % subjects.count], number: 0), kind: 6,
          occurred: LedgerFixture.occurred, body: message(6, [UInt8](repeating: 1, count: 150)))
      }
      _ = try fixture.ledger.append(
        fixture.request(), isSame: { _ in false }, decide: { _ in proposals })
    }
    func append() throws {
      _ = try fixture.ledger.append(
        fixture.request(), isSame: { _ in false }, decide: { _ in [fixture.sealed(0)] })
    }
    try measure("without keys: all entries scanned", of: fixture.ledger) {
      try fixture.ledger.read { _ = try $0.streamHead(fixture.visitStream(0)) }
    }
    try fixture.ledger.believeTables(by: key)
    try measure("the first append that attests", of: fixture.ledger) { try append() }
    try measure("an append", of: fixture.ledger) { try append() }
    try measure("a head by an attestation, one bucket", of: fixture.ledger) {
      try fixture.ledger.read { _ = try $0.streamHead(fixture.visitStream(0)) }
    }
    try measure("all 256 buckets", of: fixture.ledger) {
      try fixture.ledger.read { _ = try $0.subjects(with: .operations).count }
    }
    let trust = try fixture.ledger.store().trust
    trust.entriesPerAttestation = 1
    try measure("an append that attests anew", of: fixture.ledger) { try append() }
    trust.entriesPerAttestation = .max
    for _ in 0..<255 { try append() }
    try measure("a head, with 255 entries to scan", of: fixture.ledger) {
      try fixture.ledger.read { _ = try $0.streamHead(fixture.visitStream(0)) }
    }
  }

  /// As a process that has just begun finds it: the least of five.
  private func measure(_ what: String, of ledger: Ledger, _ act: () throws -> Void) throws {
    var least = Duration.seconds(3_600)
    for _ in 0..<5 {
      try ledger.store().trust.known = nil
      let clock = ContinuousClock()
      least = min(least, try clock.measure(act))
    }
    let path = NSTemporaryDirectory() + "/candor-attestation-cost"
    let before = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    try (before + "\(what): \(least)\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}
