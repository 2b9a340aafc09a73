/// The name of one append, chosen by whoever makes it: the same one twice appends once (DESIGN §3).
public struct AppendID: Hashable, Sendable, CustomStringConvertible {
  let storage: SixteenBytes

  init(_ storage: SixteenBytes) { self.storage = storage }

  /// Nil unless there are exactly 16 bytes. All zeros are no append's name and refused at append.
  public init?(bytes: some Collection<UInt8>) {
    guard let storage = SixteenBytes(bytes) else { return nil }
    self.storage = storage
  }

  /// From 32 hexadecimal digits that are not all 0.
  public init?(hex: String) {
    guard let bytes = Hex.bytes(hex), bytes.contains(where: { $0 != 0 }) else { return nil }
    self.init(bytes: bytes)
  }

  /// 16 random bytes from the system's generator.
  public static func random() -> AppendID { AppendID(.random()) }

  /// 16 bytes, always.
  public var bytes: [UInt8] { storage.bytes }

  /// Lower-case hexadecimal.
  public var description: String { Hex.string(bytes) }
}
