public import Bytes

/// An identifier of sixteen bytes, written for people as 32 lower-case hexadecimal digits.
public protocol SixteenByteID: Hashable, Sendable, CustomStringConvertible {
  /// The bytes themselves, held inline.
  var fixedBytes: FixedBytes<16> { get }

  /// Every sixteen bytes are an identifier.
  init(_ fixedBytes: FixedBytes<16>)

  /// Whether digits that people type may be all 0.
  static var isZeroAName: Bool { get }
}

extension SixteenByteID {
  /// Nil unless there are exactly 16 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard let fixedBytes = FixedBytes<16>(bytes) else { return nil }
    self.init(fixedBytes)
  }

  /// From 32 hexadecimal digits.
  public init?(hex: String) {
    guard let bytes = Hex.bytes(hex), let fixedBytes = FixedBytes<16>(bytes),
      Self.isZeroAName || !fixedBytes.isZero
    else { return nil }
    self.init(fixedBytes)
  }

  /// 16 random bytes from the system's generator.
  public static func random() -> Self { Self(FixedBytes<16>.random()) }

  /// 16 bytes, always.
  public var bytes: [UInt8] { fixedBytes.bytes }

  /// Lower-case hexadecimal.
  public var description: String { Hex.string(bytes) }
}

/// What an entry is about, a chart or a drug lot: random, says nothing about the patient.
public struct SubjectID: SixteenByteID {
  public let fixedBytes: FixedBytes<16>

  public init(_ fixedBytes: FixedBytes<16>) { self.fixedBytes = fixedBytes }

  /// All zeros: the streams that are about no subject (ledger, staff, policy).
  public static let none = SubjectID(.zero)

  public static var isZeroAName: Bool { true }
}

/// The name of one append, chosen by whoever makes it: the same one twice appends once, so that a
/// request whose answer was lost can be repeated.
///
/// All zeros are no append's name and refused at append.
public struct AppendID: SixteenByteID {
  public let fixedBytes: FixedBytes<16>

  public init(_ fixedBytes: FixedBytes<16>) { self.fixedBytes = fixedBytes }

  public static var isZeroAName: Bool { false }
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
  public static func random() -> LedgerID { LedgerID(unchecked: FixedBytes<32>.random().bytes) }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Lower-case hexadecimal.
  public var description: String { Hex.string(bytes) }
}

/// The 12 bytes of a seal's nonce.
typealias Nonce = FixedBytes<12>
