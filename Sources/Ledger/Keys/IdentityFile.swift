internal import Crypto
internal import CryptoExtras
internal import DurableFile
internal import Glibc

/// Identity files: one person's private keys, mode 600, never overwritten.
public enum IdentityFile {
  /// Writes a new file, whole and on disk when this returns; a crash leaves none.
  ///
  /// Throws ``KeyError/identityExists(path:)``, ``KeyError/emptyPassphrase`` and
  /// ``KeyError/file(path:action:reason:)``. The directory must exist.
  public static func write(
    _ identity: Identity, to path: String, protection: IdentityProtection
  ) throws(KeyError) {
    let text = try text(of: identity, protection: protection)
    try PrivateFile.create(path, holding: Array(text.utf8))
  }

  /// Opens the file; the passphrase is asked for only when there is one, after all other checks.
  ///
  /// Throws what `passphrase` throws, ``KeyError/wrongPassphrase(path:)``,
  /// ``KeyError/identityUnreadable(path:reason:)``, ``KeyError/identityExposed(path:mode:)`` and
  /// ``KeyError/file(path:action:reason:)``.
  public static func read(_ path: String, passphrase: () throws -> [UInt8]) throws -> Identity {
    let text = try parse(path)
    guard let seal = text.seal else { return try identity(text, secret: text.secret, path: path) }
    let given = try passphrase()
    guard !given.isEmpty else { throw KeyError.wrongPassphrase(path: path) }
    guard let key = seal.cost.deriveKey(passphrase: given, salt: seal.salt) else {
      throw KeyError.identityUnreadable(path: path, reason: "scrypt found too little memory")
    }
    let secret = try GCM.open(
      text.secret, key: key, associated: Array(text.clearLines.utf8), nonce: seal.nonce)
    guard let secret else { throw KeyError.wrongPassphrase(path: path) }
    return try identity(text, secret: secret, path: path)
  }

  /// The clear fields, without the passphrase.
  public static func peek(_ path: String) throws(KeyError) -> IdentityLabel {
    try parse(path).label
  }

  private static func text(
    of identity: Identity, protection: IdentityProtection
  ) throws(KeyError) -> String {
    let secret =
      identity.signing.rawRepresentation.bytes + identity.receiving.rawRepresentation.bytes
    var text = IdentityText(label: identity.label(isSealed: false), seal: nil, secret: secret)
    guard case .passphrase(let passphrase, let cost) = protection else { return text.render() }
    guard !passphrase.isEmpty else { throw .emptyPassphrase }
    let salt = SymmetricKey.random(byteCount: IdentityText.saltByteCount)
    let nonce = GCM.freshNonce()
    guard let key = cost.deriveKey(passphrase: passphrase, salt: salt) else {
      throw .malformed(what: "scrypt cost", expected: "what this machine has memory for")
    }
    text.label = identity.label(isSealed: true)
    text.seal = IdentityText.Seal(cost: cost, salt: salt, nonce: nonce)
    text.secret = try GCM.seal(
      secret, key: key, associated: Array(text.clearLines.utf8), nonce: nonce)
    return text.render()
  }

  private static func parse(_ path: String) throws(KeyError) -> IdentityText {
    let bytes = try PrivateFile.read(path, limitBytes: 4096)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .identityUnreadable(path: path, reason: "it is no text")
    }
    do {
      return try IdentityText(parsing: text)
    } catch {
      throw .identityUnreadable(path: path, reason: error.reason)
    }
  }

  /// Holds the opened keys against the public keys in the clear.
  private static func identity(
    _ text: IdentityText, secret: [UInt8], path: String
  ) throws(KeyError) -> Identity {
    let label = text.label
    guard
      let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret.prefix(32)),
      let receiving = try? Curve25519.KeyAgreement.PrivateKey(
        rawRepresentation: secret.dropFirst(32)),
      signing.publicKey.rawRepresentation.bytes == label.signingPublicKey,
      receiving.publicKey.rawRepresentation.bytes == label.receivingPublicKey
    else {
      throw .identityUnreadable(path: path, reason: "its public keys are not its private keys'")
    }
    return try Identity(
      ledger: label.ledger, actor: label.actor, handle: label.handle,
      enrolment: label.enrolment, signing: signing, receiving: receiving)
  }
}

extension Identity {
  fileprivate func label(isSealed: Bool) -> IdentityLabel {
    IdentityLabel(
      handle: handle, actor: actor, ledger: ledger, enrolment: enrolment,
      signingPublicKey: signingPublicKey, receivingPublicKey: receivingPublicKey,
      isSealed: isSealed)
  }
}

