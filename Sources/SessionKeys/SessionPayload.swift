internal import Ledger

/// What a store holds under one name: a record, and its private keys as far as they are kept.
struct SessionPayload: ~Copyable {
  var record: SessionRecord
  var keys: Keys

  enum Keys: ~Copyable {
    /// Signing seed ‖ receiving private key, 64 bytes.
    case open(SecretBytes)
    /// The same, sealed under a PIN.
    case sealed(PINSeal)
    /// Only the passphrase opens the session again.
    case none
  }

  static let secretByteCount = 64

  /// Lets `body` see the private keys; nil when they are not open. Not to be kept beyond the call.
  func withSecret<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    switch keys {
    case .open(let secret): secret.withBytes(body)
    case .sealed: nil
    case .none: nil
    }
  }

  var seal: PINSeal? {
    switch keys {
    case .sealed(let seal): seal
    case .open: nil
    case .none: nil
    }
  }
}
