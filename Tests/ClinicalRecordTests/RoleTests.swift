import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct RoleTests {
  /// Written out once more: who may record what, every cell.
  static let table = """
    kind                                   adm phy pre nur mas fro pha com aud dev pro
    intake-received                         -   x   x   x   x   x   -   -   -   -   -
    history-form-received                   -   x   x   x   x   x   -   -   -   -   -
    acknowledgement-of-ongoing-care-received -  x   x   x   x   x   -   -   -   -   -
    medication-list-reviewed                -   x   x   x   -   -   x   -   -   -   -
    candidacy-determined                    -   x   x   -   -   -   -   -   -   -   -
    consent-signed                          -   x   x   x   -   -   -   -   -   -   -
    consent-withdrawn                       -   x   x   x   x   x   -   -   -   -   -
    infusion-scheduled                      -   x   x   x   x   x   -   -   -   -   -
    inquiry-received                        -   x   x   x   x   x   -   -   -   -   -
    referral-received                       -   x   x   x   x   x   -   -   -   -   -
    allergy-noted                           -   x   x   x   x   -   -   -   -   -   -
    other-therapy-noted                     -   x   x   x   x   -   -   -   -   -   -
    medication-stopped                      -   x   x   x   -   -   x   -   -   -   -
    screening-done                          -   x   x   x   x   -   -   -   -   -   -
    pregnancy-tested                        -   x   x   x   x   -   -   -   -   -   -
    baseline-ecg-recorded                   -   x   x   x   x   -   -   -   -   -   -
    prescription-monitoring-queried         -   x   x   x   -   -   x   -   -   -   -
    assent-asked                            -   x   x   x   -   -   -   -   -   -   -
    course-planned                          -   x   x   -   -   -   -   -   -   -   -
    dose-planned                            -   x   x   -   -   -   -   -   -   -   -
    infusion-rescheduled                    -   x   x   x   x   x   -   -   -   -   -
    infusion-cancelled                      -   x   x   x   x   x   -   -   -   -   -
    no-show-recorded                        -   x   x   x   x   x   -   -   -   -   -
    outcome-scored                          -   x   x   x   x   -   -   -   -   -   -
    risk-escalated                          -   x   x   x   x   x   x   x   -   -   -
    risk-answered                           -   x   x   -   -   -   -   -   -   -   -
    driving-reported                        -   x   x   x   x   x   -   -   -   -   -
    follow-up-made                          -   x   x   x   x   -   -   -   -   -   -
    prescription-issued                     -   x   x   x   -   -   x   -   -   -   -
    course-completed                        -   x   x   -   -   -   -   -   -   -   -
    course-discontinued                     -   x   x   -   -   -   -   -   -   -   -
    maintenance-planned                     -   x   x   -   -   -   -   -   -   -   -
    handed-over                             -   x   x   x   x   -   -   -   -   -   -
    amendment-requested                     -   x   x   x   x   x   x   x   -   -   -
    amendment-answered                      -   x   x   x   x   x   x   x   -   -   -
    visit-opened                            -   x   x   x   x   x   -   -   -   -   -
    identity-corrected                      -   x   x   x   x   x   -   -   -   -   -
    chart-merged                            -   x   x   x   x   x   -   -   -   -   -
    chart-unmerged                          -   x   x   x   x   x   -   -   -   -   -
    deviation-explained                     -   x   x   x   x   x   x   x   -   -   -
    amended                                 -   x   x   x   x   x   x   x   -   -   -
    entered-in-error                        -   x   x   x   x   x   x   x   -   -   -
    co-signed                               -   x   x   x   -   -   x   -   -   -   -
    reinstated                              -   x   x   x   x   x   x   x   -   -   -
    arrived                                 -   x   x   x   x   x   -   -   -   -   -
    identity-confirmed                      -   x   x   x   x   x   -   -   -   -   -
    weighed                                 -   x   x   x   x   -   -   -   -   -   -
    fasting-checked                         -   x   x   x   x   -   -   -   -   -   -
    driver-named                            -   x   x   x   x   x   -   -   -   -   -
    supervisor-assigned                     -   x   x   -   -   -   -   -   -   -   -
    iv-placed                               -   x   x   x   -   -   -   -   -   -   -
    monitor-applied                         -   x   x   x   x   -   -   -   -   -   -
    infusion-started                        -   x   x   x   -   -   -   -   -   -   -
    infusion-paused                         -   x   x   x   -   -   -   -   -   -   -
    infusion-resumed                        -   x   x   x   -   -   -   -   -   -   -
    infusion-stopped                        x   x   x   x   x   x   x   x   -   x   -
    recovery-started                        -   x   x   x   -   -   -   -   -   -   -
    vitals-sampled                          -   x   x   x   x   -   -   -   -   x   -
    side-effect-noted                       -   x   x   x   -   -   -   -   -   -   -
    side-effect-resolved                    -   x   x   x   -   -   -   -   -   -   -
    antiemetic-given                        -   x   x   x   -   -   -   -   -   -   -
    antiemetic-declined                     -   x   x   x   -   -   -   -   -   -   -
    antiemetic-not-indicated                -   x   x   x   -   -   -   -   -   -   -
    oxygen-given                            x   x   x   x   x   x   x   x   -   x   -
    rescue-drug-given                       x   x   x   x   x   x   x   x   -   x   -
    adverse-event-noted                     x   x   x   x   x   x   x   x   -   x   -
    emergency-called                        x   x   x   x   x   x   x   x   -   x   -
    transferred                             x   x   x   x   x   x   x   x   -   x   -
    emergency-equipment-checked             -   x   x   x   x   -   -   -   -   -   -
    time-out-held                           -   x   x   x   -   -   -   -   -   -   -
    bolus-given                             -   x   x   x   -   -   -   -   -   -   -
    infusion-rate-changed                   -   x   x   x   -   -   -   -   -   -   -
    site-checked                            -   x   x   x   x   -   -   -   -   -   -
    alarm-acknowledged                      -   x   x   x   x   -   -   -   -   -   -
    dissociation-scored                     -   x   x   x   x   -   -   -   -   -   -
    adverse-event-followed-up               -   x   x   x   -   -   -   -   -   -   -
    iv-removed                              -   x   x   x   -   -   -   -   -   -   -
    left-against-advice                     -   x   x   x   x   x   -   -   -   -   -
    visit-signed-off                        -   x   x   -   -   -   -   -   -   -   -
    discharge-assessed                      -   x   x   x   -   -   -   -   -   -   -
    instructions-acknowledged               -   x   x   x   -   -   -   -   -   -   -
    discharged                              -   x   x   x   -   -   -   -   -   -   -
    drug-wasted                             -   x   x   x   -   -   x   -   -   -   -
    drug-drawn                              -   x   x   x   -   -   x   -   -   -   -
    drug-returned                           -   x   x   x   -   -   x   -   -   -   -
    drug-missing                            -   x   x   x   -   -   x   -   -   -   -
    viewed                                  -   x   x   x   x   x   x   x   -   -   -
    searched                                -   x   x   x   x   x   x   x   -   -   -
    disclosed                               -   x   x   x   x   x   x   x   -   -   -
    emergency-access-opened                 x   x   x   x   x   x   x   x   -   -   -
    emergency-access-reviewed               -   x   -   -   -   -   -   x   -   -   -
    staff-enrolled                          x   -   -   -   -   -   -   -   -   -   -
    staff-credentialed                      x   -   -   -   -   -   -   -   -   -   -
    staff-suspended                         x   -   -   -   -   -   -   -   -   -   -
    staff-reinstated                        x   -   -   -   -   -   -   -   -   -   -
    staff-departed                          x   -   -   -   -   -   -   -   -   -   -
    staff-key-replaced                      x   x   x   x   x   x   x   x   x   x   x
    device-assigned                         -   x   x   x   x   -   -   -   -   -   -
    device-released                         x   x   x   x   x   x   x   x   -   x   -
    policy-adopted                          x   -   -   -   -   -   -   -   -   -   -
    drug-book-opened                        -   x   x   x   -   -   x   -   -   -   -
    sign-in-refused                         -   -   -   -   -   -   -   -   -   -   x
    act-refused                             -   -   -   -   -   -   -   -   -   -   x
    backup-taken                            x   x   -   -   -   -   -   x   -   -   -
    ledger-restored                         -   -   -   -   -   -   -   -   -   -   x
    ledger-verified                         x   x   -   -   -   -   -   x   x   -   -
    legal-hold-placed                       x   x   -   -   -   -   -   x   -   -   -
    legal-hold-released                     -   -   -   -   -   -   -   x   -   -   -
    chart-erasure-intended                  -   -   -   -   -   -   -   x   -   -   -
    chart-erasure-completed                 x   x   x   x   x   x   x   x   -   -   x
    access-spool-damaged                    -   -   -   -   -   -   -   -   -   -   x
    tables-mended                           x   x   -   -   -   -   -   x   -   -   -
    checkpoint-given-up                     x   x   -   -   -   -   -   x   -   -   -
    checkpoint-contradicted                 x   x   x   x   x   x   x   x   -   x   -
    day-closed                              -   x   x   x   -   -   x   -   -   -   -
    report-issued                           -   x   -   -   -   -   -   x   -   -   -
    stock-received                          -   x   x   x   -   -   x   -   -   -   -
    opening-inventory                       -   x   x   x   -   -   x   -   -   -   -
    biennial-inventory                      -   x   x   x   -   -   x   -   -   -   -
    lot-counted                             -   x   x   x   -   -   x   -   -   -   -
    drawn-from-lot                          -   x   x   x   -   -   x   -   -   -   -
    given-from-lot                          -   x   x   x   -   -   x   -   -   -   -
    wasted-from-lot                         -   x   x   x   -   -   x   -   -   -   -
    returned-to-lot                         -   x   x   x   -   -   x   -   -   -   -
    stock-expired                           -   x   x   x   -   -   x   -   -   -   -
    stock-transferred                       -   x   x   x   -   -   x   -   -   -   -
    stock-lost                              -   x   x   x   -   -   x   -   -   -   -
    discrepancy-declared                    -   x   x   x   -   -   x   -   -   -   -
    lot-reviewed                            -   x   -   -   -   -   -   x   -   -   -
    document-attached                       -   x   x   x   x   x   -   -   -   -   -
    document-piece                          -   x   x   x   x   x   -   -   -   -   -
    transcribed-from-paper                  -   x   x   x   x   x   x   x   -   -   -
    """

  static let rows: [String: [String]] = {
    let rows = table.split(separator: "\n").dropFirst().map {
      $0.split(separator: " ").map(String.init)
    }
    return Dictionary(rows.map { ($0[0], Array($0.dropFirst())) }) { first, _ in first }
  }()

  static let cells = EventKind.all.flatMap { kind in Role.stateable.map { (kind, $0) } }

  @Test(arguments: cells)
  func `each role records what the table says`(kind: EventKind, role: Role) throws {
    let marks = try #require(Self.rows[kind.identifier], "\(kind) is not in the table")
    try #require(marks.count == Role.stateable.count)
    #expect((marks[role.rawValue - 1] == "x") == kind.recorders.contains(role))
  }

  @Test(arguments: Statements.all)
  func `a statement by another role is refused and says who may`(event: ClinicalEvent) {
    for role in Role.allCases {
      do {
        try event.validate(by: role)
        #expect(event.kind.recorders.contains(role))
      } catch {
        #expect(error == .notYourRole(event: event.kind, role: role, allowed: event.kind.recorders))
        #expect(error.description.contains(event.kind.name))
      }
    }
  }

  @Test func `what is never held up is exactly what the design names`() {
    let never = EventKind.all.filter(\.isNeverHeldUp).map(\.identifier)
    #expect(
      never == [
        "infusion-stopped", "oxygen-given", "rescue-drug-given", "adverse-event-noted",
        "emergency-called", "transferred",
      ])
  }

  @Test func `what is never held up is anybody's, of a role to come too, but no auditor's`() {
    for kind in EventKind.all where kind.isNeverHeldUp {
      #expect(kind.mayBeRecorded(by: .UNRECOGNIZED(99)) && kind.mayBeRecorded(by: .device))
      #expect(!kind.mayBeRecorded(by: .auditor))
    }
  }

  @Test func `the program, whose key nobody guards, says nothing about a patient`() {
    for kind in EventKind.all where kind.isPersonal {
      #expect(!kind.mayBeRecorded(by: .program), "\(kind)")
    }
  }

  /// What a role reads and does beside recording, every cell.
  static let permissions = """
    permission            adm phy pre nur mas fro pha com aud dev pro
    readRoster              -   x   x   x   x   x   x   x   -   -   -
    readCharts              -   x   x   x   x   -   x   x   -   -   -
    readFindings            -   x   x   x   x   -   x   x   -   -   -
    readAccessLog           -   x   -   -   -   -   -   x   -   -   -
    openInEmergency         x   x   x   x   x   x   x   x   -   -   -
    reviewEmergencies       -   x   -   -   -   -   -   x   -   -   -
    holdKeys                x   x   x   x   x   x   x   x   -   -   -
    signCheckpoints         x   x   x   x   x   x   x   x   -   -   -
    readSecurityReport      x   x   -   -   -   -   -   x   x   -   -
    backUp                  x   x   -   -   -   -   -   x   -   -   -
    attestVerification      x   x   -   -   -   -   -   x   x   -   -
    """

  @Test(arguments: Permission.allCases)
  func `each role may do what the table says`(permission: Permission) throws {
    let row = try #require(
      Self.permissions.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        .first { $0[0] == "\(permission)" }, "\(permission) is not in the table")
    for role in Role.stateable {
      #expect((row[role.rawValue] == "x") == permission.holds(for: role), "\(role.words)")
    }
  }

  @Test func `whoever may read or open anything holds keys`() {
    for permission in Permission.allCases
    where ![.backUp, .readSecurityReport, .attestVerification].contains(permission) {
      #expect(permission.roles.isSubset(of: Permission.holdKeys.roles))
    }
  }

  @Test
  func `a merge, a waste, a hold's end, an erasure, a checkpoint given up need a second signer`() {
    let drugs = [
      OpeningInventory.kind, BiennialInventory.kind, LotCounted.kind, WastedFromLot.kind,
      StockExpired.kind, StockLost.kind, DiscrepancyDeclared.kind,
    ]
    #expect(
      EventKind.all.filter(\.needsSecondSigner) == [
        ChartMerged.kind, ChartUnmerged.kind, DrugWasted.kind, DrugMissing.kind,
        LegalHoldReleased.kind, ChartErasureIntended.kind, CheckpointGivenUp.kind,
      ] + drugs)
    #expect(drugs.allSatisfy { $0.secondSigners == DrugWasted.kind.secondSigners })
    #expect(ChartMerged.kind.secondSigners == IdentityCorrected.kind.recorders)
    #expect(ChartUnmerged.kind.secondSigners == IdentityCorrected.kind.recorders)
    #expect(DrugWasted.kind.secondSigners == [.physician, .prescriber, .nurse, .pharmacist])
    #expect(LegalHoldReleased.kind.secondSigners == [.administrator])
    #expect(ChartErasureIntended.kind.secondSigners == [.administrator])
  }

  @Test func `a refused role is told whom to ask`() {
    given(Chart.self, [Statements.intake])
      .when(
        .candidacyDetermined(
          .with {
            $0.outcome = .candidate
            $0.indication = .ptsd
          }), by: .nurse
      )
      .thenRefused(
        "\"candidacy determined\" is not recorded by a nurse: ask a physician or a prescriber")
  }
}
