import ClinicalRecord
import Foundation
import Ledger
import Testing

@testable import Clinic

/// The spool's file by itself: records, torn writes, and the room they take.
@Suite struct SpoolFileTests {
  private let house: TestClinic
  private let spool: AccessSpool

  init() throws {
    house = try TestClinic()
    spool = house.clinic.accessSpool
  }

  private func prepared() throws -> PreparedAppend {
    let session = house.acting
    let now = house.clinic.clock.now()
    let chart = try house.intake()
    var prepared = try house.clinic.ledger.prepare(
      PrepareRequest(
        id: .random(),
        signers: [
          PrepareRequest.Signer(
            actor: session.label.actor, meaning: .recorded,
            signedAtMicroseconds: now.unixMicroseconds)
        ])
    ) { snapshot in
      var entries = AccessEntries(
        charts: try #require(session.charts), occurred: now.occurred)
      try entries.open(
        Disclosure(chart: chart, look: .chart(.timeline)), reason: "a full disk", host: "desk-1",
        isSpooled: true, try SiteState.load(from: snapshot), in: snapshot)
      return entries.proposals
    }
    try prepared.sign(try session.signer(.recorded))
    return prepared
  }

  private var file: [UInt8] {
    get throws { [UInt8](try Data(contentsOf: URL(filePath: spool.path))) }
  }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: spool.path))
  }

  @Test func `a new clinic has a whole spool, for its owner alone`() throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: spool.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try file == [UInt8](repeating: 0, count: 65_536))
    #expect(spool.isBlank)
  }

  @Test func `a missing spool is made again by the next write, and reported until then`() throws {
    try FileManager.default.removeItem(atPath: spool.path)
    #expect(try house.clinic.spoolState().isMissing)
    _ = try house.clinic.history(HistoryFilter())
    #expect(!spool.exists)

    _ = try house.intake()

    #expect(try file.count == 65_536)
    let names = try FileManager.default.contentsOfDirectory(atPath: house.folder + "/ledger")
    #expect(!names.contains { $0.contains(".new-") })
  }

  @Test func `a spool that somebody made meanwhile is never replaced`() throws {
    try write([1, 2, 3])
    try spool.makeIfMissing()
    #expect(try file == [1, 2, 3])
  }

  @Test func `what is added is read back in order, and settling frees the room`() throws {
    let appends = try (0..<3).map { _ in try prepared() }
    do {
      let held = try HeldSpool(spool)
      for append in appends { try held.add(append) }
    }
    let held = try HeldSpool(spool)
    #expect(held.prepared == appends)
    #expect(held.newestNumbers.values.sorted() == [1, 1, 1])
    try held.settle(held.waiting[1])
    #expect(held.prepared == [appends[0], appends[2]])
    for record in held.waiting { try held.settle(record) }
    #expect(held.records.isEmpty)
    #expect(spool.isBlank)
    // A shorter history than before ends where it ends, whatever lies behind it.
    try held.add(appends[2])
    #expect(AccessSpool.records(in: try file).records.count == 1)
    #expect(try !spool.peek().hasTornEnd)
  }

  @Test func `a write torn at any byte leaves the records before it, and no other`() throws {
    let (first, second) = (try prepared(), try prepared())
    do { try HeldSpool(spool).add(first) }
    let before = try file
    do { try HeldSpool(spool).add(second) }
    let after = try file
    let start = try #require(SpoolRecord(in: before, at: 0)).end
    let end = try #require(SpoolRecord(in: after, at: start)).end
    for cut in stride(from: start, to: end, by: 7) {
      let torn = Array(after[..<cut] + before[cut...])
      let (records, _) = AccessSpool.records(in: torn)
      #expect(records.map(\.payload) == [first.bytes], "cut at \(cut)")
    }
    // The next record takes the torn one's place.
    try write(Array(after[..<(start + 60)] + before[(start + 60)...]))
    #expect(try house.clinic.spoolState().hasTornEnd)
    try HeldSpool(spool).add(second)
    #expect(try HeldSpool(spool).prepared == [first, second])
    #expect(try !house.clinic.spoolState().hasTornEnd)
  }

  @Test func `a full spool takes no more, and stays as long as it was made`() throws {
    let append = try prepared()
    let held = try HeldSpool(spool)
    let room = AccessSpool.byteCount / (SpoolRecord.headerByteCount + append.bytes.count)
    for _ in 0..<room { try held.add(append) }
    let before = try file
    let error = expectError { try held.add(append) }
    guard case .file(spool.path, _)? = error else {
      Issue.record("expected file, got \(String(describing: error))")
      return
    }
    #expect(try file == before && before.count == AccessSpool.byteCount)
    #expect(held.records.count == room)
  }

  @Test func `what was sealed before a renewal is not appended after it`() throws {
    let append = try prepared()
    func obstacle() throws -> String? {
      try house.clinic.ledger.read {
        try house.clinic.obstacle(to: append, try SiteState.load(from: $0), in: $0)
      }
    }
    #expect(try obstacle() == nil)
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    #expect(try obstacle() == "its data key has been replaced")
  }

  @Test func `any flipped bit of a record is noticed`() throws {
    let append = try prepared()
    do { try HeldSpool(spool).add(append) }
    let whole = try file
    let end = try #require(SpoolRecord(in: whole, at: 0)).end
    for byte in 0..<end where !(9..<16).contains(byte) {
      var flipped = whole
      flipped[byte] ^= 0x10
      let found = AccessSpool.records(in: flipped).records.first
      #expect(found == nil || found?.payload == append.bytes && found?.state != .waiting)
    }
  }
}
