/// What an entry is about, a chart or a drug lot: random, says nothing about the patient.
public struct SubjectID: Hashable, Sendable, CustomStringConvertible {
  /// 16 bytes, always.
  public let bytes: [UInt8]

  /// Nil unless there are exactly 16 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    self.bytes = [UInt8](bytes)
  }

  /// 16 random bytes from the system's generator.
  public static func random() -> SubjectID {
    var generator = SystemRandomNumberGenerator()
    return SubjectID(unchecked: (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Lower-case hexadecimal.
  public var description: String { Hex.string(bytes) }

  /// All zeros: the streams that are about no subject (ledger, staff, policy).
  public static let none = SubjectID(unchecked: [UInt8](repeating: 0, count: 16))

  /// From 32 hexadecimal digits.
  public init?(hex: String) {
    guard let bytes = Hex.bytes(hex) else { return nil }
    self.init(bytes: bytes)
  }
}
