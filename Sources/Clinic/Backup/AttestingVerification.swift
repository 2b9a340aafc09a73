internal import ClinicalRecord
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// Refuses whoever may not attest a verification, before anything is verified.
  ///
  /// - Throws: `ClinicError.notPermitted`, `.notSignedIn`.
  public func requireAttesting() throws { _ = try signedIn(holding: .attestVerification) }

  /// Appends that, and with what outcome, the signed-in person has verified the ledger.
  ///
  /// - Parameter further: problems beyond those of the verification: a rollback, another site.
  /// - Returns: the position of `ledger verified`.
  /// - Throws: `ClinicError.notPermitted`, `LedgerError`.
  public func attest(
    _ verification: Verification, signatures: Bool, further: Int = 0
  ) throws -> UInt64 {
    let session = try signedIn(holding: .attestVerification)
    var event = LedgerVerified()
    event.size = verification.head.size
    event.root = Data(verification.head.root.bytes)
    event.problemCount = UInt32(clamping: verification.problemCount + further)
    event.signaturesChecked = signatures
    return try recordOperation(.ledgerVerified(event), by: try session.signer(.recorded))
      .positions.lowerBound
  }
}
