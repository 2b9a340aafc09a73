public import ClinicalRecord
internal import Ledger

extension Clinic {
  /// Records, by the program, that somebody was not let in.
  ///
  /// As well as can be: a full disk or a copy without the program's identity leaves it out, and the
  /// refusal holds all the same. Nothing is recorded about an actor whom this ledger does not know.
  public func recordRefusedSignIn(as actor: UInt32, cause: SignInRefused.Cause) {
    var refused = SignInRefused()
    refused.actor = actor
    refused.cause = cause
    refused.host = BreakGlass.thisHost
    try? recordRefusal(.signInRefused(refused), concerning: actor)
  }

  /// Until when a passphrase of this actor is not tried, because others were wrong; nil: it may be.
  ///
  /// Microseconds since 1970-01-01T00:00:00Z, by the clinic's clock. Throws `LedgerError`.
  public func passphraseWaitsUntil(actor: UInt32) throws -> Int64? {
    let stream = Self.refusals(concerning: actor)
    let entries = try ledger.read { try $0.stream(stream) }
    let times = try entries.compactMap { entry -> Int64? in
      guard entry.header.isOf(SignInRefused.kind),
        case .operations(.signInRefused(let refused)) = try entry.fact(body: entry.body)?.value,
        refused.cause == .wrongPassphrase
      else { return nil }
      return entry.header.occurred.unixMicroseconds
    }
    return WrongPassphrases(microseconds: times)
      .waitsUntil(nowMicroseconds: clock.nowMicroseconds())
  }
}
