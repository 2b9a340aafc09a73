internal import SwiftProtobuf

/// The vital signs of one visit as they stand, in ledger order: every entry with its readings, side
/// by side in memory and without their messages.
///
/// A monitor writes thousands of them, and the rules look through all of them again and again. All
/// that was measured is kept; of how a statement was written, only what tells two of them apart.
public struct VitalsLog: Hashable, Sendable {
  /// An entry: a sample, or a packed run of a monitor's. Of an amended one what stands, at the
  /// place of the original.
  public struct Entry: Hashable, Sendable {
    public var position: UInt64
    /// Of a run, of its first row.
    public var occurred: ClinicalTime
    /// The ledger's clock, microseconds since 1970-01-01T00:00:00Z.
    public var recordedMicroseconds: Int64
    /// Of the original, where it was amended.
    public var firstRecordedMicroseconds: Int64
    public var actor: UInt32
    public var source: VitalsSampled.Source
    public var isRun: Bool
    /// The same for statements that say the same.
    public var digest: UInt64
    /// Where its readings lie among all of the visit.
    public var readings: Range<Int>

    public init(
      position: UInt64, occurred: ClinicalTime, recordedMicroseconds: Int64,
      firstRecordedMicroseconds: Int64, actor: UInt32, source: VitalsSampled.Source, isRun: Bool,
      digest: UInt64, readings: Range<Int>
    ) {
      self.position = position
      self.occurred = occurred
      self.recordedMicroseconds = recordedMicroseconds
      self.firstRecordedMicroseconds = firstRecordedMicroseconds
      self.actor = actor
      self.source = source
      self.isRun = isRun
      self.digest = digest
      self.readings = readings
    }
  }

  /// One set of vital signs: a sample, or a row of a run.
  public struct Reading: Hashable, Sendable {
    /// After the entry's time; 0 of a sample.
    public var offsetSeconds: UInt32
    /// Which channels were measured; their values stand in the order of the channels.
    public fileprivate(set) var measured: Channels
    /// Where the device reported 0.
    public fileprivate(set) var zeros: Channels = []
    /// Where the value is possible but strange.
    public fileprivate(set) var suspects: Channels = []
    public var rhythm: HeartRhythm
    /// Nil: nobody has scored it.
    public var sedationRass: Int32?
    /// By MOAA/S, 0 to 5; nil: nobody has scored it so.
    public var sedationMoaas: UInt32?
    fileprivate var firstValue = 0

    public init(
      offsetSeconds: UInt32, measured: Channels, rhythm: HeartRhythm = .unspecified,
      sedationRass: Int32? = nil, sedationMoaas: UInt32? = nil
    ) {
      self.offsetSeconds = offsetSeconds
      self.measured = measured
      self.rhythm = rhythm
      self.sedationRass = sedationRass
      self.sedationMoaas = sedationMoaas
    }
  }

  /// A set of channels, a bit each in the schema's order.
  public struct Channels: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Of one alone.
    public init(_ channel: VitalsChannel) { self.init(rawValue: 1 << channel.column) }

