internal import CKernelKeys

/// The kernel's key store (keyrings(7)): keys of type "user" in the session keyring that this
/// process came with, for their possessors alone.
///
/// They lie in the kernel's memory, never in a file, and it forgets them by itself.
struct KernelKeyStore {
  private let keyring: Int32

  /// Fails with the reason where the kernel or the container offers none.
  static func find() -> Result<KernelKeyStore, Refusal> {
    let keyring = kernel_keys_session_keyring()
    guard keyring > 0 else { return .failure(Refusal("the kernel's key store", keyring)) }
    return .success(KernelKeyStore(keyring: Int32(truncatingIfNeeded: keyring)))
  }

  /// Keeps the bytes under that name for so many seconds, in place of what was there.
  func put(
    _ name: String, _ bytes: borrowing SecretBytes, seconds: UInt32
  ) throws(Refusal) {
    let key = bytes.withBytes { payload in
      name.withCString { kernel_keys_add($0, payload.baseAddress, payload.count, keyring) }
    }
    guard key > 0 else { throw Refusal("adding a key", key) }
    // A new payload takes the timeout off, so it is set every time.
    for result in [
      kernel_keys_keep_to_possessor(Int32(truncatingIfNeeded: key)),
      kernel_keys_set_timeout(Int32(truncatingIfNeeded: key), seconds),
    ] where result < 0 {
      remove(name)
      throw Refusal("protecting a key", result)
    }
  }

  /// Nil when there is none, or none any more.
  func get(_ name: String) -> SecretBytes? {
    guard let key = find(name) else { return nil }
    var bytes = SecretBytes(room: SessionPayload.limitByteCount + 1)
    var length = 0
    bytes.fill { buffer in
      length = kernel_keys_read(key, buffer.baseAddress, buffer.count)
      return max(0, length)
    }
    guard length >= 0 else { return nil }
    return bytes
  }

  /// The names that begin so, of what is still there.
  func names(beginning prefix: String) -> [String] {
    let length = max(0, kernel_keys_read(keyring, nil, 0))
    var keys = [Int32](repeating: 0, count: length / 4)
    let read = keys.withUnsafeMutableBytes {
      kernel_keys_read(keyring, $0.baseAddress, $0.count)
    }
    return keys.prefix(max(0, read) / 4).compactMap(Self.description).filter {
      $0.hasPrefix(prefix)
    }
  }

  func remove(_ name: String) {
    guard let key = find(name) else { return }
    _ = kernel_keys_revoke(key)
    _ = kernel_keys_unlink(key, keyring)
  }

  private func find(_ name: String) -> Int32? {
    let key = name.withCString { kernel_keys_find(keyring, $0) }
    return key > 0 ? Int32(truncatingIfNeeded: key) : nil
  }

  /// The fifth field of what the kernel tells of a key of type "user".
  private static func description(of key: Int32) -> String? {
    var buffer = [CChar](repeating: 0, count: 512)
    let length = kernel_keys_describe(key, &buffer, buffer.count)
    guard (1...buffer.count).contains(length) else { return nil }
    let text = String(
      decoding: buffer.prefix(length - 1).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let fields = text.split(separator: ";", maxSplits: 4, omittingEmptySubsequences: false)
    return fields.count == 5 && fields[0] == "user" ? String(fields[4]) : nil
  }
}
