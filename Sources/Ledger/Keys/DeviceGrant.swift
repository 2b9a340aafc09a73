/// A data key that a device holds a wrap of.
public struct DeviceGrant: Hashable, Sendable {
  public let actor: UInt32
  /// X25519, 32 bytes: whom the wrap was made for.
  public let receivingPublicKey: [UInt8]
  public let subject: SubjectID
  /// Of the data key.
  public let number: UInt32
}
