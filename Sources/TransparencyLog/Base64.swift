internal import FoundationEssentials

/// Standard base64 with padding (RFC 4648 §4), canonical only.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
  }

  /// The bytes that `text` encodes, or nil unless `text` is the one canonical way to write them.
  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    let text = Array(text)
    guard let bytes = Data(base64Encoded: Data(text)) else { return nil }
    // A decoder may overlook stray bits after the last byte; two spellings of one signature would
    // make two notes of one, so only the spelling that an encoder produces is taken.
    guard bytes.base64EncodedString().utf8.elementsEqual(text) else { return nil }
    return Array(bytes)
  }
}
