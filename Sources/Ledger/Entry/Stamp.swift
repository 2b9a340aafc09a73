internal import Bytes

/// The 32 bytes that end every entry: written inside the transaction, attested by the tree alone.
public struct Stamp: Hashable, Sendable {
  /// Of the stamp, in bytes.
  public static let byteCount = 32

  /// When the ledger took the entry, by its clock; never less than the entry before.
  public var recordedMicroseconds: Int64
  /// How far recorded was moved past the raw clock, rounded up; saturates.
  public var clockLagMilliseconds: Int32
  /// 0-based and gapless within the stream.
  public var revision: UInt32
  /// The position of the stream's entry before; nil for its first.
  public var previous: UInt64?
  public var position: UInt64

  private static let noPrevious = UInt64.max

  init(
    recordedMicroseconds: Int64, clockLagMilliseconds: Int32, revision: UInt32,
    previous: UInt64?, position: UInt64
  ) {
    self.recordedMicroseconds = recordedMicroseconds
    self.clockLagMilliseconds = clockLagMilliseconds
    self.revision = revision
    self.previous = previous
    self.position = position
  }

  /// The stamp as it is stored, 32 bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
      store(to: UnsafeMutableRawBufferPointer(buffer))
      count = Self.byteCount
    }
  }

  func store(to bytes: UnsafeMutableRawBufferPointer) {
    bytes.storeNumber(recordedMicroseconds, at: 0)
    bytes.storeNumber(clockLagMilliseconds, at: 8)
    bytes.storeNumber(revision, at: 12)
    bytes.storeNumber(previous ?? Self.noPrevious, at: 16)
    bytes.storeNumber(position, at: 24)
  }

  /// Reads the stamp that ends `bytes`; the caller has made sure that there are 32.
  init(ending bytes: RawSpan) {
    let start = bytes.byteCount - Self.byteCount
    recordedMicroseconds = bytes.number(at: start)
    clockLagMilliseconds = bytes.number(at: start + 8)
    revision = bytes.number(at: start + 12)
    let previous: UInt64 = bytes.number(at: start + 16)
    self.previous = previous == Self.noPrevious ? nil : previous
    position = bytes.number(at: start + 24)
  }

  func check(position: UInt64) throws(EntryDefect) {
    guard self.position == position else { throw .position(stamped: self.position) }
    guard clockLagMilliseconds >= 0 else { throw .clockLag(clockLagMilliseconds) }
    // A first entry has no previous one, and a later one has one that lies before it.
    guard previous.map({ $0 < position && revision > 0 }) ?? (revision == 0) else {
      throw .link(previous: previous, revision: revision)
    }
  }
}
