/// One entry as it is asked for, before it is sealed, signed and given a position.
public struct Proposal: Sendable {
  public var stream: StreamKey
  /// The body's `oneof` field number; never 0 or 65535.
  public var kind: UInt16
  public var occurred: Occurred
  /// The Protobuf message, in the clear.
  public var body: [UInt8]
  /// The key that seals the body, of the stream's subject; nil leaves the body in the clear.
  public var dataKey: DataKey?

  public init(
    stream: StreamKey, kind: UInt16, occurred: Occurred, body: [UInt8], dataKey: DataKey? = nil
  ) {
    self.stream = stream
    self.kind = kind
    self.occurred = occurred
    self.body = body
    self.dataKey = dataKey
  }
}
