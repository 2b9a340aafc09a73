internal import Bytes

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

extension EntryHeader {
  private enum Offset {
    static let format = 0
    static let suite = 1
    static let flags = 2
    static let streamType = 4
    static let kind = 6
    static let subject = 8
    static let number = 24
    static let actor = 28
    static let appendID = 32
    static let index = 48
    static let lastIndex = 50
    static let dataKeyNumber = 52
    static let bodyByteCount = 56
    static let utcOffset = 60
    static let precision = 62
    static let reserved = 63
    static let occurred = 64
    static let nonce = 72
    static let padding = 84
  }

  private static let trainingFlag: UInt16 = 1

  /// The header as it is stored, 88 bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
      store(to: UnsafeMutableRawBufferPointer(buffer))
      count = Self.byteCount
    }
  }

  /// Writes all 88 bytes; the caller has made sure that there is room for them.
  func store(to bytes: UnsafeMutableRawBufferPointer) {
    bytes[Offset.format] = 1
    bytes[Offset.suite] = 1
    bytes.storeNumber(isTraining ? Self.trainingFlag : 0, at: Offset.flags)
    bytes.storeNumber(stream.type.rawValue, at: Offset.streamType)
    bytes.storeNumber(kind, at: Offset.kind)
    stream.subject.fixedBytes.store(to: bytes, at: Offset.subject)
    bytes.storeNumber(stream.number, at: Offset.number)
    bytes.storeNumber(actor, at: Offset.actor)
    appendID.fixedBytes.store(to: bytes, at: Offset.appendID)
    bytes.storeNumber(index, at: Offset.index)
    bytes.storeNumber(lastIndex, at: Offset.lastIndex)
    bytes.storeNumber(dataKeyNumber, at: Offset.dataKeyNumber)
    bytes.storeNumber(bodyByteCount, at: Offset.bodyByteCount)
    bytes.storeNumber(occurred.utcOffsetMinutes, at: Offset.utcOffset)
    bytes[Offset.precision] = occurred.precision.rawValue
    bytes[Offset.reserved] = 0
    bytes.storeNumber(occurred.unixMicroseconds, at: Offset.occurred)
    nonceBytes.store(to: bytes, at: Offset.nonce)
    bytes.storeNumber(UInt32(0), at: Offset.padding)
  }

  /// Reads the header that begins `bytes`, refusing whatever `Schemas/entry.md` refuses.
  init(parsing bytes: RawSpan) throws(EntryDefect) {
    guard bytes.byteCount >= Self.byteCount else {
      throw .length(expected: Self.byteCount, found: bytes.byteCount)
    }
    try Self.checkFrame(bytes)
    stream = StreamKey(
      type: StreamType(rawValue: bytes.number(at: Offset.streamType)),
      subject: SubjectID(FixedBytes<16>(reading: bytes, at: Offset.subject)),
      number: bytes.number(at: Offset.number))
    kind = bytes.number(at: Offset.kind)
    isTraining = bytes.number(at: Offset.flags) == Self.trainingFlag
    actor = bytes.number(at: Offset.actor)
    appendID = AppendID(FixedBytes<16>(reading: bytes, at: Offset.appendID))
    index = bytes.number(at: Offset.index)
    lastIndex = bytes.number(at: Offset.lastIndex)
    dataKeyNumber = bytes.number(at: Offset.dataKeyNumber)
    bodyByteCount = bytes.number(at: Offset.bodyByteCount)
    let precision: UInt8 = bytes.number(at: Offset.precision)
    guard let precision = Precision(rawValue: precision) else { throw .precision(precision) }
    occurred = Occurred(
      unixMicroseconds: bytes.number(at: Offset.occurred),
      utcOffsetMinutes: bytes.number(at: Offset.utcOffset), precision: precision)
    nonceBytes = Nonce(reading: bytes, at: Offset.nonce)
    try checkFields()
  }

  /// What must be right before any other field means anything.
  private static func checkFrame(_ bytes: RawSpan) throws(EntryDefect) {
    let format: UInt8 = bytes.number(at: Offset.format)
    guard format == 1 else { throw .format(format) }
    let suite: UInt8 = bytes.number(at: Offset.suite)
    guard suite == 1 else { throw .suite(suite) }
    let flags: UInt16 = bytes.number(at: Offset.flags)
    guard flags & ~trainingFlag == 0 else { throw .flags(flags) }
    guard bytes.number(at: Offset.reserved) == UInt8(0) else {
      throw .notZero(offset: Offset.reserved)
    }
    guard bytes.number(at: Offset.padding) == UInt32(0) else {
      throw .notZero(offset: Offset.padding)
    }
  }

  /// Whoever reads an entry may count back from it to where its append begins.
  func checkBeginning(position: UInt64) throws(EntryDefect) {
    guard UInt64(index) <= position else { throw .beginning(index: index) }
  }

  /// The rules of single fields that hold for writers and readers alike.
  func checkFields() throws(EntryDefect) {
    guard stream.type.isAssignable else { throw .streamType(stream.type.rawValue) }
    guard kind != 0, kind != .max else { throw .kind(kind) }
    guard !appendID.fixedBytes.isZero else { throw .appendIDZero }
    guard index <= lastIndex else { throw .index(index, lastIndex: lastIndex) }
    guard Occurred.utcOffsets.contains(occurred.utcOffsetMinutes) else {
      throw .utcOffset(occurred.utcOffsetMinutes)
    }
    guard isSealed else {
      guard nonceBytes.isZero else { throw .nonceWithoutSeal }
      return
    }
    guard Padding.isSealedLength(Int(bodyByteCount)) else {
      throw .sealedLength(Int(bodyByteCount))
    }
  }
}

