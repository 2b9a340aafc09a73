internal import Clinic
internal import ClinicalRecord
internal import Compliance

/// A visit at a glance: what for, by what weight, what was given, how the patient was, and how it
/// ended.
enum VisitHeadingText {
  /// The lines, each ending in a newline.
  static func render(_ visit: Timeline.Heading, style: TextStyle) -> String {
    let count = visit.count.map { ", \($0.words)" } ?? ""
    let title =
      "Visit \(visit.visitName) on \(visit.arrived.localDate.iso8601): "
      + "\(visit.indication.words)\(count)"
    return style.bold(title) + "\n" + facts(visit).map { line($0, style) }.joined()
  }

  /// One line of a heading.
  struct Fact {
    var name: String
    /// Drawn before the words; nil where there is none.
    var trend: VisitSummary.Trend?
    var words: String
    var isAlarm = false
  }

  /// What a heading tells, in its order; what is not on record is left out.
  static func facts(_ visit: Timeline.Heading) -> [Fact] {
    let summary = visit.summary
    var facts: [Fact] = []
    func add(_ name: String, _ words: String?, isAlarm: Bool = false) {
      if let words, !words.isEmpty {
        facts.append(Fact(name: name, words: words, isAlarm: isAlarm))
      }
    }
    add("weight", weight(summary))
    add("dose", dose(summary))
    add("ran", ran(summary))
    for account in summary.drugs { add(account.drug.words, words(account)) }
    facts += summary.trends.compactMap(fact)
    add("effects", effects(summary))
    add(
      "score",
      summary.scores.map {
        "\($0.scale.words) \($0.total) (\($0.occurred.localDate.iso8601))"
      }.joined(separator: ", "))
    add("departs", departures(visit), isAlarm: visit.departures.contains(where: \.isOwedAReason))
    add("ended", summary.end.map { "\(TimeText.dateAndClock($0.occurred)), \($0.sentence)" })
    return facts
  }

  private static let nameColumns = 10

  private static func line(_ fact: Fact, _ style: TextStyle) -> String {
    let spark = fact.trend.flatMap { trend in
      trend.points.count > 1
        ? Sparkline.text(trend, columns: style.width < 80 ? 12 : 24) + "  " : nil
    }
    let prefix = "  " + style.dim(fact.name.padded(nameColumns)) + (spark ?? "")
    let indent = 2 + nameColumns + (spark?.count ?? 0)
    let lines = style.wrap(fact.words, columns: max(style.width - indent, 16))
      .map { fact.isAlarm ? style.red($0) : $0 }
    return prefix + lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
  }

  private static func weight(_ summary: VisitSummary) -> String? {
    summary.weight.map {
      "\(number($0.value.weightKg)) kg (\(TimeText.dateAndClock($0.occurred)))"
    }
  }

  /// "36.3 mg = 0.50 mg/kg (72.6 kg at 09:02), 0.67 mg/kg/h; over 45 min, IV".
  private static func dose(_ summary: VisitSummary) -> String? {
    guard let start = summary.start?.value else { return nil }
    return (summary.dose?.text ?? "\(number(start.doseMg)) mg, no weight on record")
      + "; over \(start.plannedMinutes) min, \(start.route.words)"
  }

  /// "09:15–10:00, 45 of 45 min; 36.3 mg given".
  private static func ran(_ summary: VisitSummary) -> String? {
    guard let start = summary.start, let progress = summary.progress else { return nil }
    let end = summary.stop.map { stop in
      stop.occurred.localDate == start.occurred.localDate
        ? stop.occurred.localClock : TimeText.dateAndClock(stop.occurred)
    }
    let given = BoardText.milligrams(progress.givenMg)
    return "\(TimeText.dateAndClock(start.occurred))–\(end ?? "now"), "
      + "\(progress.runningMinutes) of \(progress.plannedMinutes) min; "
      + (progress.isGivenStated ? "\(given) mg given" : "about \(given) mg by the rates")
      + (progress.bolusMg > 0 ? ", boluses \(BoardText.milligrams(progress.bolusMg)) mg" : "")
  }

  /// "drawn 50 mg, given 36.3 mg, wasted 13.7 mg".
  private static func words(_ account: DrugAccount) -> String {
    DrugMovement.Account.Side.allCases.compactMap { side in
      account[side] == 0 ? nil : "\(side.words) \(DrugLot.mg(account[side]))"
    }.joined(separator: ", ")
  }

