internal import FoundationEssentials

extension Data {
  /// The cryptography library hands out `Data`; everything here owns `[UInt8]`.
  var bytes: [UInt8] { [UInt8](self) }
}
