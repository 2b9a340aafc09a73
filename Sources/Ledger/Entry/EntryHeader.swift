/// The 88 bytes that begin every entry: what is said in the clear for ever (`Schemas/entry.md`).
///
/// Format and suite are always 1, so they are not kept. The struct holds everything inline.
public struct EntryHeader: Hashable, Sendable {
  /// Of the header, in bytes.
  public static let byteCount = 88

  /// Bit 0 of the flags: the ledger is one for training.
  public var isTraining: Bool
  public var stream: StreamKey
  /// The body's `oneof` field number.
  public var kind: UInt16
  /// Who says so: the first signer.
  public var actor: UInt32
  public var appendID: AppendID
  /// 0-based, in the append.
  public var index: UInt16
  /// Of the append's last entry, which carries the signatures.
  public var lastIndex: UInt16
  /// 0: the body is not sealed.
  public var dataKeyNumber: UInt32
  /// Of the body as stored, in bytes.
  public var bodyByteCount: UInt32
  public var occurred: Occurred
  var nonceBytes: Nonce

  /// The seal's 12 bytes; all 0 when the body is not sealed.
  public var nonce: [UInt8] { nonceBytes.bytes }
  /// Whether a data key is needed to read the body.
  public var isSealed: Bool { dataKeyNumber != 0 }
  /// Whether this is the entry that carries the append's signatures.
  public var endsAppend: Bool { index == lastIndex }
}
