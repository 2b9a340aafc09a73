import LMDB
import TestSupport
import Testing

@testable import Ledger

/// Single data keys in the hands of devices.
@Suite struct DeviceWrapTests {
  private let scratch: TemporaryDirectory
  private let keyring: Keyring
  private let unlocked: UnlockedKeyring
  private let reader: Identity
  private let monitor: Identity
  private let pump: Identity
  private let chart = SubjectID.random()
  private let other = SubjectID.random()

  init() throws {
    scratch = try TemporaryDirectory()
    reader = try KeySamples.identity()
    let ledger = reader.ledger
    monitor = try Identity.generate(ledger: ledger, actor: 20, handle: "monitor-1", enrolment: 9)
    pump = try Identity.generate(ledger: ledger, actor: 0x0114, handle: "pump-1", enrolment: 10)
    keyring = try Keyring.create(at: scratch.path, ledger: ledger, firstReader: reader)
    unlocked = try keyring.unlock(with: reader)
  }

  private func grant(_ key: DataKey, to device: Identity) throws {
    try unlocked.grantDevice(
      key, to: device.actor, receivingPublicKey: device.receivingPublicKey)
  }

  @Test func `a device opens the keys that it was handed and nothing else`() throws {
    let keys = try [chart, chart, other].map { try unlocked.makeDataKey(for: $0) }
    try grant(keys[1], to: monitor)
    try grant(keys[0], to: pump)
    try grant(keys[2], to: pump)
    let held = try keyring.deviceKeys(of: monitor)
    #expect(held.map(\.key) == [keys[1].key])
    #expect(held.map(\.number) == [2])
    #expect(held.map(\.subject) == [chart])
    #expect(
      try Set(keyring.deviceKeys(of: pump).map(\.key.bytes)) == [
        keys[0].key.bytes, keys[2].key.bytes,
      ])
    #expect(throws: KeyError.notGranted(actor: 20)) { try keyring.unlock(with: monitor) }
    #expect(try keyring.readers() == [3])
    #expect(try keyring.deviceKeys(of: reader).isEmpty)
    #expect(
      try keyring.deviceGrants(of: 20)
        == [
          DeviceGrant(
            actor: 20, receivingPublicKey: monitor.receivingPublicKey, subject: chart, number: 2)
        ])
    #expect(try keyring.deviceGrants().map(\.actor) == [20, 0x0114, 0x0114])
  }

  @Test func `a renewal leaves the devices their keys`() throws {
    let key = try unlocked.makeDataKey(for: chart)
    try grant(key, to: monitor)
    let renewed = try unlocked.renew(
      for: [KeyringReader(actor: 3, receivingPublicKey: reader.receivingPublicKey)])
    #expect(try keyring.deviceKeys(of: monitor).map(\.key) == [key.key])
    #expect(try renewed.dataKey(chart, 1)?.key == key.key)
  }

  @Test func `what is taken back is gone, one subject's or all`() throws {
    for subject in [chart, chart, other] {
      let key = try unlocked.makeDataKey(for: subject)
      try grant(key, to: monitor)
      try grant(key, to: pump)
    }
    #expect(try keyring.revokeDevice(20, subject: chart) == 2)
    #expect(try keyring.deviceKeys(of: monitor).map(\.subject) == [other])
    #expect(try keyring.revokeDevice(20) == 1)
    #expect(try keyring.deviceKeys(of: monitor).isEmpty)
    #expect(try keyring.revokeDevice(20) == 0)
    #expect(try keyring.deviceKeys(of: pump).count == 3)
  }

  @Test func `keys handed out outlive the process`() throws {
    let directory = scratch.path("second")
    let key: DataKey
    do {
      let unlocked = try Keyring.create(at: directory, ledger: reader.ledger, firstReader: reader)
        .unlock(with: reader)
      key = try unlocked.makeDataKey(for: chart)
      try unlocked.grantDevice(key, to: 20, receivingPublicKey: monitor.receivingPublicKey)
    }
    let keyring = try Keyring.open(at: directory, ledger: reader.ledger)
    #expect(try keyring.deviceKeys(of: monitor).map(\.key) == [key.key])
  }

  @Test func `a replaced key of the same device opens nothing, and the grant tells`() throws {
    try grant(unlocked.makeDataKey(for: chart), to: monitor)
    let replacement = try Identity.generate(
      ledger: reader.ledger, actor: 20, handle: "monitor-1", enrolment: 30)
    #expect(throws: KeyError.wrapRefused(actor: 20)) {
      try keyring.deviceKeys(of: replacement)
    }
    #expect(
      try keyring.deviceGrants(of: 20).map(\.receivingPublicKey)
        == [monitor.receivingPublicKey])
    let elsewhere = try Identity.generate(
      ledger: .random(), actor: 20, handle: "monitor-1", enrolment: 9)
    #expect(throws: KeyError.self) { try keyring.deviceKeys(of: elsewhere) }
  }

  @Test(arguments: [0, 31, 33])
  func `a device's receiving key of another length is refused`(count: Int) throws {
    let key = try unlocked.makeDataKey(for: chart)
    #expect(throws: KeyError.self) {
      try unlocked.grantDevice(
        key, to: 20, receivingPublicKey: [UInt8](repeating: 9, count: count))
    }
    #expect(throws: KeyError.self) {
      try unlocked.grantDevice(
        key, to: 20, receivingPublicKey: [UInt8](repeating: 0, count: 32))
    }
    #expect(try keyring.deviceGrants().isEmpty)
  }

  @Test func `every bit of a device's row counts`() throws {
    let identity = try KeySamples.identity()
    let row = try KeySamples.bytes(GoldenKeys.deviceWrap)
    let name = DeviceWrap.Name(
      actor: 3, subject: try KeySamples.subject(), number: GoldenKeys.number)
    for bit in 0..<row.count * 8 {
      #expect(throws: KeyError.wrapRefused(actor: 3)) {
        try DeviceWrap.unwrap(flipped(row, bit), name, with: identity)
      }
    }
    for count in [0, 64, row.count - 1, row.count + 1] {
      #expect(throws: KeyError.self) {
        try DeviceWrap.unwrap(Array((row + [0]).prefix(count)), name, with: identity)
      }
    }
    for moved in [
      DeviceWrap.Name(actor: 4, subject: name.subject, number: name.number),
      DeviceWrap.Name(actor: 3, subject: chart, number: name.number),
      DeviceWrap.Name(actor: 3, subject: name.subject, number: 8),
    ] {
      #expect(throws: KeyError.self) { try DeviceWrap.unwrap(row, moved, with: identity) }
    }
  }

  @Test func `a row under no name of a row is damage`() throws {
    let store = try keyring.store.database()
    let transaction = try store.environment.beginWrite()
    let table = try OptionalTable.deviceWraps.made(in: transaction, store.environment)
    try transaction.put(table, [0, 0, 0, 20, 1], [1])
    try transaction.commit()
    #expect(throws: KeyError.keyringDamaged(what: "a device's row is named by 5 bytes")) {
      try keyring.deviceKeys(of: monitor)
    }
  }
}
