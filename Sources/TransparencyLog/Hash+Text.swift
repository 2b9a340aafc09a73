extension Hash: CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public var hex: String { withUnsafeBytes { Hexadecimal.encode($0) } }

  /// The hash written as 64 hexadecimal digits of either case, or nil if `hex` is anything else.
  public init?(hex: String) {
    guard let bytes = Hexadecimal.decode(hex.utf8) else { return nil }
    self.init(bytes: bytes)
  }

  /// 44 characters of standard base64 (RFC 4648 §4), as in a checkpoint's third line.
  public var base64: String { Base64.encode(bytes) }

  /// The hash written as canonical standard base64, or nil if `base64` is anything else.
  public init?(base64: String) {
    guard let bytes = Base64.decode(base64.utf8) else { return nil }
    self.init(bytes: bytes)
  }

  public var description: String { hex }
}
