internal import Ledger

/// What the checks look at: a ledger's directory and what belongs to it, opened when first asked
/// for and at most once.
final class ExaminedSite {
  let directory: String
  let clock: SystemClock
  let stateFolder: String
  /// Where identity files are; nil: not looked at.
  let identityFolder: String?
  private var opened: Result<Clinic, any Error>?
  private var openedKeyring: Result<Keyring, any Error>?

  init(
    directory: String, clock: SystemClock, stateFolder: String, identityFolder: String?
  ) {
    self.directory = directory
    self.clock = clock
    self.stateFolder = stateFolder
    self.identityFolder = identityFolder
  }

  /// The clinic without anybody signed in; opened even when its ledger contradicts itself.
  ///
  /// - Throws: `SiteUnknown.ledger` when it cannot be opened; its own line says why.
  func clinic() throws -> Clinic {
    let result = opened ?? Result { try open() }
    opened = result
    do { return try result.get() } catch { throw SiteUnknown.ledger }
  }

  func ledger() throws -> Ledger { try clinic().ledger }

  /// - Throws: `SiteUnknown` where the ledger cannot be opened, what opening it throws elsewhere.
  func keyring() throws -> Keyring {
    let ledger = try ledger()
    let result =
      openedKeyring
      ?? Result {
        try Keyring.open(at: directory, ledger: ledger.id, sitePublicKey: ledger.sitePublicKey)
      }
    openedKeyring = result
    return try result.get()
  }

  /// Why the ledger could not be opened, or what it contradicts; nil when there is nothing.
  func openingFailure() -> (any Error)? {
    do {
      _ = try clinic()
      return contradiction
    } catch {
      if case .failure(let reason)? = opened { return reason }
      return error
    }
  }

  private var contradiction: (any Error)?

  private func open() throws -> Clinic {
    let ledger = try openLedger()
    try Clinic.refuse(clock, in: ledger)
    return Clinic(directory: directory, ledger: ledger, clock: clock)
  }

  private func openLedger() throws -> Ledger {
    do {
      return try Ledger.open(at: directory)
    } catch {
      let ledger = try Ledger.open(at: directory, examining: true)
      contradiction = error
      return ledger
    }
  }
}

/// Why a check could not look: what it needs is told by another line.
enum SiteUnknown: Error {
  case ledger
  case keyring
}
