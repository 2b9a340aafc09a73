import Foundation
import Testing

/// Random acts of random people, against a model that was written without Candor's code.
///
/// A longer walk, or another one: `CANDOR_WALK_SEED=7 CANDOR_WALK_STEPS=5000`.
@Suite struct ClinicWalkTests {
  private static let environment = ProcessInfo.processInfo.environment
  static let seeds: [UInt64] =
    environment["CANDOR_WALK_SEED"].flatMap { UInt64($0) }.map { [$0] } ?? [1, 2, 3, 4]
  static let steps = environment["CANDOR_WALK_STEPS"].flatMap { Int($0) } ?? 60

  @Test(arguments: seeds)
  func `the clinic does what the model says, and nothing else`(seed: UInt64) throws {
    var walk = try Walk(seed: seed)
    try walk.run(steps: Self.steps)
    #expect(walk.doneCount > 0 && !walk.refusals.isEmpty)
  }
}
