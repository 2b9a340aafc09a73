internal import Crypto
internal import CryptoExtras

/// How much work guessing a passphrase takes (scrypt, RFC 7914); written in the file it protects.
public struct ScryptCost: Hashable, Sendable {
  /// N, a power of two.
  public let rounds: Int
  /// r: 128 × N × r bytes of memory are used.
  public let blockSize: Int
  /// p.
  public let parallelism: Int

  /// N = 2¹⁵, r = 8, p = 1: 32 MiB, about a tenth of a second.
  public static let standard = ScryptCost(
    uncheckedRounds: 1 << 15, blockSize: 8, parallelism: 1)

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
