/// The ledger's own random name; part of every seal and every signed message, so nothing can be
/// moved between ledgers.
public struct LedgerID: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes, always.
  public let bytes: [UInt8]

  /// Nil unless there are exactly 32 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.bytes = [UInt8](bytes)
  }

  /// 32 random bytes from the system's generator.
  public static func random() -> LedgerID {
    var generator = SystemRandomNumberGenerator()
    return LedgerID(unchecked: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Lower-case hexadecimal.
  public var description: String { Hex.string(bytes) }
}
