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
    stream.subject.storage.store(to: bytes, at: Offset.subject)
    bytes.storeNumber(stream.number, at: Offset.number)
    bytes.storeNumber(actor, at: Offset.actor)
    appendID.storage.store(to: bytes, at: Offset.appendID)
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
      subject: SubjectID(SixteenBytes(reading: bytes, at: Offset.subject)),
      number: bytes.number(at: Offset.number))
    kind = bytes.number(at: Offset.kind)
    isTraining = bytes.number(at: Offset.flags) == Self.trainingFlag
    actor = bytes.number(at: Offset.actor)
    appendID = AppendID(SixteenBytes(reading: bytes, at: Offset.appendID))
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

  /// The rules of single fields that hold for writers and readers alike.
  func checkFields() throws(EntryDefect) {
    guard stream.type.isAssignable else { throw .streamType(stream.type.rawValue) }
    guard kind != 0, kind != .max else { throw .kind(kind) }
    guard !appendID.storage.isZero else { throw .appendIDZero }
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