/// When something happened, as whoever recorded it states: never the time of recording.
public struct Occurred: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var unixMicroseconds: Int64
  /// Minutes east of UTC of the local clock that the time was read from, −1,080 … 1,080.
  public var utcOffsetMinutes: Int16
  public var precision: Precision

  public init(unixMicroseconds: Int64, utcOffsetMinutes: Int16, precision: Precision) {
    self.unixMicroseconds = unixMicroseconds
    self.utcOffsetMinutes = utcOffsetMinutes
    self.precision = precision
  }

  /// The offsets that a header may hold, in minutes.
  static let utcOffsets: ClosedRange<Int16> = -1_080...1_080
}

/// How exactly a stated time is known (`Schemas/entry.md`, header offset 62).
public enum Precision: UInt8, Sendable, Hashable, CaseIterable {
  case day = 1
  case minute = 2
  case second = 3
  case millisecond = 4
  case microsecond = 5
}

/// Which family of streams an entry belongs to (`Schemas/entry.md`, stream types).
///
/// Open, not an enum: a newer Candor may write types that this one has not heard of.
public struct StreamType: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let ledger = StreamType(rawValue: 1)
  public static let chart = StreamType(rawValue: 2)
  public static let visit = StreamType(rawValue: 3)
  public static let access = StreamType(rawValue: 4)
  public static let staff = StreamType(rawValue: 5)
  public static let policy = StreamType(rawValue: 6)
  public static let drugLot = StreamType(rawValue: 7)
  public static let operations = StreamType(rawValue: 8)
  public static let maintenance = StreamType(rawValue: 9)
  public static let document = StreamType(rawValue: 10)

  /// 0 and 65535 are reserved for ever.
  var isAssignable: Bool { rawValue != 0 && rawValue != .max }
}

/// One stream: the entries about one thing, linked by revision and previous position.
public struct StreamKey: Hashable, Sendable {
  public var type: StreamType
  public var subject: SubjectID
  /// Which of the subject's streams of this type: the visit, the actor, the data key.
  public var number: UInt32

  public init(type: StreamType, subject: SubjectID, number: UInt32) {
    self.type = type
    self.subject = subject
    self.number = number
  }
}
