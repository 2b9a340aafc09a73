internal import ClinicalRecord

/// The gap test of S8 and S13: every channel of the policy over one window.
struct VitalsWatch {
  /// One for each channel of the policy.
  var gaps: [Gap]
  /// True when the gaps hold only with readings taken down by hand after the act was recorded.
  /// A monitor's run is imported afterwards by its nature; that alone makes no evidence late.
  var restsOnLateEvidence = false
  /// Entries with a reading inside the window.
  var evidence: [UInt64]
  private var zeros: [(channel: MonitoredChannel, count: Int)] = []

  /// - Parameter act: what the readings should have been on record before.
  init(_ facts: [Fact<VitalsSampled>], over window: Window, policy: Policy, before act: Mark?) {
    gaps = []
    evidence = []
    let late = Set(facts.filter { Self.isLate($0, for: act) }.map(\.position))
    for channel in MonitoredChannel.allCases {
      guard let limit = policy.vitalsGapMinutes[channel] else { continue }
      var readings: [Reading] = []
      for fact in facts { channel.appendReadings(of: fact, within: window, to: &readings) }
      let gap = Gap(channel: channel, limitMinutes: limit, window: window, readings: readings)
      gaps.append(gap)
      evidence += Set(readings.map(\.position))
      let zeroCount = readings.count(where: \.isZero)
      if zeroCount > 0 { zeros.append((channel, zeroCount)) }
      guard !late.isEmpty, !gap.isTooLong else { continue }
      let timely = readings.filter { !late.contains($0.position) }
      let timelyGap = Gap(channel: channel, limitMinutes: limit, window: window, readings: timely)
      if timelyGap.isTooLong { restsOnLateEvidence = true }
    }
  }

  var tooLong: [Gap] { gaps.filter(\.isTooLong) }
  var measured: String { gaps.map(\.measured).joined(separator: "; ") }

  /// "Longest time without a reading: heart rate 5 min (10:00–10:05), SpO2 …".
  var summary: String {
    var text = "Longest time without a reading: \(gaps.map(\.text).joined(separator: ", "))."
    for zero in zeros {
      text += " The device reported 0 for \(zero.channel.name) \(timesText(zero.count))."
    }
    return text
  }

  /// What is wrong first, then the channels that are in order.
  var complaint: String {
    let inOrder = gaps.filter { !$0.isTooLong }.map(\.text)
    let rest = inOrder.isEmpty ? [] : ["In order: \(inOrder.joined(separator: ", "))."]
    return (tooLong.map(\.complaint) + rest).joined(separator: " ")
  }

  private static func isLate(_ fact: Fact<VitalsSampled>, for act: Mark?) -> Bool {
    guard let act, fact.value.source != .monitor else { return false }
    return fact.recordedMicroseconds > act.recordedMicroseconds
  }
}
