internal import Crypto
private import FoundationEssentials

/// AES-256-GCM over byte arrays.
///
/// Bytes are joined as arrays first; joining `Data` costs several times that.
enum GCM {
  /// Ciphertext ‖ 16-byte tag; the nonce has 12 bytes.
  static func seal(
    _ plaintext: [UInt8], key: SymmetricKey, associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8] {
    let box: AES.GCM.SealedBox
    do {
      guard nonce.count == DataKey.nonceByteCount else {
        throw CryptoKitError.incorrectParameterSize
      }
      box = try AES.GCM.seal(
        plaintext, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: associated)
    } catch {
      throw .malformed(what: "nonce or key", expected: "a nonce of 12 bytes and a key of 32")
    }
    guard let combined = box.combined else {
      throw .malformed(what: "nonce", expected: "12 bytes")
    }
    return combined.withUnsafeBytes {
      [UInt8](UnsafeRawBufferPointer(rebasing: $0[DataKey.nonceByteCount...]))
    }
  }

  /// The plaintext, or nil when the seal does not hold; throws only for a nonce of another length.
  static func open(
    _ sealed: [UInt8], key: SymmetricKey, associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8]? {
    guard nonce.count == DataKey.nonceByteCount else {
      throw .malformed(what: "nonce", expected: "12 bytes, not \(nonce.count)")
    }
    guard sealed.count >= DataKey.tagByteCount else { return nil }
    var combined: [UInt8] = []
    combined.reserveCapacity(nonce.count + sealed.count)
    combined += nonce
    combined += sealed
    guard let box = try? AES.GCM.SealedBox(combined: combined),
      let plaintext = try? AES.GCM.open(box, using: key, authenticating: associated)
    else { return nil }
    return [UInt8](plaintext)
  }

  /// 12 fresh random bytes.
  static func freshNonce() -> [UInt8] { SymmetricKey.random(byteCount: DataKey.nonceByteCount) }
}

extension SymmetricKey {
  /// The secret itself; keep it as short as its use.
  var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

  /// Random bytes from the system's generator.
  static func random(byteCount: Int) -> [UInt8] {
    SymmetricKey(size: SymmetricKeySize(bitCount: byteCount * 8)).bytes
  }
}
