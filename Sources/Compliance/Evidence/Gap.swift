internal import ClinicalRecord

/// The longest time without a reading of one channel over a window.
struct Gap {
  var channel: MonitoredChannel
  var limitMinutes: Int
  var from: Reading
  var to: Reading
  /// By what is known of the times, at least this long.
  var shortestMicroseconds: Int64
  /// How often the device reported 0 inside the gap.
  var zerosInside = 0

  var isTooLong: Bool { shortestMicroseconds > Int64(limitMinutes) * Interval.minute }
  var lengthText: String { elapsedText(from.interval.counted(to: to.interval)) }
  /// "SpO2 37 min of 15 min".
  var measured: String { "\(channel.name) \(lengthText) of \(limitText(minutes: limitMinutes))" }

  /// "SpO2 37 min (10:05–10:42)".
  var text: String { "\(channel.name) \(lengthText) (\(from.clockText)–\(to.clockText))" }

  /// - Parameter readings: of the channel, inside the window, in any order.
  init(
    channel: MonitoredChannel, limitMinutes: Int, window: Window, readings: [Reading]
  ) {
    self.channel = channel
    self.limitMinutes = limitMinutes
    var values = readings.filter { !$0.isZero }
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
    zerosInside =
      readings.count {
        $0.isZero && $0.interval.earliest >= worst.from.interval.earliest
          && $0.interval.latest <= worst.to.interval.latest
      }
  }

  /// Why the gap is a departure, without saying that nobody looked.
  var complaint: String {
    var text =
      "No \(channel.name) reading is on record from \(from.clockText) to \(to.clockText) "
      + "(\(lengthText); at most \(limitText(minutes: limitMinutes)))"
    if zerosInside > 0 { text += "; the device reported 0 for it \(timesText(zerosInside))" }
    return text + "."
  }
}

func timesText(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
