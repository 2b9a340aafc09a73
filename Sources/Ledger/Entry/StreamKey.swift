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
