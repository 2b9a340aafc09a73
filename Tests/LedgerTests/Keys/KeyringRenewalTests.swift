import LMDB
import TestSupport
import Testing

@testable import Ledger

/// A new keyring key, under the feet of whoever has the old one unlocked.
@Suite struct KeyringRenewalTests {
  private let scratch: TemporaryDirectory
  private let keyring: Keyring
  private let nurse: Identity
  private let doctor: Identity
  private let chart = SubjectID.random()
  private let lot = SubjectID.random()

  init() throws {
    scratch = try TemporaryDirectory()
    nurse = try KeySamples.identity()
    doctor = try Identity.generate(
      ledger: nurse.ledger, actor: 8, handle: "actor-8", enrolment: 9)
    keyring = try Keyring.create(at: scratch.path, ledger: nurse.ledger, firstReader: nurse)
    try keyring.unlock(with: nurse).grant(
      to: doctor.actor, receivingPublicKey: doctor.receivingPublicKey)
  }

  private func reader(_ identity: Identity) -> KeyringReader {
    KeyringReader(actor: identity.actor, receivingPublicKey: identity.receivingPublicKey)
  }

  private func rows() throws -> [String: [[UInt8]]] {
    let database = try keyring.store.database()
    return try database.environment.read { transaction in
      var rows = [
        "meta": try database.metaRows(in: transaction).sorted { $0.key < $1.key }.map(\.value)
      ]
      try transaction.forEach(database.keys, from: []) { _, value in
        rows["keys", default: []].append(value.withUnsafeBytes { [UInt8]($0) })
        return true
      }
      try transaction.forEach(database.wraps) { _, value in
        rows["wraps", default: []].append(value.withUnsafeBytes { [UInt8]($0) })
        return true
      }
      return rows
    }
  }