  private static func fact(_ trend: VisitSummary.Trend) -> Fact? {
    guard let lowest = trend.lowest, let highest = trend.highest,
      let least = lowest.value, let most = highest.value
    else {
      return Fact(
        name: trend.channel.label, words: "the device reported 0 \(times(trend.points.count))",
        isAlarm: true)
    }
    let range = least == most ? number(least) : "\(number(least))–\(number(most))"
    let low = trend.points.count { $0.alarm == "low" }
    let high = trend.points.count { $0.alarm == "high" }
    let zeros = trend.points.count { $0.value == nil }
    var words = ["\(range) \(trend.channel.unit)"]
    if trend.channel == .spo2 || low > 0 {
      words.append(
        "lowest at \(lowest.occurred.localClock)" + (low > 0 ? ", low \(times(low))" : ""))
    }
    if trend.channel == .systolic || high > 0 {
      words.append(
        "highest at \(highest.occurred.localClock)" + (high > 0 ? ", high \(times(high))" : ""))
    }
    if zeros > 0 { words.append("device reported 0 \(times(zeros))") }
    return Fact(
      name: trend.channel.label, trend: trend, words: words.joined(separator: "; "),
      isAlarm: low + high + zeros > 0)
  }

  private static func effects(_ summary: VisitSummary) -> String {
    summary.effects.map { effect in
      let name = effect.detail.isEmpty ? effect.effect.words : effect.detail.onOneLine
      let gone = effect.gone.map { "–\($0.localClock)" } ?? ", not on record as gone"
      return "\(name), \(Severity.words(effect.severity)), \(effect.began.localClock)\(gone)"
    }.joined(separator: "; ")
  }

  /// "a reason is owed for S8; S5 explained in #116".
  private static func departures(_ visit: Timeline.Heading) -> String {
    let owed = visit.departures.filter(\.isOwedAReason).map(\.rule.rawValue)
    var explained: [(entries: [UInt64], rules: [String])] = []
    for finding in visit.departures where !finding.isOwedAReason {
      if let known = explained.firstIndex(where: { $0.entries == finding.explanations }) {
        explained[known].rules.append(finding.rule.rawValue)
      } else {
        explained.append((finding.explanations, [finding.rule.rawValue]))
      }
    }
    let reasons = explained.map { entries, rules in
      "\(rules.joined(separator: " ")) explained in "
        + entries.map { "#\($0)" }.joined(separator: " ")
    }
    return
      ((owed.isEmpty ? [] : ["a reason is owed for \(owed.joined(separator: " "))"]) + reasons)
      .joined(separator: "; ")
  }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  /// As it was stated.
  private static func number(_ value: Double) -> String {
    Int64(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}

/// Values over time in a row of bars: a blank where nothing was read, × where a device reported 0.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// A bar a value, from the lowest to the highest of them.
  static func bars(_ values: [Double]) -> String {
    let least = values.min() ?? 0
    let span = (values.max() ?? 0) - least
    return String(values.map { span > 0 ? bars[min(Int(($0 - least) / span * 8), 7)] : bars[3] })
  }

  static func text(_ trend: VisitSummary.Trend, columns most: Int) -> String {
    guard let first = trend.points.first, let last = trend.points.last else { return "" }
    let columns = min(most, trend.points.count)
    let span = last.occurred.unixMicroseconds &- first.occurred.unixMicroseconds
    var buckets: [[VisitSummary.Point]] = Array(repeating: [], count: columns)
    for point in trend.points {
      let since = point.occurred.unixMicroseconds &- first.occurred.unixMicroseconds
      let place = span > 0 ? Double(since) / Double(span) * Double(columns - 1) : 0
      buckets[min(max(Int(place.rounded()), 0), columns - 1)].append(point)
    }
    let least = trend.lowest?.value ?? 0
    let most = trend.highest?.value ?? 0
    return String(
      buckets.map { points -> Character in
        let values = points.compactMap(\.value)
        guard !values.isEmpty else { return points.isEmpty ? " " : "×" }
        // Of several, one that is an alarm; else the one that is furthest from the middle.
        let middle = (least + most) / 2
        let alarms = points.filter { $0.alarm != nil }.compactMap(\.value)
        let value =
          (alarms.isEmpty ? values : alarms).max { abs($0 - middle) < abs($1 - middle) } ?? middle
        guard most > least else { return bars[3] }
        return bars[min(Int((value - least) / (most - least) * 8), 7)]
      })
  }
}

extension VitalsChannel {
  /// As it stands behind a value: "/min".
  var unit: String {
    switch self {
    case .heartRate, .pulse, .respiratoryRate: "/min"
    case .spo2: "%"
    case .systolic, .diastolic, .mean: "mmHg"
    case .temperature: "°C"
    }
  }
}

extension DrugMovement.Account.Side {
  /// "drawn".
  var words: String {
    switch self {
    case .drawn: "drawn"
    case .given: "given"
    case .wasted: "wasted"
    case .returned: "returned"
    case .missing: "declared missing"
    }
  }
}