/// How the private keys lie in an identity file.
public enum IdentityProtection: Sendable {
  /// Sealed by a passphrase, in UTF-8; whoever asks for it keeps its Unicode form stable.
  case passphrase([UInt8], cost: ScryptCost = .standard)
  /// In the open, for devices and training: only the file's mode protects them.
  case none
}

extension IdentityProtection: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// Which of the two; never the passphrase.
  public var description: String {
    switch self {
    case .passphrase: "protected by a passphrase"
    case .none: "not protected"
    }
  }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How much work guessing a passphrase takes (scrypt, RFC 7914); written in the file it protects.
public struct ScryptCost: Hashable, Sendable {
  /// N, a power of two.
  public let rounds: Int
  /// r: 128 × N × r bytes of memory are used.
  public let blockSize: Int
  /// p.
  public let parallelism: Int

  /// N = 2¹⁷, r = 8, p = 1: 128 MiB, about a third of a second; the least that the OWASP Password
  /// Storage Cheat Sheet names for scrypt.
  public static let standard = ScryptCost(
    uncheckedRounds: 1 << 17, blockSize: 8, parallelism: 1)

  /// N = 2¹³, r = 8, p = 1: for keys that protect nothing.
  public static let training = ScryptCost(
    uncheckedRounds: 1 << 13, blockSize: 8, parallelism: 1)

  /// Nil for what is no scrypt parameter, and for what would take over 1 GiB of memory or over
  /// 16 times its time: a file must not be able to stall whoever opens it.
  public init?(rounds: Int, blockSize: Int, parallelism: Int) {
    guard (2...1 << 20).contains(rounds), rounds.nonzeroBitCount == 1,
      (1...16).contains(blockSize), (1...16).contains(parallelism),
      128 * rounds * blockSize <= 1 << 30,
      // RFC 7914 §6: N < 2^(128 × r / 8).
      blockSize > 3 || rounds < 1 << (16 * blockSize)
    else { return nil }
    self.init(uncheckedRounds: rounds, blockSize: blockSize, parallelism: parallelism)
  }

  private init(uncheckedRounds: Int, blockSize: Int, parallelism: Int) {
    self.rounds = uncheckedRounds
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// Nil only when the memory cannot be had; the passphrase is not empty.
  func deriveKey(passphrase: [UInt8], salt: [UInt8], byteCount: Int = 32) -> SymmetricKey? {
    guard !passphrase.isEmpty, !salt.isEmpty else { return nil }
    return try? KDF.Scrypt.deriveKey(
      from: passphrase, salt: salt, outputByteCount: byteCount, rounds: rounds,
      blockSize: blockSize, parallelism: parallelism)
  }
}

/// Small files that only their owner may reach.
enum PrivateFile {
  /// Creates the file, mode 600, with all its bytes, or not at all; never in place of another.
  static func create(_ path: String, holding bytes: [UInt8]) throws(KeyError) {
    do throws(FileFailure) {
      try DurableFile.create(path, holding: bytes)
    } catch {
      if error.isTaken { throw .identityExists(path: path) }
      throw KeyError(error)
    }
  }

  /// The file's bytes; refuses one that other accounts may reach, what is no file, and a giant.
  static func read(_ path: String, limitBytes: Int) throws(KeyError) -> [UInt8] {
    let (status, bytes) = try reading(path, limitBytes)
    guard status.byteCount <= limitBytes else {
      throw .identityUnreadable(path: path, reason: "it has more than \(limitBytes) bytes")
    }
    guard status.permissions & 0o077 == 0 else {
      throw .identityExposed(path: path, mode: status.permissions)
    }
    return bytes
  }

  private static func reading(
    _ path: String, _ limitBytes: Int
  ) throws(KeyError) -> (OpenFile.Status, [UInt8]) {
    do throws(FileFailure) {
      let file = try OpenFile(path, for: .readingOwn)
      return (try file.status(), try file.read(limit: limitBytes))
    } catch {
      throw KeyError(error)
    }
  }
}

extension KeyError {
  fileprivate init(_ failure: FileFailure) {
    let (path, action, reason) = (failure.path, failure.action.rawValue, failure.reason)
    self =
      if failure.unfit != nil {
        .identityUnreadable(path: path, reason: reason)
      } else if failure.code == ENOENT {
        .fileMissing(path: path, action: action, reason: reason)
      } else {
        .file(path: path, action: action, reason: reason)
      }
  }
}
