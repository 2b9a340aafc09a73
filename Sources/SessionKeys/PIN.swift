/// What unlocks a session for a short while: 4 to 8 digits, for the person who steps back to a
/// terminal.
///
/// It keeps a passer-by out and no more: whoever can read the account's memory can try them all.
public struct PIN: Sendable {
  let digits: [UInt8]

  /// Nil for anything but 4 to 8 digits.
  public init?(_ digits: [UInt8]) {
    guard (4...8).contains(digits.count),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    self.digits = digits
  }
}

extension PIN: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the digits.
  public var description: String { "a PIN" }
  /// Never the digits.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