  @Test func `a renewal keeps every data key and secret and changes every sealed row`() throws {
    let before = try keyring.unlock(with: doctor)
    let made = try [chart, lot, chart].map { try before.makeDataKey(for: $0) }
    let old = try rows()
    let renewed = try before.renew(for: [reader(doctor)])

    #expect(try (before.generation, renewed.generation, keyring.generation()) == (1, 2, 2))
    let after = try keyring.unlock(with: doctor)
    for unlocked in [renewed, after] {
      for key in made {
        #expect(try unlocked.dataKey(key.subject, key.number)?.key == key.key)
      }
      #expect(unlocked.siteSigningSeed == before.siteSigningSeed)
      #expect(unlocked.lookupDigest(of: "MRN-0042") == before.lookupDigest(of: "MRN-0042"))
      #expect(
        unlocked.siteProjectionKey(purpose: "roster") == before.siteProjectionKey(purpose: "roster")
      )
    }
    let new = try rows()
    #expect(new["keys"]?.count == 3)
    #expect(Set(new["keys"] ?? []).isDisjoint(with: old["keys"] ?? []))
    #expect(Set(new["wraps"] ?? []).isDisjoint(with: old["wraps"] ?? []))
    #expect(Set(new["meta"] ?? []).subtracting(old["meta"] ?? []).count == 4)
    #expect(try after.makeDataKey(for: chart).number == 3)
  }

  @Test func `only the readers named hold a wrap afterwards`() throws {
    _ = try keyring.unlock(with: nurse).renew(for: [reader(doctor)])
    #expect(
      try keyring.grants()
        == [KeyringGrant(actor: 8, receivingPublicKey: doctor.receivingPublicKey)])
    #expect(throws: KeyError.notGranted(actor: 3)) { try keyring.unlock(with: nurse) }
    _ = try keyring.unlock(with: doctor).renew(for: [reader(nurse), reader(doctor)])
    #expect(try keyring.readers() == [3, 8])
    #expect(try keyring.unlock(with: nurse).generation == 3)
  }

  @Test func `whoever has the old generation unlocked is told, and unlocks again`() throws {
    let theirs = try keyring.unlock(with: nurse)
    let seen = try theirs.makeDataKey(for: chart)
    let mine = try keyring.unlock(with: doctor)
    let unseen = try mine.makeDataKey(for: lot)
    let renewed = try mine.renew(for: [reader(doctor), reader(nurse)])

    let told = KeyError.keyringRenewed(unlocked: 1, found: 2)
    #expect(try theirs.dataKey(chart, 1)?.key == seen.key)
    #expect(throws: told) { try theirs.dataKey(lot, 1) }
    #expect(throws: told) { try theirs.makeDataKey(for: chart) }
    #expect(throws: told) {
      try theirs.grant(to: 5, receivingPublicKey: nurse.receivingPublicKey)
    }
    #expect(throws: told) { try theirs.renew(for: [reader(nurse)]) }
    #expect(throws: told) { try mine.renew(for: [reader(nurse)]) }

    let again = try keyring.unlock(with: nurse)
    #expect(try again.dataKey(lot, 1)?.key == unseen.key)
    #expect(try again.makeDataKey(for: chart).number == 2)
    #expect(try renewed.newestDataKey(of: chart)?.number == 2)
  }

  @Test func `a departed reader's old handle opens no key made afterwards`() throws {
    let departed = try keyring.unlock(with: nurse)
    let renewed = try keyring.unlock(with: doctor).renew(for: [reader(doctor)])
    _ = try renewed.makeDataKey(for: chart)
    #expect(throws: KeyError.keyringRenewed(unlocked: 1, found: 2)) {
      try departed.dataKey(chart, 1)
    }
  }

  @Test func `a renewal for nobody, for one twice or to no key changes nothing`() throws {
    let unlocked = try keyring.unlock(with: nurse)
    _ = try unlocked.makeDataKey(for: chart)
    let before = try rows()
    let zero = KeyringReader(actor: 5, receivingPublicKey: [UInt8](repeating: 0, count: 32))
    for readers in [[], [reader(nurse), reader(nurse)], [reader(nurse), zero]] {
      #expect(throws: KeyError.self) { try unlocked.renew(for: readers) }
    }
    #expect(try rows() == before)
    #expect(try keyring.generation() == 1)
  }

  @Test(arguments: ["keys", "site seed", "generation"])
  func `a row that does not open stops the renewal, and nothing has changed`(damaged: String) throws
  {
    let unlocked = try keyring.unlock(with: nurse)
    for _ in 0..<3 { _ = try unlocked.makeDataKey(for: chart) }
    let store = try keyring.store.database()
    let transaction = try store.environment.beginWrite()
    switch damaged {
    case "keys":
      let rowKey = KeyringStore.rowKey(chart, 2)
      let row = try #require(try transaction.value(store.keys, rowKey))
      try transaction.put(store.keys, rowKey, flipped(row, 200))
    case "generation": try transaction.delete(store.meta, Array("generation".utf8))
    default:
      let row = try #require(try transaction.value(store.meta, Array(damaged.utf8)))
      try transaction.put(store.meta, Array(damaged.utf8), flipped(row, 200))
    }
    try transaction.commit()
    let before = try rows()
    do {
      _ = try unlocked.renew(for: [reader(nurse)])
      Issue.record("a damaged keyring was renewed")
    } catch {
      guard case .keyringDamaged = error else {
        Issue.record("\(error)")
        return
      }
    }
    let now = try rows()
    for name in ["meta", "keys", "wraps"] { #expect(now[name] == before[name], "\(name)") }
  }

  @Test func `a thousand data keys are renewed as one`() throws {
    let unlocked = try keyring.unlock(with: nurse)
    let charts = (0..<100).map { _ in SubjectID.random() }
    for chart in charts { for _ in 0..<10 { _ = try unlocked.makeDataKey(for: chart) } }
    let renewed = try keyring.unlock(with: doctor).renew(for: [reader(nurse)])
    let again = try keyring.unlock(with: nurse)
    for chart in charts {
      for number in UInt32(1)...10 {
        let key = try #require(try again.dataKey(chart, number))
        #expect(try key.key == unlocked.dataKey(chart, number)?.key)
        #expect(try key.key == renewed.dataKey(chart, number)?.key)
      }
    }
  }
}
