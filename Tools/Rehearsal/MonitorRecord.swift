public import ClinicalRecord

/// What a bedside monitor might have written: values that wander, a cuff now and then, a sensor
/// that falls off (zeros), a channel that goes blank, minutes without any row.
public struct MonitorRecord: Sendable {
  /// Seconds after the start, and the text of each of the seven columns.
  public private(set) var rows: [(second: Int, fields: [String])] = []
  public let start: ClinicalTime

  /// - Parameters:
  ///   - start: to the second.
  ///   - step: seconds from row to row.
  public init(start: ClinicalTime, count: Int, step: Int, dice: inout SeededDice) {
    self.start = start
    var bedside = Bedside()
    var second = 0
    while rows.count < count {
      rows.append((second, bedside.row(second: second, step: step, dice: &dice)))
      second += step
      if dice.happens(onceIn: 400) { second += step * Int.random(in: 2...12, using: &dice) }
    }
  }

  /// Of the last row, in seconds after the start.
  public var lengthSeconds: Int { rows.last?.second ?? 0 }

  /// The file as `candor import vitals` takes it.
  public var csv: String {
    var text = "time," + VitalsChannel.ofRun.map(\.fieldName).joined(separator: ",") + "\n"
    for row in rows {
      text += start.adding(seconds: row.second).iso8601 + ","
      text += row.fields.joined(separator: ",") + "\n"
    }
    return text
  }
}

extension ClinicalTime {
  /// The same clock, so many seconds later.
  public func adding(seconds: Int) -> ClinicalTime {
    var time = self
    time.unixMicroseconds += Int64(seconds) * 1_000_000
    return time
  }

  /// The same clock, so many minutes later.
  public func adding(minutes: Int) -> ClinicalTime { adding(seconds: minutes * 60) }
}

/// The state of patient and sensors from row to row.
private struct Bedside {
  private var heartRate = 72.0
  private var breaths = 14.0
  private var saturation = 97.0
  private var systolic = 122.0
  private var sensorOffUntil = -1
  private var leadsBlankUntil = -1
  private var nextCuff = 0

  mutating func row(second: Int, step: Int, dice: inout SeededDice) -> [String] {
    wander(&heartRate, by: 1.5, within: 48...128, &dice)
    wander(&breaths, by: 0.4, within: 7...26, &dice)
    wander(&saturation, by: 0.5, within: 89...100, &dice)
    wander(&systolic, by: 1, within: 88...184, &dice)
    if dice.happens(onceIn: 600) {
      sensorOffUntil = second + Int.random(in: 30...1_500, using: &dice)
    }
    if dice.happens(onceIn: 500) {
      leadsBlankUntil = second + Int.random(in: 20...240, using: &dice)
    }
    let isOff = second < sensorOffUntil
    let isBlank = second < leadsBlankUntil
    let pulse = isOff ? "0" : Self.tenths(heartRate + Double.random(in: -1...1, using: &dice))
    return [
      isBlank ? "" : Self.whole(heartRate), pulse, Self.tenths(breaths),
      isOff ? "0" : Self.whole(saturation),
    ] + cuff(second: second)
  }

  /// Systolic, diastolic and mean every five minutes.
  private mutating func cuff(second: Int) -> [String] {
    guard second >= nextCuff else { return ["", "", ""] }
    nextCuff = second + 300
    let diastolic = systolic * 0.64
    return [systolic, diastolic, diastolic + (systolic - diastolic) / 3].map(Self.whole)
  }

  private func wander(
    _ value: inout Double, by step: Double, within range: ClosedRange<Double>,
    _ dice: inout SeededDice
  ) {
    value += Double.random(in: -step...step, using: &dice)
    value = min(max(value, range.lowerBound), range.upperBound)
  }

  private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }
  private static func tenths(_ value: Double) -> String {
    let scaled = Int((value * 10).rounded())
    return "\(scaled / 10).\(scaled % 10)"
  }
}
