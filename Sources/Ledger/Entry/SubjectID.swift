/// What an entry is about, a chart or a drug lot: random, says nothing about the patient.
public struct SubjectID: Hashable, Sendable, CustomStringConvertible {
  let storage: SixteenBytes

  init(_ storage: SixteenBytes) { self.storage = storage }

  /// Nil unless there are exactly 16 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard let storage = SixteenBytes(bytes) else { return nil }
    self.storage = storage
  }

  /// From 32 hexadecimal digits.
  public init?(hex: String) {
    guard let bytes = Hex.bytes(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// 16 random bytes from the system's generator.
  public static func random() -> SubjectID { SubjectID(.random()) }

  /// All zeros: the streams that are about no subject (ledger, staff, policy).
  public static let none = SubjectID(.zero)

  /// 16 bytes, always.
  public var bytes: [UInt8] { storage.bytes }

  /// Lower-case hexadecimal.
  public var description: String { Hex.string(bytes) }
}
