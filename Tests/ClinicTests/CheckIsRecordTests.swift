import ClinicalRecord
import EventSamples
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
  private static let events = EventSample.all.map(\.event).filter { event in
    [.chart, .visit].contains(event.stream)
      && ![IntakeReceived.kind, VisitOpened.kind].contains(event.kind)
      && event.kind.name != DeviationExplained.name
  }.map { (name: $0.kind.identifier, event: $0) }

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
    var request = RecordRequest(statements: [statement], secondSigner: second?.identity)
    request.repeats = .refused
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
    case .held(.signatureNeeded(let causes, let roles))?:
      #expect(preflight.signingCauses == causes && second == nil, "\(what)")
      #expect(preflight.secondSigners == roles, "\(what)")
    case .held(.repeated)?: #expect(preflight.isRepeated && !preflight.isClear, "\(what)")
    case .reasonNeeded(let findings)?:
      #expect(preflight.departures.map(\.statement) == findings.map(\.statement), "\(what)")
      #expect(preflight.owedDepartures.isEmpty, "\(what)")
    case let other:
      Issue.record("\(what): \(String(describing: other))")
    }
    return false
  }
}
