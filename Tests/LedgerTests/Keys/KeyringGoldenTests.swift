import Bytes
import TestSupport
import Testing

@testable import Ledger

/// A keyring written by another implementation of the same format.
@Suite struct KeyringGoldenTests {
  @Test func `the golden keyring opens to its data key and the site's secrets`() throws {
    let scratch = try TemporaryDirectory()
    try KeyringFile(directory: scratch.path).writeGolden()
    let identity = try KeySamples.identity()
    let keyring = try Keyring.open(at: scratch.path, ledger: identity.ledger)
    #expect(try keyring.readers() == [3])
    let unlocked = try keyring.unlock(with: identity)

    let key = try #require(try unlocked.dataKey(KeySamples.subject(), GoldenKeys.number))
    #expect(key.key.bytes == GoldenKeys.dataKeyBytes)
    #expect(try unlocked.newestDataKey(of: KeySamples.subject())?.number == GoldenKeys.number)
    #expect(unlocked.siteSigningSeed == GoldenKeys.siteSeed)
    #expect(Hex.string(unlocked.lookupDigest(of: "MRN-0042")) == GoldenKeys.lookupDigest)
    #expect(
      Hex.string(unlocked.siteProjectionKey(purpose: "roster").bytes)
        == GoldenKeys.siteRosterKey)
    #expect(try unlocked.makeDataKey(for: KeySamples.subject()).number == GoldenKeys.number + 1)
  }

  @Test func `a golden keyring, without the tables that came later, takes what belongs there`()
    throws
  {
    let scratch = try TemporaryDirectory()
    try KeyringFile(directory: scratch.path).writeGolden()
    let identity = try KeySamples.identity()
    let keyring = try Keyring.open(at: scratch.path, ledger: identity.ledger)
    #expect(try keyring.grants() == [KeyringGrant(actor: 3, receivingPublicKey: nil)])
    #expect(try keyring.deviceGrants().isEmpty)
    #expect(try keyring.deviceKeys(of: identity).isEmpty)
    #expect(try keyring.revokeDevice(3) == 0)

    let unlocked = try keyring.unlock(with: identity)
    try unlocked.grant(to: 3, receivingPublicKey: identity.receivingPublicKey)
    #expect(
      try keyring.grants()
        == [KeyringGrant(actor: 3, receivingPublicKey: identity.receivingPublicKey)])
    let key = try KeySamples.dataKey()
    try unlocked.grantDevice(key, to: 3, receivingPublicKey: identity.receivingPublicKey)
    #expect(try keyring.deviceKeys(of: identity).map(\.key) == [key.key])
  }

  @Test func `golden rows of a second generation and of a device open to the same data key`() throws
  {
    let (identity, subject) = (try KeySamples.identity(), try KeySamples.subject())
    let key = try KeyringWrap.unwrap(
      KeySamples.bytes(GoldenKeys.secondWrap), with: identity, generation: 2)
    #expect(key.key.bytes == [UInt8](0x21..<0x41))
    let renewed = try key.openDataKey(
      KeySamples.bytes(GoldenKeys.secondKeyRow), subject: subject, number: GoldenKeys.number)
    #expect(renewed.key.bytes == GoldenKeys.dataKeyBytes)

    let name = DeviceWrap.Name(actor: 3, subject: subject, number: GoldenKeys.number)
    let row = try KeySamples.bytes(GoldenKeys.deviceWrap)
    #expect(try DeviceWrap.unwrap(row, name, with: identity).key.bytes == GoldenKeys.dataKeyBytes)
    #expect(
      name.rowKey == [0, 0, 0, 3] + GoldenKeys.subjectBytes + [0, 0, 0, 7])
  }
}
