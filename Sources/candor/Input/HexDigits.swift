internal import Bytes
internal import FoundationEssentials

/// Bytes as digests are typed, and as Protobuf's JSON writes them.
enum HexDigits {
  /// Nil unless every character is a hexadecimal digit and their number is even.
  static func bytes(_ text: String) -> [UInt8]? { Hex.bytes(text) }

  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
