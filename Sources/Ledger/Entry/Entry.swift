public import TransparencyLog

/// One fact at one position: statement, signatures (on the last of an append), stamp.
public struct Entry: Hashable, Sendable {
  /// The most that an entry may have, in bytes, so that it fits a tlog-tiles entry bundle.
  public static let maxByteCount = 65_535

  public let position: UInt64
  /// RFC 6962 §2.1 over ``bytes``.
  public let leafHash: Hash
  public let header: EntryHeader
  /// Of the whole append; nil in all its entries but the last.
  public let signatures: SignatureBlock?
  public let stamp: Stamp
  /// The whole entry, as it is stored.
  public let bytes: [UInt8]

  /// The body as stored: sealed if the header names a data key.
  public var body: [UInt8] { Array(bytes[bodyRange]) }

  /// What the signers signed of this entry: header and body.
  public var statement: [UInt8] { Array(bytes[..<bodyRange.upperBound]) }

  var bodyRange: Range<Int> {
    EntryHeader.byteCount..<EntryHeader.byteCount + Int(header.bodyByteCount)
  }

  /// Reads an entry that lies at `position`, by `Schemas/entry.md`, "What a reader refuses".
  ///
  /// Throws ``LedgerError/refused(position:_:)``; it does not guess.
  public init(parsing bytes: [UInt8], position: UInt64) throws(LedgerError) {
    try self.init(parsing: bytes, position: position, leafHash: .leaf(bytes))
  }

  /// The same when the leaf hash has been computed from these bytes already.
  init(parsing bytes: [UInt8], position: UInt64, leafHash: Hash) throws(LedgerError) {
    do throws(EntryDefect) {
      let layout = try EntryLayout(parsing: bytes.span.bytes, position: position)
      self.position = position
      self.leafHash = leafHash
      header = layout.header
      signatures = layout.signatures
      stamp = layout.stamp
      self.bytes = bytes
    } catch {
      throw .refused(position: position, error)
    }
  }
}

extension Entry: CustomStringConvertible {
  /// Position, stream type and kind; never a body.
  public var description: String {
    "entry \(position) of kind \(header.kind), stream type \(header.stream.type.rawValue)"
  }
}
