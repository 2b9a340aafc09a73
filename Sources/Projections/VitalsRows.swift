public import ClinicalRecord

// How vital signs are written into a row: of thousands of readings, a byte or two each number.

extension VitalsLog: RowCodable {
  /// As ``write(to:)`` has written it.
  public init(from row: inout RowReader) throws(RowDefect) {
    var entries: [Entry] = []
    var readings: [Reading] = []
    var values: [Double] = []
    let count: UInt32 = try row.small()
    var before = Before()
    for _ in 0..<count {
      let entry = try Entry(from: &row, &before, firstReading: readings.count)
      for _ in entry.readings {
        let reading = try Reading(from: &row, isRow: entry.isRun)
        readings.append(reading)
        for _ in 0..<reading.measured.count { values.append(try row.decimal()) }
      }
      entries.append(entry)
    }
    guard let log = VitalsLog(entries: entries, readings: readings, values: values) else {
      throw RowDefect()
    }
    self = log
  }

  /// Field by field, each time after the one before.
  public func write(to row: inout RowWriter) {
    row.put(UInt64(entries.count))
    var before = Before()
    for entry in entries {
      entry.write(to: &row, &before)
      for index in entry.readings {
        readings[index].write(to: &row, isRow: entry.isRun)
        for channel in VitalsChannel.allCases {
          if let value = value(of: channel, in: readings[index]) { row.put(decimal: value) }
        }
      }
    }
  }

  /// What the next entry is written as the difference to.
  fileprivate struct Before {
    var position: UInt64 = 0
    var occurred: Int64 = 0
    var recorded: Int64 = 0
  }
}

extension VitalsLog.Entry {
  fileprivate init(
    from row: inout RowReader, _ before: inout VitalsLog.Before, firstReading: Int
  ) throws(RowDefect) {
    let position = before.position &+ (try row.number())
    let unixMicroseconds = before.occurred &+ (try row.signed())
    let offset: Int16 = try row.small()
    let precision = try TimePrecision(from: &row)
    let recorded = before.recorded &+ (try row.signed())
    let first = recorded &+ (try row.signed())
    let actor: UInt32 = try row.small()
    guard let source = VitalsSampled.Source(rawValue: try row.small()) else { throw RowDefect() }
    let isRun = try row.flag()
    let digest = try row.number()
    let count: UInt32 = try row.small()
    self.init(
      position: position,
      occurred: ClinicalTime(
        unixMicroseconds: unixMicroseconds, utcOffsetMinutes: offset, precision: precision),
      recordedMicroseconds: recorded, firstRecordedMicroseconds: first, actor: actor,
      source: source, isRun: isRun, digest: digest,
      readings: firstReading..<firstReading + Int(count))
    before = VitalsLog.Before(
      position: position, occurred: unixMicroseconds, recorded: recorded)
  }

  fileprivate func write(to row: inout RowWriter, _ before: inout VitalsLog.Before) {
    row.put(position &- before.position)
    row.put(occurred.unixMicroseconds &- before.occurred)
    row.put(Int64(occurred.utcOffsetMinutes))
    occurred.precision.write(to: &row)
    row.put(recordedMicroseconds &- before.recorded)
    row.put(firstRecordedMicroseconds &- recordedMicroseconds)
    row.put(UInt64(actor))
    row.put(Int64(source.rawValue))
    row.put(isRun)
    row.put(digest)
    row.put(UInt64(readings.count))
    before = VitalsLog.Before(
      position: position, occurred: occurred.unixMicroseconds, recorded: recordedMicroseconds)
  }
}

extension VitalsLog.Reading {
  /// - Parameter isRow: of a run, with a time of its own.
  fileprivate init(from row: inout RowReader, isRow: Bool) throws(RowDefect) {
    let offset: UInt32 = isRow ? try row.small() : 0
    let measured = VitalsLog.Channels(rawValue: try row.small())
    guard let rhythm = HeartRhythm(rawValue: try row.small()) else { throw RowDefect() }
    let rass: Int32? = try row.flag() ? try row.small() : nil
    let moaas: UInt32? = try row.flag() ? try row.small() : nil
    self.init(
      offsetSeconds: offset, measured: measured, rhythm: rhythm, sedationRass: rass,
      sedationMoaas: moaas)
  }

  fileprivate func write(to row: inout RowWriter, isRow: Bool) {
    if isRow { row.put(UInt64(offsetSeconds)) }
    row.put(UInt64(measured.rawValue))
    row.put(Int64(rhythm.rawValue))
    row.put(sedationRass != nil)
    if let sedationRass { row.put(Int64(sedationRass)) }
    row.put(sedationMoaas != nil)
    if let sedationMoaas { row.put(UInt64(sedationMoaas)) }
  }
}

extension RowWriter {
  /// A measurement as the decimal that it was written as; one that is none, as its bits.
  ///
  /// The lowest three bits are how many decimals it has, or 7 for bits.
  fileprivate mutating func put(decimal value: Double) {
    for (places, power) in RowReader.powersOfTen.enumerated() {
      let scaled = (value * power).rounded()
      guard scaled.magnitude < 1e15 else { break }
      let whole = Int64(scaled)
      // A 0 below 0 is another number.
      guard (Double(whole) / power).bitPattern == value.bitPattern else { continue }
      put(whole << 3 | Int64(places))
      return
    }
    put(Int64(RowReader.isBits))
    put(value.bitPattern)
  }
}

extension RowReader {
  fileprivate static let powersOfTen: [Double] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6]
  fileprivate static let isBits = 7

  fileprivate mutating func decimal() throws(RowDefect) -> Double {
    let number = try signed()
    let places = Int(number & 7)
    guard places != Self.isBits else { return Double(bitPattern: try self.number()) }
    return Double(number >> 3) / Self.powersOfTen[places]
  }
}
