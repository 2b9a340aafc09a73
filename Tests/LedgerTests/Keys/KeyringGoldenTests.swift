import Testing

@testable import Ledger

/// A keyring written by another implementation of the same format.
@Suite struct KeyringGoldenTests {
  @Test func `the golden keyring opens to its data key and the site's secrets`() throws {
    let scratch = try ScratchDirectory()
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
}
