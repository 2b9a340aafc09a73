/// One entry, whole: its header, stamp and signatures, and its body when the asker may open it.
public struct EntryDetail: Sendable {
  /// One signature of the append, and whether it holds.
  public struct SignatureLine: Sendable {
    public var actor: UInt32
    public var handle: String?
    /// "recorded", "second signer", "co-signed", "reviewed".
    public var meaning: String
    public var enrolmentPosition: UInt64
    public var signedMicroseconds: Int64
    /// Verified against the key that was in force.
    public var isValid: Bool
  }

  public var row: HistoryRow
  /// Nil when it is sealed and the asker holds no key; then `sealedFor` says who may.
  public var sentence: String?
  /// The event as JSON with the schema's names; nil as above.
  public var json: String?
  public var sealedFor: String?
  /// Lower-case hexadecimal.
  public var leafHash: String
  public var indexInAppend: UInt16
  public var lastIndexInAppend: UInt16
  public var streamRevision: UInt32
  /// Nil for the first of its stream.
  public var previousPosition: UInt64?
  public var dataKeyNumber: UInt32
  public var entryBytes: Int
  /// Those of the whole append.
  public var signatures: [SignatureLine]
  public var anchorSize: UInt64
}
