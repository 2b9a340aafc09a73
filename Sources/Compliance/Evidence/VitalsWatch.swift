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
  /// What readings say that are none, channel by channel.
  private var remarks: [String] = []

  /// - Parameter act: what the readings should have been on record before.
  init(
    _ vitals: VitalsLog, over window: ObservationWindow, policy: Policy, before act: EntryReference?
  ) {
    gaps = []
    evidence = []
    let late = Set(vitals.entries.filter { Self.isLate($0, for: act) }.map(\.position))
    for channel in MonitoredChannel.allCases {
      guard let limit = policy.vitalsGapMinutes[channel] else { continue }
      let readings = channel.observations(of: vitals, within: window)
      let gap = Gap(channel: channel, limitMinutes: limit, window: window, readings: readings)
      gaps.append(gap)
      evidence += readings.map(\.position)
      remarks += Self.remarks(on: readings, of: channel)
      guard !late.isEmpty, !gap.isTooLong, !gap.isUnread else { continue }
      let timely = readings.filter { !late.contains($0.position) }
      let timelyGap = Gap(channel: channel, limitMinutes: limit, window: window, readings: timely)
      if timelyGap.isTooLong || timelyGap.isUnread { restsOnLateEvidence = true }
    }
  }

  private static func remarks(
    on readings: [Observation], of channel: MonitoredChannel
  ) -> [String] {
    let zeros = readings.count { $0.kind == .deviceZero }
    let suspects = readings.count { $0.kind == .suspect }
    var remarks: [String] = []
    if zeros > 0 {
      remarks.append("The device reported 0 for \(channel.name) \(timesText(zeros)).")
    }
    if suspects > 0 {
      remarks.append(
        "\(suspects) of the \(channel.name) values \(suspects == 1 ? "is" : "are") beyond what is "
          + "possible, and no evidence.")
    }
    return remarks
  }

  var tooLong: [Gap] { gaps.filter(\.isTooLong) }
  /// Channels without one reading in the whole window: however short it was, nobody is on record as
  /// watching.
  var unread: [Gap] { gaps.filter { $0.isUnread && !$0.isTooLong } }
  var measured: String { gaps.map(\.measured).joined(separator: "; ") }

  /// "Longest time without a reading: heart rate 5 min (10:00–10:05), SpO2 …".
  var summary: String {
    let longest = "Longest time without a reading: \(gaps.map(\.text).joined(separator: ", "))."
    return ([longest] + remarks).joined(separator: " ")
  }

  /// What is wrong first, then the channels that are in order.
  var complaint: String {
    let inOrder = gaps.filter { !$0.isTooLong && !$0.isUnread }.map(\.text)
    let rest = inOrder.isEmpty ? [] : ["In order: \(inOrder.joined(separator: ", "))."]
    return (tooLong.map(\.complaint) + unread.map(\.complaint) + rest)
      .joined(separator: " ")
  }

  private static func isLate(_ entry: VitalsLog.Entry, for act: EntryReference?) -> Bool {
    guard let act, entry.source != .monitor else { return false }
    return entry.recordedMicroseconds > act.firstRecordedMicroseconds
  }
}

extension VitalsWatch {
  /// Whether a channel may have gone without a reading for too long, or without any: one pass says
  /// so where the readings were recorded in the order of their times, and otherwise they may.
  ///
  /// - Parameter mayBeUnread: a channel without any reading is no matter yet.
  static func mayMiss(
    _ vitals: VitalsLog, over window: ObservationWindow, policy: Policy, mayBeUnread: Bool
  ) -> Bool {
    var watched = MonitoredChannel.allCases.compactMap { channel in
      policy.vitalsGapMinutes[channel].map {
        WatchedChannel(channel: channel, limitMinutes: $0, last: window.from.interval)
      }
    }
    var isClear = true
    vitals.forEachReading(within: window) { _, reading, interval in
      for index in watched.indices where watched[index].channel.kind(of: reading) == .value {
        if !watched[index].take(interval) { isClear = false }
      }
      return isClear
    }
    return !isClear
      || watched.contains {
        $0.isTooLong(to: window.to.interval) || $0.isUnread && !mayBeUnread
      }
  }
}

