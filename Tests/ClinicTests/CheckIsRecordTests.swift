import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What `check` answers is what `record` then does: for every event, at every stage, by every role,
/// with and without a second signer.
struct CheckIsRecordTests {
  private let house: TestClinic
  private let people: [(role: Role, person: SignedIn)]

  init() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    let others: [(Role, String)] = [
      (.medicalAssistant, "mia"), (.pharmacist, "phil"), (.complianceOfficer, "cora"),
    ]
    for (role, handle) in others { try house.enroll(handle, role) }
    let known: [(Role, String)] = [
      (.physician, "drew"), (.nurse, "nora"), (.frontDesk, "fred"), (.administrator, "ada"),
      (.auditor, "audrey"),
    ]
    people = try (known + others).map { role, handle in
      (role, try house.clinic.signIn(try house.identity(handle)))
    }
    try house.actAs("drew")
    try house.move(to: "09:00")
    self.house = house
  }

  private static let stages: [(name: String, road: [String])] = [
    ("not arrived", []), ("arrived", here), ("infusing", here + ["infusion-started"]),
    ("paused", here + ["infusion-started", "infusion-paused"]),
    ("recovering", here + ["infusion-started", "infusion-stopped"]),
    ("ended", here + ["infusion-started", "infusion-stopped", "discharged"]),
  ]
  private static let here = ["arrived", "side-effect-noted"]

  /// One of every kind that a person states about a chart, by its identifier.
  private static let events: [(name: String, event: ClinicalEvent)] = {
    let chart: [ChartEvent.OneOf_Event] = [
      .historyFormReceived(.with { $0.formVersion = "3" }),
      .acknowledgementOfOngoingCareReceived(.with { $0.signer = .primaryCarePhysician }),
      .medicationListReviewed(.with { $0.noneTaken = true }),
      .candidacyDetermined(
        .with {
          $0.outcome = .candidate
          $0.indication = .depression
        }),
      .consentSigned(
        .with {
          $0.formVersion = "2"
          $0.formSha256 = Data(repeating: 7, count: 32)
          $0.signer = .patient
        }),
      .consentWithdrawn(.init()),
      .infusionScheduled(
        .with {
          $0.scheduledFor =
            ClinicalTime(
              unixMicroseconds: 1_793_631_600_000_000, utcOffsetMinutes: -360, precision: .minute
            ).stated
          $0.indication = .depression
        }),
    ]
    let visit: [VisitEvent.OneOf_Event] = [
      .arrived(.with { $0.indication = .depression }),
      .identityConfirmed(.with { $0.identifiers = [.name, .birthDate] }),
      .weighed(.with { $0.weightKg = 72.6 }),
      .fastingChecked(.with { $0.intakes = [.with { $0.item = .water }] }),
      .driverNamed(.with { $0.driver.name = "Bo Lee" }),
      .supervisorAssigned(
        .with {
          $0.supervisorActor = 3
          $0.administeringActor = 4
        }),
      .ivPlaced(
        .with {
          $0.site = "left forearm"
          $0.gauge = 22
          $0.attempts = 1
        }),
      .monitorApplied(.with { $0.channels = [.heartRate, .heartRhythm, .spo2] }),
      .infusionStarted(
        .with {
          $0.doseMg = 36.3
          $0.plannedMinutes = 45
          $0.route = .intravenous
        }),
      .infusionPaused(.init()), .infusionResumed(.init()),
      .infusionStopped(.with { $0.cause = .completed }), .recoveryStarted(.init()),
      .vitalsSampled(
        .with {
          $0.source = .takenByHand
          $0.sample.heartRateBpm = 72
          $0.sample.spo2Percent = 98
        }),
      .sideEffectNoted(
        .with {
          $0.effect = .nausea
          $0.severity = 2
        }),
      .sideEffectResolved(.with { $0.effect = .nausea }),
      .antiemeticGiven(
        .with {
          $0.drug = .ondansetron
          $0.doseMg = 4
          $0.route = .intravenous
        }),
      .antiemeticDeclined(.init()), .oxygenGiven(.with { $0.flowLPerMin = 2 }),
      .rescueDrugGiven(
        .with {
          $0.drug = .midazolam
          $0.doseMg = 1.5
          $0.route = .intravenous
        }),
      .adverseEventNoted(
        .with {
          $0.severity = 3
          $0.description_p = "fainted"
        }),
      .emergencyCalled(.init()), .transferred(.with { $0.destination = "County Hospital" }),
      .dischargeAssessed(.with { $0.stable = true }),
      .instructionsAcknowledged(.with { $0.noDriving24H = true }),
      .discharged(
        .with {
          $0.destination = .driver
          $0.driver.name = "Bo Lee"
          $0.driverFitToDrive = true
        }),
      SecondSignerTests.waste.visitEvent,
    ].compactMap(\.self)
    return (chart.map(ClinicalEvent.chart) + visit.map(ClinicalEvent.visit)).map {
      ($0.kind.identifier, $0)
    }
  }()

  /// A chart with a visit at a stage, recorded by a physician without asking for reasons.
  private func chart(at road: [String]) throws -> SubjectID {
    let chart = try house.intake()
    guard !road.isEmpty else { return chart }
    let statements = try road.map { name in
      let event = try #require(Self.events.first { $0.name == name }?.event)
      return Statement(chart: chart, event: event)
    }
    _ = try house.acting.record(RecordRequest(statements: statements, reasons: .owed))
    return chart
  }

  @Test func `every kind that a person states of a chart is among the events`() {
    let stated = EventKind.all.filter { kind in
      (kind.stream == .chart || kind.stream == .visit)
        && ![IntakeReceived.kind, VisitOpened.kind].contains(kind)
        && kind.name != DeviationExplained.name
    }
    #expect(Set(Self.events.map(\.name)) == Set(stated.map(\.identifier)))
  }

  @Test(arguments: CheckIsRecordTests.stages.map(\.name))
  func `what check answers is what record does`(stage: String) throws {
    let road = try #require(Self.stages.first { $0.name == stage }).road
    var subject = try chart(at: road)
    var answers = 0
    for (name, event) in Self.events {
      for (role, person) in people {
        let what = "\(name) by \(role.words), \(stage)"
        let statement = Statement(chart: subject, event: event)
        let preflight: Preflight
        do {
          preflight = try person.check(statement)
        } catch {
          // Whoever may not ask, or asks of a visit that is not there, is refused as recording is.
          let asked = clinicError(behind: error)
          if case .notPermitted? = asked { continue }
          let refused = expectError(what) {
            try person.record(RecordRequest(statements: [statement]))
          }
          #expect(refused?.code == asked?.code, "\(what)")
          continue
        }
        answers += 1
        for second in signers(beside: person, of: preflight) {
          if try record(statement, by: person, beside: second, answered: preflight, what) {
            subject = try chart(at: road)
            break
          }
        }
      }
    }
    #expect(answers > 90)
  }

  /// Nobody; and where somebody has to, one who may not and one who may.
  private func signers(beside person: SignedIn, of preflight: Preflight) -> [SignedIn?] {
    guard !preflight.secondSigners.isEmpty else { return [nil] }
    let others = people.filter { $0.person.actor != person.actor }
    let wrong = others.first { !preflight.secondSigners.contains($0.role) }?.person
    let right = others.first { preflight.secondSigners.contains($0.role) }?.person
    return [nil, wrong, right]
  }

  /// - Returns: whether it was recorded.
  private func record(
    _ statement: Statement, by person: SignedIn, beside second: SignedIn?,
    answered preflight: Preflight, _ what: String
  ) throws -> Bool {
    let request = RecordRequest(statements: [statement], secondSigner: second?.identity)
    let refusal: ClinicError?
    do {
      let recorded = try person.record(request)
      let rules = Set(recorded.owedDepartures.map(\.rule))
      #expect(preflight.isClear, "\(what)")
      #expect(preflight.secondSigners.isEmpty || second != nil, "\(what)")
      #expect(rules.isSuperset(of: preflight.owedDepartures.map(\.rule)), "\(what)")
      return true
    } catch {
      refusal = clinicError(behind: error)
    }
    switch refusal {
    case .rejected(let rejection)?: #expect(preflight.rejection == rejection, "\(what)")
    case .secondSignerNeeded(_, let roles)?:
      #expect(preflight.rejection == nil && second == nil, "\(what)")
      #expect(preflight.secondSigners == roles, "\(what)")
    case .secondSignerOfOtherRole(_, let role, _, _)?:
      #expect(!preflight.secondSigners.contains(role) && second?.role == role, "\(what)")
    case .reasonNeeded(let findings)?:
      #expect(preflight.departures.map(\.statement) == findings.map(\.statement), "\(what)")
      #expect(preflight.owedDepartures.isEmpty, "\(what)")
    case let other:
      Issue.record("\(what): \(String(describing: other))")
    }
    return false
  }
}

extension ClinicalEvent {
  fileprivate var visitEvent: VisitEvent.OneOf_Event? {
    if case .visit(let event) = self { event } else { nil }
  }
}