    public var count: Int { rawValue.nonzeroBitCount }
  }

  public private(set) var entries: [Entry] = []
  public private(set) var readings: [Reading] = []
  /// Of all readings, one after the other, in the channels' units.
  public private(set) var values: [Double] = []

  /// Of a visit in which nothing was measured yet.
  public init() {}

  public var isEmpty: Bool { entries.isEmpty }

  /// As it was taken apart; nil where the parts do not fit together.
  public init?(entries: [Entry], readings: [Reading], values: [Double]) {
    var nextReading = 0
    var newest: UInt64?
    for entry in entries {
      guard entry.readings.lowerBound == nextReading, newest.map({ $0 < entry.position }) ?? true
      else { return nil }
      nextReading = entry.readings.upperBound
      newest = entry.position
    }
    let count = readings.reduce(0) { $0 + $1.measured.count }
    guard nextReading == readings.count, count == values.count else { return nil }
    self.entries = entries
    self.readings = readings
    self.values = values
    var nextValue = 0
    for index in readings.indices {
      self.readings[index].firstValue = nextValue
      nextValue += readings[index].measured.count
      mark(index)
    }
  }

  /// Takes one more entry as it stands, in ledger order.
  public mutating func append(_ fact: Fact<VitalsSampled>) {
    let first = readings.count
    var isRun = false
    switch fact.value.content {
    case .sample(let sample): append(sample, offsetSeconds: 0)
    case .run(let run):
      isRun = true
      for (offset, sample) in run.samples() { append(sample, offsetSeconds: offset) }
    case nil: break
    }
    entries.append(
      Entry(
        position: fact.position, occurred: fact.occurred,
        recordedMicroseconds: fact.recordedMicroseconds,
        firstRecordedMicroseconds: fact.firstRecordedMicroseconds, actor: fact.actor,
        source: fact.value.source, isRun: isRun, digest: Self.digest(of: fact.value),
        readings: first..<readings.count))
  }

  private mutating func append(_ sample: VitalsSample, offsetSeconds: UInt32) {
    var reading = Reading(
      offsetSeconds: offsetSeconds, measured: [], rhythm: sample.rhythm,
      sedationRass: sample.hasSedationRass ? sample.sedationRass : nil,
      sedationMoaas: sample.hasSedationMoaas ? sample.sedationMoaas : nil)
    reading.firstValue = values.count
    for channel in VitalsChannel.allCases {
      guard let value = sample[channel] else { continue }
      reading.measured.insert(Channels(channel))
      values.append(value)
    }
    readings.append(reading)
    mark(readings.count - 1)
  }

  /// Works out once what is no evidence.
  private mutating func mark(_ index: Int) {
    var reading = readings[index]
    for channel in VitalsChannel.allCases {
      guard let value = value(of: channel, in: reading) else { continue }
      if value == 0 && channel.zeroMeansNoSignal { reading.zeros.insert(Channels(channel)) }
      let other = channel.counterpart.flatMap { self.value(of: $0, in: reading) }
      if channel.isSuspect(value, beside: other) { reading.suspects.insert(Channels(channel)) }
    }
    readings[index] = reading
  }
}

extension VitalsLog {
  /// What one reading measured on a channel; nil: nothing.
  public func value(of channel: VitalsChannel, in reading: Reading) -> Double? {
    let bit = Channels(channel).rawValue
    guard reading.measured.rawValue & bit != 0 else { return nil }
    return values[reading.firstValue + (reading.measured.rawValue & (bit - 1)).nonzeroBitCount]
  }

  /// One reading as the message that it was.
  public func sample(of reading: Reading) -> VitalsSample {
    var sample = VitalsSample()
    for channel in VitalsChannel.allCases {
      if let value = value(of: channel, in: reading) { sample.set(channel, to: value) }
    }
    sample.rhythm = reading.rhythm
    if let score = reading.sedationRass { sample.sedationRass = score }
    if let score = reading.sedationMoaas { sample.sedationMoaas = score }
    return sample
  }

  /// The same with every time as a clock shows it.
  public func on(_ clock: ClinicClock) -> VitalsLog {
    guard clock.zone != nil else { return self }
    var shown = self
    for index in entries.indices {
      shown.entries[index].occurred = clock.local(entries[index].occurred)
    }
    return shown
  }

  /// Whether an entry stands at a position.
  public func holds(_ position: UInt64) -> Bool {
    var range = entries.startIndex..<entries.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if entries[middle].position == position { return true }
      range =
        entries[middle].position < position
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return false
  }

  /// The newest entry that says exactly the same, nearer in time than `microseconds`.
  ///
  /// - Parameter depth: how many of the newest entries are looked at.
  public func repeated(
    _ sampled: VitalsSampled, at occurred: ClinicalTime, within microseconds: UInt64,
    depth: Int = .max
  ) -> Entry? {
    let digest = Self.digest(of: sampled)
    return entries.reversed().prefix(depth).first { entry in
      entry.digest == digest
        && (entry.occurred.unixMicroseconds &- occurred.unixMicroseconds).magnitude < microseconds
    }
  }

  /// FNV-1a of 64 bits over the statement's bytes: it is asked of a slip and of nothing that
  /// somebody would gain by.
  private static func digest(of sampled: VitalsSampled) -> UInt64 {
    let bytes: [UInt8] = (try? sampled.serializedBytes()) ?? []
    return bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension VitalsLog.Entry {
  /// When one of its readings was taken; the precision is that of the entry.
  public func time(of reading: VitalsLog.Reading) -> ClinicalTime {
    var time = occurred
    time.unixMicroseconds &+= Int64(reading.offsetSeconds) * ClinicalTime.microsecondsPerSecond
    return time
  }
}

extension VitalsChannel {
  /// The schema's order.
  fileprivate var column: UInt8 {
    switch self {
    case .heartRate: 0
    case .pulse: 1
    case .respiratoryRate: 2
    case .spo2: 3
    case .systolic: 4
    case .diastolic: 5
    case .mean: 6
    case .temperature: 7
    }
  }
}