/// One channel on the way through readings in the order of their times.
private struct WatchedChannel {
  let channel: MonitoredChannel
  let limitMinutes: Int
  /// As ``Gap`` counts from it.
  var last: Interval
  var newest = Int64.min
  var isUnread = true

  /// - Returns: false where the gap before it is too long, or it was before the one before.
  mutating func take(_ next: Interval) -> Bool {
    guard next.earliest >= newest, !isTooLong(to: next) else { return false }
    newest = next.earliest
    isUnread = false
    if next.latest >= last.latest { last = next }
    return true
  }

  func isTooLong(to next: Interval) -> Bool {
    last.shortest(to: next) > Int64(limitMinutes) * Interval.minute
  }
}

/// The longest time without a reading of one channel over a window.
struct Gap {
  var channel: MonitoredChannel
  var limitMinutes: Int
  var from: Observation
  var to: Observation
  /// By what is known of the times, at least this long.
  var shortestMicroseconds: Int64
  /// How often the device reported 0 inside the gap.
  var zerosInside = 0
  /// How many values beyond what is possible lie inside the gap.
  var suspectsInside = 0
  /// Nothing was read over the whole window.
  var isUnread: Bool

  var isTooLong: Bool { shortestMicroseconds > Int64(limitMinutes) * Interval.minute }
  var lengthText: String { elapsedText(from.interval.counted(to: to.interval)) }
  /// "SpO2 37 min of 15 min".
  var measured: String { "\(channel.name) \(lengthText) of \(limitText(minutes: limitMinutes))" }

  /// "SpO2 37 min (10:05–10:42)".
  var text: String { "\(channel.name) \(lengthText) (\(spanText(from.time, "–", to.time)))" }

  /// - Parameter readings: of the channel, inside the window, in any order.
  init(
    channel: MonitoredChannel, limitMinutes: Int, window: ObservationWindow, readings: [Observation]
  ) {
    self.channel = channel
    self.limitMinutes = limitMinutes
    var values = readings.filter { $0.kind == .value }
    isUnread = values.isEmpty
    values.sort { $0.interval.earliest < $1.interval.earliest }
    var last = window.from
    var worst = (from: window.from, to: window.to, length: Int64.min)
    for next in values + [window.to] {
      let length = last.interval.shortest(to: next.interval)
      if length > worst.length { worst = (last, next, length) }
      // A time known only to the minute may reach beyond one known to the second.
      if next.interval.latest >= last.interval.latest { last = next }
    }
    from = worst.from
    to = worst.to
    shortestMicroseconds = worst.length
    let inside = readings.filter {
      $0.interval.earliest >= worst.from.interval.earliest
        && $0.interval.latest <= worst.to.interval.latest
    }
    zerosInside = inside.count { $0.kind == .deviceZero }
    suspectsInside = inside.count { $0.kind == .suspect }
  }

  /// Why the gap is a departure, without saying that nobody looked.
  var complaint: String {
    let limit = isTooLong ? "; at most \(limitText(minutes: limitMinutes))" : ""
    var text =
      "No \(channel.name) reading is on record from \(spanText(from.time, " to ", to.time)) "
      + "(\(lengthText)\(limit))"
    if zerosInside > 0 { text += "; the device reported 0 for it \(timesText(zerosInside))" }
    if suspectsInside > 0 {
      text +=
        "; \(suspectsInside == 1 ? "a value" : "\(suspectsInside) values") beyond what is possible "
        + "\(suspectsInside == 1 ? "is" : "are") no evidence"
    }
    return text + "."
  }
}

func timesText(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
