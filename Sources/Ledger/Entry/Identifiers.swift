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
