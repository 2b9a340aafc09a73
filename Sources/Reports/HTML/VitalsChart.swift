internal import Clinic
internal import ClinicalRecord
internal import Compliance

/// Heart rate, blood pressure and SpO2 of a visit over its time, as SVG: three panels, one under
/// the other, told apart without colours.
///
/// Where nothing was read for longer than the policy allows, and where a device reported 0, the
/// lines are broken.
struct VitalsChart {
  /// What is marked at its time, by its number in the list below.
  struct Mark {
    var occurred: ClinicalTime
    var words: String
  }

  private let summary: VisitSummary
  private let title: String
  private let marks: [Mark]
  private let from: Int64
  private let to: Int64

  private static let width = 720.0
  private static let left = 62.0
  private static let right = 10.0
  private static let top = 22.0
  private static let panelHeight = 84.0
  private static let panelGap = 16.0

  /// Nil where nothing was measured.
  init?(_ summary: VisitSummary, title: String, marks: [Mark]) {
    let times = summary.trends.flatMap { trend in
      trend.points.map(\.occurred.unixMicroseconds)
    }
    let infusion = [summary.start?.occurred, summary.stop?.occurred].compactMap {
      $0?.unixMicroseconds
    }
    let panels = Self.panels.filter { panel in
      panel.channels.contains { summary.trend($0) != nil }
    }
    guard let first = (times + infusion).min(), let last = (times + infusion).max(),
      !panels.isEmpty
    else { return nil }
    self.summary = summary
    self.title = title
    let room = max(60_000_000, (last &- first) / 40)
    from = first &- room
    to = last &+ room
    self.marks = marks.filter {
      (first &- room...last &+ room).contains($0.occurred.unixMicroseconds)
    }
    shown = panels
  }

  /// The figure, with what its marks mean.
  func render() -> String {
    let height =
      Self.top + Double(shown.count) * (Self.panelHeight + Self.panelGap) + 14
    var svg = """
      <figure>
      <svg viewBox="0 0 \(text(Self.width)) \(text(height))" role="img" font-size="10" \
      font-family="Liberation Sans, Arial, sans-serif">
      <title>\(HTMLPage.escaped(title))</title>
      <desc>\(HTMLPage.escaped(described))</desc>

      """
    for (index, panel) in shown.enumerated() {
      svg += render(
        panel, top: Self.top + Double(index) * (Self.panelHeight + Self.panelGap),
        isLast: index == shown.count - 1)
    }
    svg += renderMarks(bottom: height - 14 - Self.panelGap)
    svg += "</svg>\n"
    if !marks.isEmpty {
      svg +=
        "<figcaption>"
        + marks.enumerated().map { index, mark in
          "<b>\(index + 1)</b> \(mark.occurred.localClock) \(HTMLPage.escaped(mark.words))"
        }.joined(separator: "; ") + "</figcaption>\n"
    }
    return svg + "</figure>\n"
  }

  /// What whoever does not see the drawing has to know; every value stands in the entries.
  private var described: String {
    let ranges = summary.trends.compactMap { trend -> String? in
      guard let least = trend.lowest, let most = trend.highest, let low = least.value,
        let high = most.value
      else { return nil }
      return
        "\(trend.channel.label) from \(text(low)) (\(least.occurred.localClock)) to \(text(high)) "
        + "(\(most.occurred.localClock)) \(trend.channel.unit)"
    }
    return "\(title). " + ranges.joined(separator: "; ") + "."
  }

  // MARK: Panels

  private struct Panel {
    var name: String
    var unit: String
    var channels: [VitalsChannel]
    /// The least span of values that is drawn.
    var usual: ClosedRange<Double>
  }

  private static let panels = [
    Panel(name: "Heart rate", unit: "/min", channels: [.heartRate], usual: 50...120),
    Panel(name: "Pressure", unit: "mmHg", channels: [.systolic, .diastolic], usual: 60...160),
    Panel(name: "SpO2", unit: "%", channels: [.spo2], usual: 90...100),
  ]

  private let shown: [Panel]

  private func render(_ panel: Panel, top: Double, isLast: Bool) -> String {
    let values = panel.channels.flatMap { channel in
      summary.trend(channel)?.points.compactMap(\.value) ?? []
    }
    let low = min(panel.usual.lowerBound, values.min() ?? panel.usual.lowerBound)
    let high = max(panel.usual.upperBound, values.max() ?? panel.usual.upperBound)
    func y(_ value: Double) -> Double {
      top + Self.panelHeight - (value - low) / max(high - low, 1) * Self.panelHeight
    }
    let bottom = top + Self.panelHeight
    var svg = ""
    if let start = summary.start?.occurred.unixMicroseconds {
      let end = min(summary.stop?.occurred.unixMicroseconds ?? to, to)
      svg +=
        "<rect x=\"\(text(x(start)))\" y=\"\(text(top))\" "
        + "width=\"\(text(max(x(end) - x(start), 1)))\" height=\"\(text(Self.panelHeight))\" "
        + "fill=\"#e4e4e4\"/>\n"
    }
    svg +=
      "<path d=\"M\(text(Self.left)) \(text(top))V\(text(bottom))"
      + "H\(text(Self.width - Self.right))\" "
      + "fill=\"none\" stroke=\"#000\" stroke-width=\"0.8\"/>\n"
    svg += label(panel.name, x: 2, y: top + 10) + label(panel.unit, x: 2, y: top + 22)
    for value in [low, (low + high) / 2, high] {
      svg += label(text(value.rounded()), x: Self.left - 4, y: y(value) + 3, anchor: "end")
    }
    svg += panel.channels == [.systolic, .diastolic] ? pressures(y) : line(panel.channels[0], y)
    if isLast { svg += hours(top: bottom) }
    return svg
  }

