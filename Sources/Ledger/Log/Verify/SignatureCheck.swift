internal import Crypto
internal import Dispatch
internal import FoundationEssentials
internal import Synchronization

/// One signature to be checked.
struct SignatureCheck: Sendable {
  /// Of the entry that carries it.
  let position: UInt64
  let actor: UInt32
  let publicKey: [UInt8]
  let signature: [UInt8]
  let message: [UInt8]

  private var holds: Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(signature, for: message)
  }

  /// Checks all of them on all cores, and returns those that do not hold, in order.
  static func failing(_ checks: [SignatureCheck]) -> [SignatureCheck] {
    let perPart = 64
    let failed = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: (checks.count + perPart - 1) / perPart) { part in
      let range = part * perPart..<min((part + 1) * perPart, checks.count)
      let found = range.filter { !checks[$0].holds }
      if !found.isEmpty { failed.withLock { $0 += found } }
    }
    return failed.withLock { $0.sorted() }.map { checks[$0] }
  }
}
