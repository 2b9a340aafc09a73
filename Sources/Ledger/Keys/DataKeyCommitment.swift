private import Crypto

extension DataKey {
  /// What introduces this key in a ledger: 32 bytes, by `Schemas/entry.md`, "Body".
  ///
  /// AES-GCM does not commit to its key, so that a key is held against this before it opens
  /// anything.
  public func commitment(in ledger: LedgerID) -> [UInt8] {
    let code = HMAC<SHA256>.authenticationCode(for: commitmentMessage(in: ledger), using: key)
    return code.withUnsafeBytes { [UInt8]($0) }
  }

  /// Whether the commitment is this key's, in constant time.
  ///
  /// Throws ``KeyError/commitmentMismatch(subject:number:)`` when it is not.
  public func check(commitment: [UInt8], in ledger: LedgerID) throws(KeyError) {
    let matches = HMAC<SHA256>.isValidAuthenticationCode(
      commitment, authenticating: commitmentMessage(in: ledger), using: key)
    guard matches else { throw .commitmentMismatch(subject: subject, number: number) }
  }

  private func commitmentMessage(in ledger: LedgerID) -> [UInt8] {
    var message = Array("candor/key/v1".utf8)
    message += ledger.bytes
    message += subject.bytes
    message.appendLittleEndian(number)
    return message
  }
}
