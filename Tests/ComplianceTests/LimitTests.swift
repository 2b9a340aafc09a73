import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// Every limit of the policy at exactly its number, and a microsecond beyond it: times that are
/// known that well leave nothing to either side.
struct LimitTests {
  private static let start = "09:00:00.000000"

  private static func ate(_ item: OralIntake.Item, _ at: String) -> Story {
    .mood.moving("start", to: start).saying("fasting", Story.fasting([(item, at)]))
  }

  private static func ran(_ story: Story, until stop: String) -> Story {
    story.moving("start", to: start).moving("stop", to: stop)
  }

  private static func read(at: String) -> Story {
    .mood.moving("start", to: start).moving("vitals 09:00", to: start)
      .moving("vitals 09:15", to: at)
  }

  private static func stayed(until assessed: String, _ discharged: String) -> Story {
    .mood.moving("stop", to: "09:45:00.000000").moving("assessment", to: assessed)
      .moving("discharge", to: discharged)
  }

  static let cases: [(RuleID, RuleCase)] = [
    (.S5, RuleCase("six hours of fasting", ate(.milk, "03:00:00.000000"), .met)),
    (.S5, RuleCase("less", ate(.milk, "03:00:00.000001"), .deviation)),
    (.S6, RuleCase("two hours without a drink", ate(.water, "07:00:00.000000"), .met)),
    (.S6, RuleCase("less", ate(.water, "07:00:00.000001"), .deviation)),
    (.S8, RuleCase("fifteen minutes without a reading", read(at: "09:15:00.000000"), .met)),
    (.S8, RuleCase("more", read(at: "09:15:00.000001"), .deviationMissingEvidence)),
    (.S10, RuleCase("fifty minutes of infusion", ran(.mood, until: "09:50:00.000000"), .met)),
    (.S10, RuleCase("more", ran(.mood, until: "09:50:00.000001"), .deviation)),
    (.S10, RuleCase("forty minutes of infusion", ran(.mood, until: "09:40:00.000000"), .met)),
    (.S10, RuleCase("less", ran(.mood, until: "09:39:59.999999"), .deviation)),
    (.S11, RuleCase("four hours of infusion", ran(.pain, until: "13:00:00.000000"), .met)),
    (.S11, RuleCase("more", ran(.pain, until: "13:00:00.000001"), .deviation)),
    (
      .S13,
      RuleCase("half an hour of recovery", stayed(until: "10:15", "10:15:00.000000"), .met)
    ),
    (.S13, RuleCase("less", stayed(until: "10:14", "10:14:59.999999"), .deviation)),
    (
      .S14,
      RuleCase("assessed after half an hour", stayed(until: "10:15:00.000000", "10:25"), .met)
    ),
    (.S14, RuleCase("earlier", stayed(until: "10:14:59.999999", "10:25"), .deviation)),
    (
      .S1,
      RuleCase(
        "on record together with what it precedes",
        .mood.moving("history", to: "2026-10-23 09:00"), .met)
    ),
    (
      .S27,
      RuleCase("on record together with the start", .mood.moving("identity", to: "09:00"), .met)
    ),
  ]

  @Test(arguments: cases) func `a limit holds at exactly its number`(rule: RuleID, _ row: RuleCase)
  {
    row.check(rule)
  }
}
