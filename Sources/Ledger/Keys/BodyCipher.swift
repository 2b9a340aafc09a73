internal import CBoringSSL
internal import Crypto

/// AES-256-GCM with one key, which is set up once: what seals and opens bodies.
///
/// Several threads may use it at once (BoringSSL's aead.h).
final class BodyCipher: Sendable {
  private nonisolated(unsafe) let context: OpaquePointer

  init(_ key: SymmetricKey) {
    let made = key.withUnsafeBytes { key in
      CCryptoBoringSSL_EVP_AEAD_CTX_new(
        CCryptoBoringSSL_EVP_aead_aes_256_gcm(),
        key.assumingMemoryBound(to: UInt8.self).baseAddress, key.count, DataKey.tagByteCount)
    }
    guard let made else { preconditionFailure("a data key has 32 bytes, and there is memory") }
    context = made
  }

  deinit { CCryptoBoringSSL_EVP_AEAD_CTX_free(context) }

  /// Ciphertext ‖ 16-byte tag; nil for a nonce of another length than 12.
  func seal(_ plaintext: [UInt8], associated: [UInt8], nonce: [UInt8]) -> [UInt8]? {
    guard nonce.count == DataKey.nonceByteCount else { return nil }
    var isSealed = false
    let sealed = [UInt8](
      unsafeUninitializedCapacity: plaintext.count + DataKey.tagByteCount
    ) { buffer, count in
      isSealed =
        CCryptoBoringSSL_EVP_AEAD_CTX_seal(
          context, buffer.baseAddress, &count, buffer.count, nonce, nonce.count, plaintext,
          plaintext.count, associated, associated.count) == 1
    }
    return isSealed ? sealed : nil
  }

  /// The plaintext; nil when the seal does not hold.
  func open(_ sealed: RawSpan, associated: [UInt8], nonce: [UInt8]) -> [UInt8]? {
    guard nonce.count == DataKey.nonceByteCount, sealed.byteCount >= DataKey.tagByteCount
    else { return nil }
    var isOpened = false
    let plaintext = sealed.withUnsafeBytes { sealed in
      [UInt8](
        unsafeUninitializedCapacity: sealed.count - DataKey.tagByteCount
      ) { buffer, count in
        isOpened =
          CCryptoBoringSSL_EVP_AEAD_CTX_open(
            context, buffer.baseAddress, &count, buffer.count, nonce, nonce.count,
            sealed.assumingMemoryBound(to: UInt8.self).baseAddress, sealed.count, associated,
            associated.count) == 1
      }
    }
    return isOpened ? plaintext : nil
  }
}
