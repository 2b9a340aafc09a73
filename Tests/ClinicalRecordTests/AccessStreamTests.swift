import ClinicalRecord
import Testing

@Suite struct AccessStreamTests {
  private static let opened = EmergencyAccessOpened.kind
  private static let reviewed = EmergencyAccessReviewed.kind

  struct Row: CustomTestStringConvertible, Sendable {
    var number: UInt32 = 1
    /// What stands there, each with its actor.
    var before: [(EventKind, UInt32)] = []
    var kind: EventKind
    var actor: UInt32 = 2
    var refusal: AccessStream.Refusal?
    var testDescription: String { "\(number): \(before.map(\.0)), then \(kind) by \(actor)" }
  }

  static let table: [Row] = [
    Row(number: 0, kind: Viewed.kind),
    Row(number: 0, before: [(Viewed.kind, 2)], kind: Searched.kind),
    Row(number: 0, kind: opened, refusal: .emergencyAmongLooks),
    Row(number: 0, kind: reviewed, refusal: .notOpened),
    Row(number: 0, before: [(opened, 1)], kind: reviewed, refusal: .notOpened),
    Row(kind: opened),
    Row(number: 7, kind: opened),
    Row(kind: Viewed.kind, refusal: .lookInEmergency),
    Row(before: [(opened, 1)], kind: Searched.kind, refusal: .lookInEmergency),
    Row(before: [(opened, 1)], kind: opened, refusal: .openedBefore),
    Row(before: [(opened, 1), (reviewed, 2)], kind: opened, refusal: .openedBefore),
    Row(kind: reviewed, refusal: .notOpened),
    Row(before: [(reviewed, 2)], kind: reviewed, refusal: .notOpened),
    Row(before: [(opened, 1)], kind: reviewed),
    Row(before: [(opened, 1)], kind: reviewed, actor: 1, refusal: .ownReview),
    Row(before: [(opened, 1), (opened, 2)], kind: reviewed, actor: 1, refusal: .ownReview),
    Row(before: [(opened, 1), (reviewed, 3)], kind: reviewed, refusal: .reviewedBefore),
    Row(before: [(opened, 1), (reviewed, 3)], kind: reviewed, actor: 1, refusal: .ownReview),
    Row(before: [(opened, 1), (Viewed.kind, 2)], kind: reviewed),
  ]

  @Test(arguments: table)
  func `an emergency access is opened once, then reviewed once by somebody else`(row: Row) {
    var access = AccessStream(number: row.number)
    for (kind, actor) in row.before { access.evolve(kind, by: actor) }
    #expect(access.refusal(of: row.kind, by: row.actor) == row.refusal)
  }
}
