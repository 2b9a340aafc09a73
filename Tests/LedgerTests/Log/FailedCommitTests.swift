import Foundation
import LMDB
import Testing
import TransparencyLog

@testable import Ledger

/// The disk refuses a commit. In a process of its own, because the limit is the whole process's.
@Suite struct FailedCommitTests {
  @Test func `a commit that failed is not acknowledged, and its append can be repeated`() async {
    await #expect(processExitsWith: .success) {
      let fixture = try LedgerFixture()
      let id = AppendID.random()
      let head = try fixture.ledger.head()
      let proposals = (0..<50).map { _ in fixture.clear(byteCount: 60_000) }
      func append() throws -> AppendOutcome {
        try fixture.ledger.append(
          fixture.request(id: id), isSame: { _ in false }, decide: { _ in proposals })
      }
      try withFilesLimited(toSizeOf: fixture.directory.dataFile) {
        #expect {
          try append()
        } throws: { error in
          guard case LedgerError.notRecorded(id, cause: .failed)? = error as? LedgerError else {
            return false
          }
          return true
        }
      }
      #expect(try fixture.ledger.head() == head)
      try checkLedger(fixture.ledger)
      guard case .appended(let appended) = try append() else {
        Issue.record("the append was there although its commit failed")
        return
      }
      #expect(appended.positions == head.size..<head.size + 50)
      try checkLedger(fixture.ledger)
    }
  }

  @Test func `a prepared append whose commit failed is not acknowledged, and can be repeated`()
    async
  {
    await #expect(processExitsWith: .success) {
      let fixture = try LedgerFixture()
      let head = try fixture.ledger.head()
      let asked = PrepareRequest.Signer(actor: 2, meaning: .recorded, signedAtMicroseconds: 1)
      var prepared = try fixture.ledger.prepare(
        PrepareRequest(id: .random(), signers: [asked]),
        decide: { _ in (0..<50).map { _ in fixture.clear(byteCount: 60_000) } })
      try prepared.sign(Signer(fixture.nurse))
      let id = prepared.id
      try withFilesLimited(toSizeOf: fixture.directory.dataFile) {
        #expect {
          try fixture.ledger.append(prepared, nowMicroseconds: LedgerFixture.now)
        } throws: { error in
          guard case LedgerError.notRecorded(id, cause: .failed)? = error as? LedgerError else {
            return false
          }
          return true
        }
      }
      #expect(try fixture.ledger.head() == head)
      try checkLedger(fixture.ledger)
      let outcome = try fixture.ledger.append(prepared, nowMicroseconds: LedgerFixture.now)
      guard case .appended(let appended) = outcome else {
        Issue.record("the append was there although its commit failed")
        return
      }
      #expect(appended.positions == head.size..<head.size + 50)
      try checkLedger(fixture.ledger)
    }
  }

  @Test func `when the ledger cannot be opened again the outcome is unknown and writing stops`()
    async
  {
    await #expect(processExitsWith: .success) {
      let fixture = try LedgerFixture()
      let id = AppendID.random()
      let proposals = (0..<50).map { _ in fixture.clear(byteCount: 60_000) }
      let log = fixture.directory.path + "/log"
      try withFilesLimited(toSizeOf: fixture.directory.dataFile) {
        #expect {
          try fixture.ledger.append(fixture.request(id: id), isSame: { _ in false }) { _ in
            // The directory is gone by the time of the reopening.
            try FileManager.default.moveItem(atPath: log, toPath: log + ".away")
            return proposals
          }
        } throws: { error in
          guard case LedgerError.outcomeUnknown(id, cause: _)? = error as? LedgerError else {
            return false
          }
          return true
        }
      }
      #expect(throws: LedgerError.writesStopped) {
        try fixture.ledger.append(
          fixture.request(), isSame: { _ in false }, decide: { _ in [fixture.clear()] })
      }
      try FileManager.default.moveItem(atPath: log + ".away", toPath: log)
      #expect(try fixture.ledger.settle(id) == nil)
      try fixture.append(proposals, id: id)
    }
  }

  @Test func `while what became of an append is not known, nothing is written`() throws {
    let fixture = try LedgerFixture()
    let id = AppendID.random()
    let appended = try fixture.append([fixture.clear()], id: id)
    // What the append's row leads to does not read.
    let position = appended.positions.lowerBound
    var whole: [UInt8] = []
    try fixture.ledger.rewrite { transaction, tables in
      whole = try #require(try transaction.value(tables.entries, position))
      try transaction.put(tables.entries, position, [whole[0] ^ 1] + whole.dropFirst())
    }
    #expect {
      try fixture.ledger.settle(id)
    } throws: { error in
      guard case LedgerError.outcomeUnknown(id, cause: _)? = error as? LedgerError else {
        return false
      }
      return true
    }
    #expect(throws: LedgerError.writesStopped) {
      try fixture.ledger.append(
        fixture.request(), isSame: { _ in false }, decide: { _ in [fixture.clear()] })
    }
    try fixture.ledger.rewrite { try $0.put($1.entries, position, whole) }
    #expect(try fixture.ledger.settle(id) == appended.positions)
    try fixture.append([fixture.clear()])
  }
}

/// Lets no file of this process grow past the size that this one has.
private func withFilesLimited(toSizeOf path: String, _ body: () throws -> Void) throws {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  let size = try #require(attributes[.size] as? NSNumber).uint64Value
  try withFilesLimited(toBytes: size, body)
}

/// Lets no file of this process grow past so many bytes.
func withFilesLimited(toBytes size: UInt64, _ body: () throws -> Void) throws {
  var before = rlimit()
  let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
  getrlimit(resource, &before)
  // Without this the system would end the process rather than refuse the write.
  signal(SIGXFSZ, SIG_IGN)
  var limited = before
  limited.rlim_cur = rlim_t(size)
  setrlimit(resource, &limited)
  defer { setrlimit(resource, &before) }
  try body()
}
