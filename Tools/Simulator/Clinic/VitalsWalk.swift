internal import ClinicalRecord
internal import Rehearsal
internal import SwiftProtobuf

/// A patient's vital signs, each wandering within its bounds; pressure and pulse rise under the
/// drug and come down after it.
struct VitalsWalk {
  private var heartRate = Double(72)
  private var saturation = Double(97)
  private var breaths = Double(14)
  private var systolic = Double(122)
  private var dice: SeededDice
  private var last: Int
  private let start: Int
  private let stop: Int

  init(start: Int, stop: Int, dice: SeededDice) {
    self.start = start
    self.stop = stop
    self.dice = dice
    last = start - 600
    heartRate = Double.random(in: 60...84, using: &self.dice)
    systolic = Double.random(in: 108...136, using: &self.dice)
  }

  /// Which channels a set of vital signs has.
  enum Channels { case all, withoutSaturation, saturationOff }

  /// One set at an instant: these are asked for in the order of time.
  mutating func sample(at second: Int, _ channels: Channels = .all) -> VitalsSample {
    let minutes = Double(max(0, second - last)) / 60
    last = second
    Self.wander(&heartRate, by: 1.2, minutes, within: 52...112, &dice)
    Self.wander(&saturation, by: 0.3, minutes, within: 93...100, &dice)
    Self.wander(&breaths, by: 0.4, minutes, within: 9...22, &dice)
    Self.wander(&systolic, by: 1.5, minutes, within: 98...150, &dice)
    let rise = effect(at: second)
    let pressure = (systolic + 24 * rise).rounded()
    return .with {
      $0.heartRateBpm = (heartRate + 10 * rise).rounded()
      $0.respiratoryRateBpm = breaths.rounded()
      $0.systolicMmhg = pressure
      $0.diastolicMmhg = (pressure * 0.64).rounded()
      switch channels {
      case .all: $0.spo2Percent = (saturation - rise).rounded()
      case .withoutSaturation: break
      case .saturationOff: $0.spo2Percent = 0
      }
      $0.rhythm = .sinus
    }
  }

  /// How much of the drug's effect there is: none before, all near the end, less by the minute
  /// after it.
  private func effect(at second: Int) -> Double {
    guard second > start else { return 0 }
    let reached = min(1, Double(min(second, stop) - start) / 2_000)
    guard second > stop else { return reached }
    return reached * max(0, 1 - Double(second - stop) / 2_400)
  }

  private static func wander(
    _ value: inout Double, by step: Double, _ minutes: Double, within range: ClosedRange<Double>,
    _ dice: inout SeededDice
  ) {
    let most = step * (minutes + 0.1).squareRoot()
    value += Double.random(in: -most...most, using: &dice)
    value = min(max(value, range.lowerBound), range.upperBound)
  }
}