  /// A line through the values, broken at gaps, each value a dot; what is an alarm is a ring.
  private func line(_ channel: VitalsChannel, _ y: (Double) -> Double) -> String {
    guard let trend = summary.trend(channel) else { return "" }
    var paths: [String] = []
    var dots = ""
    var last: Int64?
    let gap = Int64(trend.gapMinutes) * 60_000_000
    for point in trend.points {
      guard let value = point.value else {
        last = nil
        continue
      }
      let time = point.occurred.unixMicroseconds
      let place = "\(text(x(time))) \(text(y(value)))"
      if let last, time &- last <= gap {
        paths[paths.count - 1] += "L\(place)"
      } else {
        paths.append("M\(place)")
      }
      last = time
      let radius = point.alarm == nil ? 1.6 : 3.2
      dots +=
        "<circle cx=\"\(text(x(time)))\" cy=\"\(text(y(value)))\" r=\"\(text(radius))\" "
        + (point.alarm == nil ? "fill=\"#000\"" : "fill=\"#fff\" stroke=\"#000\"") + "/>\n"
    }
    return "<path d=\"\(paths.joined())\" fill=\"none\" stroke=\"#000\" stroke-width=\"1\"/>\n"
      + dots
  }

  /// Each reading a bar from the diastolic to the systolic pressure.
  private func pressures(_ y: (Double) -> Double) -> String {
    let diastolic = Dictionary(
      (summary.trend(.diastolic)?.points ?? []).map { ($0.occurred.unixMicroseconds, $0) },
      uniquingKeysWith: { first, _ in first })
    return (summary.trend(.systolic)?.points ?? []).map { point -> String in
      guard let value = point.value else { return "" }
      let time = point.occurred.unixMicroseconds
      let other = diastolic[time]?.value
      let isAlarm = point.alarm != nil || diastolic[time]?.alarm != nil
      let from = "M\(text(x(time) - 3)) \(text(y(value)))h6"
      let bar = other.map { other in
        "M\(text(x(time))) \(text(y(value)))V\(text(y(other)))"
          + "M\(text(x(time) - 3)) \(text(y(other)))h6"
      }
      return "<path d=\"\(from)\(bar ?? "")\" fill=\"none\" stroke=\"#000\" "
        + "stroke-width=\"\(isAlarm ? "2.5" : "1")\"/>\n"
    }.joined()
  }

  /// The clock under the lowest panel: at most eight times.
  private func hours(top: Double) -> String {
    let minute: Int64 = 60_000_000
    let steps: [Int64] = [5, 10, 15, 30, 60, 120, 240, 480, 1_440]
    let step = (steps.first { (to &- from) / ($0 * minute) <= 8 } ?? 1_440) * minute
    let offset = Int64(summary.trends.first?.points.first?.occurred.utcOffsetMinutes ?? 0) * minute
    var svg = ""
    var time = ((from &+ offset) / step + 1) * step &- offset
    while time <= to {
      let clock = ClinicalTime(
        unixMicroseconds: time, utcOffsetMinutes: Int16(clamping: offset / minute),
        precision: .minute)
      svg +=
        "<path d=\"M\(text(x(time))) \(text(top))v4\" stroke=\"#000\"/>\n"
        + label(clock.localClock, x: x(time), y: top + 14, anchor: "middle")
      time += step
    }
    return svg
  }

  private func renderMarks(bottom: Double) -> String {
    var lastX = -Double.infinity
    var row = 0
    return marks.enumerated().map { index, mark in
      let x = x(mark.occurred.unixMicroseconds)
      // Numbers that would stand on each other take another height.
      row = x - lastX < 12 ? (row + 1) % 2 : 0
      lastX = x
      return "<path d=\"M\(text(x)) \(text(Self.top - 2))V\(text(bottom))\" stroke=\"#000\" "
        + "stroke-width=\"0.6\" stroke-dasharray=\"2 2\"/>\n"
        + label("\(index + 1)", x: x, y: Self.top - 4 - Double(row) * 9, anchor: "middle")
    }.joined()
  }

  // MARK: Drawing

  private func x(_ time: Int64) -> Double {
    let share = Double(time &- from) / Double(max(to &- from, 1))
    return Self.left + share * (Self.width - Self.left - Self.right)
  }

  private func label(
    _ words: String, x: Double, y: Double, anchor: String = "start"
  ) -> String {
    "<text x=\"\(text(x))\" y=\"\(text(y))\" text-anchor=\"\(anchor)\">"
      + "\(HTMLPage.escaped(words))</text>\n"
  }

  /// To one decimal.
  private func text(_ value: Double) -> String { BoardText.milligrams(value) }
}
