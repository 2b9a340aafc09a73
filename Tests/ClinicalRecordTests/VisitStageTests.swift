import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct VisitStageTests {
  /// What may be stated at which stage, by somebody who may, after all that is on record; every
  /// cell.
  static let table = """
    kind                       notArrived arrived infusing paused recovering ended
    arrived                        x         -       -       -       -         -
    identity-confirmed             -         x       x       x       x         x
    weighed                        -         x       x       x       x         x
    fasting-checked                -         x       x       x       x         x
    driver-named                   -         x       x       x       x         x
    supervisor-assigned            -         x       x       x       x         x
    iv-placed                      -         x       x       x       x         x
    monitor-applied                -         x       x       x       x         x
    infusion-started               -         x       -       -       -         -
    infusion-paused                -         -       x       -       -         -
    infusion-resumed               -         -       -       x       -         -
    infusion-stopped               -         -       x       x       -         -
    recovery-started               -         -       -       -       x         x
    vitals-sampled                 -         x       x       x       x         x
    side-effect-noted              -         x       x       x       x         x
    side-effect-resolved           -         x       x       x       x         x
    antiemetic-given               -         x       x       x       x         x
    antiemetic-declined            -         x       x       x       x         x
    antiemetic-not-indicated       -         x       x       x       x         x
    oxygen-given                   -         x       x       x       x         x
    rescue-drug-given              -         x       x       x       x         x
    adverse-event-noted            -         x       x       x       x         x
    emergency-called               -         x       x       x       x         x
    transferred                    -         x       x       x       x         x
    drug-wasted                    -         x       x       x       x         x
    drug-drawn                     -         x       x       x       x         x
    drug-returned                  -         x       x       x       x         x
    drug-missing                   -         x       x       x       x         x
    discharge-assessed             -         x       x       x       x         x
    instructions-acknowledged      -         x       x       x       x         x
    discharged                     -         x       -       -       x         -
    emergency-equipment-checked    -         x       x       x       x         x
    time-out-held                  -         x       x       x       x         x
    bolus-given                    -         x       x       x       x         x
    infusion-rate-changed          -         -       x       x       -         -
    site-checked                   -         x       x       x       x         x
    alarm-acknowledged             -         x       x       x       x         x
    dissociation-scored            -         x       x       x       x         x
    adverse-event-followed-up      -         x       x       x       x         x
    iv-removed                     -         x       x       x       x         x
    left-against-advice            -         x       -       -       x         -
    visit-signed-off               -         -       -       -       -         x
    deviation-explained            -         x       x       x       x         x
    transcribed-from-paper         -         x       x       x       x         x
    amended                        -         x       x       x       x         x
    entered-in-error               -         x       x       x       x         x
    co-signed                      -         x       x       x       x         x
    reinstated                     -         x       x       x       x         x
    """

  /// How each stage is reached; nausea is open from the arrival on.
  static let roads: [(stage: Visit.Stage, road: [String])] = [
    (.notArrived, []),
    (.arrived, here),
    (.infusing, here + ["infusion-started"]),
    (.paused, here + ["infusion-started", "infusion-paused"]),
    (.recovering, here + ["infusion-started", "infusion-stopped"]),
    (.ended, here + ["infusion-started", "infusion-stopped", "discharged"]),
  ]
  static let here = ["arrived", "side-effect-noted"]

  static let cells: [(String, Int, Bool)] = table.split(separator: "\n").dropFirst().flatMap {
    row in
    let words = row.split(separator: " ").map(String.init)
    return words.dropFirst().enumerated().map { (words[0], $0.offset, $0.element == "x") }
  }

  func story(_ road: [String]) throws -> Story<Visit> {
    given(Visit.self, try road.map { try #require(Statements.visit($0)) })
  }

  @Test(arguments: cells)
  func `each stage takes what the table says`(
    identifier: String, column: Int, isTaken: Bool
  ) throws {
    let (stage, road) = Self.roads[column]
    let story = try story(road)
    #expect(story.state.stage == stage)
    let event = try #require(Statements.visit(identifier))
    let outcome = story.when(event, by: .physician)
    #expect(outcome.isRecorded == isTaken, "\(String(describing: outcome.refusal))")
    if isTaken {
      outcome.then(event)
    } else {
      #expect(["out of order", "duplicate"].contains(outcome.verdict))
    }
  }

  @Test func `the table names every kind of event`() {
    let named = Set(Self.cells.map(\.0))
    #expect(named == Set(EventKind.all.filter { $0.stream == .visit }.map(\.identifier)))
    #expect(Self.cells.count == named.count * Self.roads.count)
  }

  @Test func `the stages follow one another`() throws {
    for (stage, road) in Self.roads {
      #expect(try story(road).state.stage == stage)
    }
    let resumed = ["arrived", "infusion-started", "infusion-paused", "infusion-resumed"]
    #expect(try story(resumed).state.stage == .infusing)
    for leaving in ["transferred", "left-against-advice"] {
      #expect(try story(["arrived", leaving]).state.stage == .ended)
    }
    #expect(
      try story(["arrived", "infusion-started", "infusion-paused", "infusion-stopped"]).state.stage
        == .recovering)
  }

  @Test func `what comes late does not move the visit back`() throws {
    let road = ["arrived", "infusion-started", "transferred"]
    for late in ["infusion-stopped", "infusion-paused", "recovery-started", "vitals-sampled"] {
      #expect(try story(road + [late]).state.stage == .ended)
    }
    #expect(try story(["arrived", "transferred", "infusion-started"]).state.stage == .ended)
  }
}
