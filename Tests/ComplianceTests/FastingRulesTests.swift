import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// S5 and S6: the start is at 09:00, so 03:00 and 07:00 are the limits.
struct FastingRulesTests {
  static func ate(_ item: OralIntake.Item, _ at: String?) -> Story {
    .mood.saying("fasting", Story.fasting([(item, at)]))
  }

  static let solidCases = [
    RuleCase("exactly six hours", ate(.solidFood, "03:00"), .met, says: "6 h 00 min of 6 h"),
    RuleCase("one minute less", ate(.solidFood, "03:01"), .deviation, says: "5 h 59 min of 6 h"),
    RuleCase("five hours", ate(.soup, "04:00"), .deviation, says: "5 h 00 min of 6 h"),
    RuleCase(
      "the start to the second, one second too early",
      ate(.milk, "03:00:01").moving("start", to: "09:00:00"), .deviation,
      says: "5 h 59 min 59 s of 6 h"),
    RuleCase(
      "the start to the second, exactly", ate(.milk, "03:00:00").moving("start", to: "09:00:00"),
      .met, says: "6 h 00 min of 6 h"),
    RuleCase(
      "the meal to the minute, the start to the second",
      ate(.milk, "03:00").moving("start", to: "09:00:30"), .met, says: "6 h 00 min of 6 h"),
    RuleCase(
      "the meal to the second, the start to its minute: some instant of it will do",
      ate(.milk, "03:00:59").moving("start", to: "09:00"), .met, says: "6 h 00 min of 6 h"),
    RuleCase(
      "the evening before, the hour unknown",
      .mood.saying("fasting", Story.fasting([(.solidFood, "2026-11-01")])), .met),
    RuleCase(
      "an unknown time", ate(.pulpyJuice, nil), .deviationMissingEvidence,
      says: "without a time"),
    RuleCase("no such item", ate(.water, "06:00"), .met, says: "names no"),
    RuleCase("an empty check", .mood.saying("fasting", Story.fasting([])), .met),
    RuleCase("no check", .mood.without("fasting"), .deviationMissingEvidence),
    RuleCase(
      "one item contrary, one unknown",
      .mood.saying("fasting", Story.fasting([(.milk, nil), (.soup, "05:00")])), .deviation),
    RuleCase(
      "the same item twice: the later counts",
      .mood.saying("fasting", Story.fasting([(.soup, "01:00"), (.soup, "05:00")])), .deviation),
    RuleCase(
      "a later check corrects the item",
      ate(.solidFood, "05:00").telling(
        "second", Story.fasting([(.solidFood, "01:00")]), at: "08:50"), .met),
    RuleCase(
      "a later check gives the time that was unknown",
      ate(.solidFood, nil).telling("second", Story.fasting([(.solidFood, "01:00")]), at: "08:50"),
      .met),
    RuleCase(
      "a later check about another item leaves the first standing",
      ate(.solidFood, "05:00").telling("second", Story.fasting([(.soup, "01:00")]), at: "08:50"),
      .deviation),
    RuleCase(
      "an earlier check recorded later corrects nothing",
      ate(.solidFood, "05:00").telling(
        "second", Story.fasting([(.solidFood, "01:00")]), at: "08:00", recorded: "08:55"),
      .deviation),
    RuleCase(
      "recorded after the start", ate(.solidFood, "02:00").recording("fasting", at: "09:01"),
      .metOnLateEvidence, says: "recorded at 2026-11-02 09:01"),
    RuleCase(
      "asked after the start", ate(.solidFood, "02:00").moving("fasting", to: "09:01"),
      .metOnLateEvidence),
    RuleCase(
      "a late correction makes the evidence late",
      ate(.solidFood, "05:00").telling(
        "second", Story.fasting([(.solidFood, "01:00")]), at: "08:50", recorded: "09:30"),
      .metOnLateEvidence),
    RuleCase(
      "contrary and late is still contrary",
      ate(.solidFood, "04:00").recording("fasting", at: "09:30"), .deviation),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase(
      "the clocks went back in between: six hours are elapsed hours",
      .mood.moving("start", to: "2026-11-01 07:00", offset: -360)
        .saying("fasting", fastedBeforeTheClockChange("2026-11-01 01:30"))
        .moving("fasting", to: "2026-11-01 06:00"), .met, says: "6 h 30 min of 6 h"),
    RuleCase(
      "the clocks went forward in between",
      .mood.moving("start", to: "2026-03-08 07:30", offset: -300)
        .saying("fasting", Story.fasting([(.solidFood, "2026-03-08 01:30")]))
        .moving("fasting", to: "2026-03-08 07:00", offset: -300), .deviation,
      says: "5 h 00 min of 6 h"),
  ]

  /// Eaten at that time on the summer clock.
  static func fastedBeforeTheClockChange(_ at: String) -> Story.Said {
    .visit(
      .fastingChecked(
        .with {
          $0.intakes = [
            .with {
              $0.item = .solidFood
              $0.takenAt = stated(at, offset: -300)
            }
          ]
        }))
  }

  @Test(arguments: solidCases) func `S5 judges solid food`(_ row: RuleCase) { row.check(.S5) }

  @Test(arguments: OralIntake.Item.allCases)
  func `every item counts for one of the two limits, an unknown one for six hours`(
    _ item: OralIntake.Item
  ) {
    let clear: Set<OralIntake.Item> = [
      .water, .clearLiquid, .sportsDrink, .appleJuice, .blackCoffee, .blackTea,
    ]
    let story = Self.ate(item, "08:00")
    #expect(story.finding(.S5).verdict == (clear.contains(item) ? .met : .deviation))
    #expect(story.finding(.S6).verdict == (clear.contains(item) ? .deviation : .met))
  }

  @Test func `an item of a newer Candor counts for six hours`() {
    #expect(Self.ate(.UNRECOGNIZED(99), "08:00").finding(.S5).verdict == .deviation)
  }

  static let liquidCases = [
    RuleCase("exactly two hours", ate(.water, "07:00"), .met, says: "2 h 00 min of 2 h"),
    RuleCase("one minute less", ate(.water, "07:01"), .deviation, says: "1 h 59 min of 2 h"),
    RuleCase("an unknown time", ate(.blackTea, nil), .deviationMissingEvidence),
    RuleCase("no such item", ate(.solidFood, "01:00"), .met, says: "names no clear liquid"),
    RuleCase("no check", .mood.without("fasting"), .deviationMissingEvidence),
    RuleCase(
      "recorded after the start", ate(.water, "06:00").recording("fasting", at: "09:05"),
      .metOnLateEvidence),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
  ]

  @Test(arguments: liquidCases) func `S6 judges clear liquids`(_ row: RuleCase) { row.check(.S6) }
}
