extension RawSpan {
  /// Reads a variable-length number and moves `offset` behind it (Protocol Buffers, "Base 128
  /// Varints": seven bits a byte, least significant first, the top bit set on all but the last).
  ///
  /// Nil where the span ends before the number does, and for one of more than ten bytes, which no
  /// 64-bit number has.
  public func varint(at offset: inout Int) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard offset < byteCount else { return nil }
      let byte: UInt8 = number(at: offset)
      offset += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
