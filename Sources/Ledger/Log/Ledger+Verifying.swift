internal import LMDB
internal import TransparencyLog

extension Ledger {
  /// Recomputes everything that the ledger says about itself, up to its head at the start.
  public func verify(
    _ options: VerifyOptions = VerifyOptions(), observing: ((Entry) throws -> String?)? = nil,
    progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in }
  ) throws -> Verification {
    try Verification(head: head())
  }
}
