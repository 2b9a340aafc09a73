/// The name of one append, chosen by whoever makes it: the same one twice appends once (DESIGN §3).
public struct AppendID: Hashable, Sendable, CustomStringConvertible {
  /// 16 bytes, always.
  public let bytes: [UInt8]

  /// Nil unless there are exactly 16 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    self.bytes = [UInt8](bytes)
  }

  /// 16 random bytes from the system's generator.
  public static func random() -> AppendID {
    var generator = SystemRandomNumberGenerator()
    return AppendID(unchecked: (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Lower-case hexadecimal.
  public var description: String { Hex.string(bytes) }

  /// From 32 hexadecimal digits.
  public init?(hex: String) {
    guard let bytes = Hex.bytes(hex), bytes.contains(where: { $0 != 0 }) else { return nil }
    self.init(bytes: bytes)
  }
}
