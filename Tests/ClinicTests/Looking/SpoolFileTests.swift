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
    #expect(try file == AccessSpool.fresh)
    #expect(try file.count == 61_440)
    #expect(spool.isSettled)
  }

  @Test func `a missing spool is made again by the next write, and reported until then`() throws {
    try FileManager.default.removeItem(atPath: spool.path)
    #expect(try house.clinic.spoolState().isMissing)
    _ = try house.clinic.history(HistoryFilter())
    #expect(!spool.exists)

    _ = try house.intake()

    #expect(try file == AccessSpool.fresh)
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
    #expect(!spool.isSettled)
    let held = try HeldSpool(spool)
    #expect(held.prepared == appends)
    #expect(held.records.map(\.number) == [1, 2, 3])
    #expect(held.newestNumbers.values.sorted() == [1, 1, 1])
    try held.settle(held.waiting[1])
    #expect(held.prepared == [appends[0], appends[2]])
    for record in held.waiting { try held.settle(record) }
    #expect(held.records.isEmpty)
    #expect(spool.isSettled)
    // Numbers are never given twice, and nothing of before is left.
    try held.add(appends[2])
    #expect(try spool.peek().records.map(\.number) == [4])
    #expect(try !spool.peek().hasTornEnd)
  }

  @Test func `a write torn at any byte leaves the records before it, and tells no damage`() throws {
    let (first, second) = (try prepared(), try prepared())
    do { try HeldSpool(spool).add(first) }
    let before = try file
    let start = try spool.peek().nextOffset
    do { try HeldSpool(spool).add(second) }
    let after = try file
    let end = try spool.peek().nextOffset
    let room = AccessSpool.begin..<AccessSpool.end
    // The record is on disk before its head is written: of the two, one is torn at most.
    for cut in stride(from: start, to: end, by: 7) {
      let torn = before[..<room.lowerBound] + after[room.lowerBound..<cut] + before[cut...]
      let contents = SpoolContents(of: Array(torn))
      #expect(contents.records.map(\.payload) == [first.bytes], "cut at \(cut)")
      #expect(!contents.isDamaged, "cut at \(cut)")
    }
    let head = try spool.peek().head.offset
    for cut in head...head + SpoolHead.byteCount {
      var torn = before
      torn.replaceSubrange(room, with: after[room])
      torn.replaceSubrange(head..<cut, with: after[head..<cut])
      let contents = SpoolContents(of: torn)
      #expect(contents.records.map(\.payload) == [first.bytes, second.bytes], "head, \(cut)")
      #expect(!contents.isDamaged, "head, \(cut)")
    }
    // The next record takes the torn one's place.
    try write(Array(before[..<start] + after[start..<start + 60] + before[(start + 60)...]))
    #expect(try house.clinic.spoolState().hasTornEnd)
    try HeldSpool(spool).add(second)
    #expect(try HeldSpool(spool).prepared == [first, second])
    #expect(try !house.clinic.spoolState().hasTornEnd)
  }

  @Test func `a full spool takes no more, and stays as long as it was made`() throws {
    let append = try prepared()
    let held = try HeldSpool(spool)
    let room =
      (AccessSpool.end - AccessSpool.begin)
      / (SpoolRecord.headerByteCount + append.bytes.count)
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

  @Test func `a flipped bit anywhere takes no record away in silence`() throws {
    let appends = try (0..<2).map { _ in try prepared() }
    do {
      let held = try HeldSpool(spool)
      for append in appends { try held.add(append) }
    }
    let whole = try file
    let end = try spool.peek().nextOffset
    let heads = AccessSpool.headOffsets.flatMap { $0..<$0 + SpoolHead.byteCount }
    for byte in heads + Array(AccessSpool.begin..<end) {
      var flipped = whole
      flipped[byte] ^= 0x10
      let contents = SpoolContents(of: flipped)
      let read = contents.waiting.map(\.payload)
      guard read != appends.map(\.bytes) else { continue }
      #expect(contents.isDamaged, "byte \(byte)")
      #expect(contents.lostCount == 1, "byte \(byte)")
      #expect(read.count == 1, "byte \(byte)")
      #expect(read.allSatisfy(appends.map(\.bytes).contains), "byte \(byte)")
    }
  }

  @Test
  func `what Candor 0_2_0 has left in its spool waits on, and the file is made anew after it`()
    throws
  {
    let appends = try (0..<2).map { _ in try prepared() }
    var old = [UInt8](repeating: 0, count: AccessSpool.firstFormatByteCount)
    var offset = 0
    for append in appends {
      let record = SpoolRecord(at: offset, number: nil, payload: append.bytes)
      old.replaceSubrange(record.offset..<record.end, with: record.bytes)
      offset = record.end
    }
    try write(old)
    #expect(try house.clinic.spoolState().waiting.map(\.problem) == [nil, nil])
    // A third one is left beside them, as that one wrote it; making it has appended the two.
    let third = try prepared()
    #expect(try file == AccessSpool.fresh)
    try write(old)
    try HeldSpool(spool).add(third)
    #expect(try HeldSpool(spool).prepared == appends + [third])
    let size = house.size
    house.clinic.appendSpooled()
    #expect(house.size == size + 1)
    #expect(try file == AccessSpool.fresh)
    // A blank one has nothing to tell.
    try write([UInt8](repeating: 0, count: AccessSpool.firstFormatByteCount))
    house.clinic.appendSpooled()
    #expect(try file == AccessSpool.fresh)
  }
}
