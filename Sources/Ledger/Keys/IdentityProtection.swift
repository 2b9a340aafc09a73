/// How the private keys lie in an identity file.
public enum IdentityProtection: Sendable {
  /// Sealed by a passphrase, in UTF-8; whoever asks for it keeps its Unicode form stable.
  case passphrase([UInt8], cost: ScryptCost = .standard)
  /// In the open, for devices and training: only the file's mode protects them.
  case none
}

extension IdentityProtection: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// Which of the two; never the passphrase.
  public var description: String {
    switch self {
    case .passphrase: "protected by a passphrase"
    case .none: "not protected"
    }
  }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
