internal import Glibc

/// Random bytes from the kernel, many at a time: nonces for twenty entries cost one call.
enum RandomBytes {
  /// The most that `getentropy` gives at once, getentropy(3).
  private static let mostPerCall = 256

  static func make(count: Int) throws(LedgerError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let isFilled = bytes.withUnsafeMutableBytes { buffer in
      stride(from: 0, to: count, by: mostPerCall).allSatisfy { start in
        let part = UnsafeMutableRawBufferPointer(
          rebasing: buffer[start..<min(start + mostPerCall, count)])
        return getentropy(part.baseAddress, part.count) == 0
      }
    }
    guard isFilled else { throw .noRandomBytes }
    return bytes
  }
}
