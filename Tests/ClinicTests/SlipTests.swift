import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What looks like a slip, what is beyond the policy's most, and what no one person overrides: said
/// by a check, held up or told when it is recorded, and no matter of verification.
struct SlipTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast()
    try visit.prepare()
    try house.actAs("nora")
    try house.move(to: "09:15")
  }

  private static func start(mg doseMg: Double) -> ClinicalEvent {
    .visit(
      .infusionStarted(
        .with {
          $0.doseMg = doseMg
          $0.plannedMinutes = 45
          $0.route = .intravenous
        }))
  }

  private static func weighed(_ kilograms: Double) -> ClinicalEvent {
    .visit(.weighed(.with { $0.weightKg = kilograms }))
  }

  private static func vitals(_ heartRate: Double) -> ClinicalEvent {
    .visit(
      .vitalsSampled(
        .with {
          $0.source = .takenByHand
          $0.sample = .with { $0.heartRateBpm = heartRate }
        }))
  }

  private static func rescue(mg doseMg: Double) -> ClinicalEvent {
    .visit(
      .rescueDrugGiven(
        .with {
          $0.drug = .midazolam
          $0.doseMg = doseMg
          $0.route = .intravenous
        }))
  }

  private func request(
    _ events: ClinicalEvent..., occurred: String? = nil, reason: String? = nil,
    _ change: (inout RecordRequest) throws -> Void = { _ in }
  ) throws -> RecordRequest {
    let time = try occurred.map { try at($0) }
    var request = RecordRequest(
      statements: events.map { Statement(chart: visit.chart, event: $0, occurred: time) },
      reason: reason)
    request.repeats = .refused
    try change(&request)
    return request
  }

  private func check(_ event: ClinicalEvent) throws -> Preflight {
    try house.acting.check(Statement(chart: visit.chart, event: event))
  }

  // MARK: Doses

  @Test func `a dose is told by weight and hour, and as a multiple of the policy's most`() throws {
    let told =
      "36.3 mg = 0.50 mg/kg (72.6 kg at 09:00), 0.67 mg/kg/h, "
      + "1.0 times the policy's most of 0.5 mg/kg"
    let preflight = try check(Self.start(mg: 36.3))
    #expect(preflight.remarks == [told])
    #expect(preflight.isClear && preflight.secondSigners.isEmpty && preflight.doubts.isEmpty)
    let recorded = try house.acting.record(try request(Self.start(mg: 36.3)))
    #expect(recorded.remarks == [told])
  }

  @Test func `ten times the dose needs a reason and somebody else's signature`() throws {
    let preflight = try check(Self.start(mg: 363))
    #expect(preflight.departures.map(\.rule) == [.S24])
    #expect(preflight.secondSigners == [.physician, .prescriber, .nurse, .pharmacist])
    guard case .dose(363, let says)? = preflight.doubts.first else {
      Issue.record("\(preflight.doubts)")
      return
    }
    #expect(says.contains("10.0 times the policy's most of 0.5 mg/kg"))
    let alone = expectError {
      try house.acting.record(try request(Self.start(mg: 363), reason: "as ordered by the doctor"))
    }
    guard case .held(.signatureNeeded(let causes, let roles))? = alone else {
      Issue.record("\(String(describing: alone))")
      return
    }
    #expect(roles == preflight.secondSigners && causes == preflight.signingCauses)
    let recorded = try house.acting.record(
      try request(Self.start(mg: 363), reason: "as ordered by the doctor") {
        $0.secondSigner = try house.identity("drew")
      })
    #expect(recorded.explainedDepartures.map(\.rule) == [.S24])
    #expect(recorded.signatures.map(\.signer.handle) == ["nora", "drew"])
    try house.checkEverything()
  }

  @Test func `at a terminal a dose beyond the most is typed again first`() throws {
    var held: [Doubt] = []
    let first = expectError {
      try house.acting.record(
        try request(Self.start(mg: 363)) { $0.doubts = .asked(confirmed: []) })
    }
    if case .held(.doubtful(let doubts))? = first { held = doubts }
    #expect(held.count == 1)
    let second = expectError {
      try house.acting.record(
        try request(Self.start(mg: 363), reason: "as ordered") {
          $0.doubts = .asked(confirmed: Set(held))
        })
    }
    #expect(second?.code == .held)
    if case .held(.signatureNeeded)? = second { return }
    Issue.record("\(String(describing: second))")
  }

  @Test func `an antiemetic beyond its most needs both, too`() throws {
    let drug = ClinicalEvent.visit(
      .antiemeticGiven(
        .with {
          $0.drug = .ondansetron
          $0.doseMg = 40
          $0.route = .intravenous
        }))
    let error = expectError { try house.acting.record(try request(drug, reason: "as ordered")) }
    if case .held(.signatureNeeded)? = error { return }
    Issue.record("\(String(describing: error))")
  }

  @Test func `a batch with ten times the dose and no second signer is refused`() throws {
    let error = expectError {
      try house.acting.record(try request(Self.start(mg: 363)) { $0.reasons = .owed })
    }
    if case .held(.signatureNeeded)? = error { return }
    Issue.record("\(String(describing: error))")
  }

  @Test func `a rescue drug beyond its most is recorded at once, told, and owes a reason`() throws {
    try house.acting.record(try request(Self.start(mg: 36.3)))
    let recorded = try house.acting.record(try request(Self.rescue(mg: 20)))
    #expect(recorded.owedDepartures.map(\.rule) == [.S24])
    #expect(recorded.remarks == ["midazolam 20 mg, more than the policy's 5 mg"])
    #expect(recorded.signatures.count == 1)
  }

  @Test func `what was given is held against what was started`() throws {
    try house.acting.record(try request(Self.start(mg: 36.3)))
    try visit.vitals(at: "09:30")
    try house.move(to: "09:45")
    let stop = ClinicalEvent.visit(
      .infusionStopped(
        .with {
          $0.cause = .completed
          $0.givenMg = 40
        }))
    let recorded = try house.acting.record(try request(stop))
    #expect(recorded.remarks == ["40 mg were given, more than the 36.3 mg that were started"])
    #expect(recorded.owedDepartures.map(\.rule).contains(.S24))
  }

  @Test func `verification judges no dose and no override: an older ledger stays sound`() throws {
    let fresh = try house.intake()
    try house.record(.visit(.arrived(.with { $0.indication = .depression })), on: fresh)
    var old = RecordRequest(statements: [Statement(chart: fresh, event: Self.start(mg: 363))])
    old.reasons = .owed
    old.secondSigner = try house.identity("drew")
    try house.acting.record(old)
    let verified = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(verified.isSound)
  }

  // MARK: Overrides

  /// A visit without consent, identity and with whatever was determined.
  private func unprepared(_ outcome: CandidacyDetermined.Outcome?) throws -> SubjectID {
    try house.actAs("drew")
    let chart = try house.intake()
    if let outcome {
      try house.record(
        .chart(
          .candidacyDetermined(
            .with {
              $0.outcome = outcome
              $0.indication = .depression
            })), on: chart)
    }
    try house.record(.visit(.arrived(.with { $0.indication = .depression })), on: chart)
    try house.record(Self.weighed(72.6), on: chart)
    try house.actAs("nora")
    return chart
  }

  private func start(
    _ chart: SubjectID, reasons: [RuleID: String], second: String? = nil
  ) throws -> Recorded {
    var request = RecordRequest(
      statements: [Statement(chart: chart, event: Self.start(mg: 36.3))],
      reason: "the papers are in the other house")
    request.reasonsByRule = reasons
    request.secondSigner = try second.map { try house.identity($0) }
    return try house.acting.record(request)
  }

  private static let own: [RuleID: String] = [
    .S26: "signed on paper at the desk", .S27: "known here for years, no card today",
    .S28: "the physician saw him this morning",
  ]

  @Test func `no consent, no identity and no candidate are not overridden by one word`() throws {
    let chart = try unprepared(.notACandidate)
    let one = expectError { try start(chart, reasons: [:], second: "drew") }
    guard case .reasonNeeded(let findings)? = one else {
      Issue.record("\(String(describing: one))")
      return
    }
    #expect(findings.map(\.rule) == [.S26, .S27, .S28])
    #expect(one?.description.contains("of its own for S26, S27, S28") == true)
    let short = expectError {
      try start(chart, reasons: Self.own.mapValues { _ in "agreed" }, second: "drew")
    }
    #expect(short?.code == .reasonNeeded)
    let alone = expectError { try start(chart, reasons: Self.own) }
    guard case .held(.signatureNeeded(let causes, let roles))? = alone else {
      Issue.record("\(String(describing: alone))")
      return
    }
    #expect(causes == [.overridden([.S26, .S27, .S28])])
    #expect(roles == [.physician, .prescriber])
    let recorded = try start(chart, reasons: Self.own, second: "drew")
    #expect(recorded.owedDepartures.isEmpty)
    let rules = recorded.explainedDepartures.map(\.rule)
    #expect(Set(rules).isSuperset(of: [.S26, .S27, .S28]))
    // One explanation for what has the same reason, and one for each of its own.
    #expect(recorded.lines.count { $0.event == DeviationExplained.name } == 4)
    try house.checkEverything()
  }

  @Test func `a nurse beside a nurse does not override them`() throws {
    let chart = try unprepared(.candidate)
    try house.actAs("ada")
    try house.enroll("nils", .nurse)
    try house.actAs("nora")
    let error = expectError { try start(chart, reasons: Self.own, second: "nils") }
    #expect(error?.code == .secondSignerOfOtherRole)
  }

  @Test func `a physician overrides them with reasons, and nobody beside`() throws {
    let chart = try unprepared(nil)
    try house.actAs("drew")
    // Nothing is determined: that alone is no override.
    let recorded = try start(chart, reasons: Self.own.filter { $0.key != .S28 })
    #expect(recorded.owedDepartures.isEmpty)
  }

  @Test func `a reason of a rule that is not departed from is kept`() throws {
    let recorded = try house.acting.record(
      try request(Self.start(mg: 36.3)) { $0.reasonsByRule = [.S5: "breakfast was at two"] })
    #expect(recorded.lines.last?.sentence.contains("breakfast was at two") == true)
  }

  @Test func `a check tells a nurse who has to sign`() throws {
    let chart = try unprepared(.candidate)
    let preflight = try house.acting.check(
      Statement(chart: chart, event: Self.start(mg: 36.3)))
    #expect(preflight.signingCauses == [.overridden([.S26, .S27])])
    #expect(preflight.secondSigners == [.physician, .prescriber])
  }

  // MARK: Twice

  @Test func `the same within a minute is refused, and the entry named`() throws {
    let first = try house.acting.record(try request(Self.vitals(72)))
    #expect(try check(Self.vitals(72)).isRepeated)
    let error = expectError { try house.acting.record(try request(Self.vitals(72))) }
    guard case .held(.repeated("vitals sampled", let position, _))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(position == first.positions.lowerBound)
    #expect(error?.description.contains("--again") == true)
    try house.acting.record(try request(Self.vitals(73)))
    try house.acting.record(try request(Self.vitals(72)) { $0.repeats = .recorded })
    try house.move(to: "09:16")
    try house.acting.record(try request(Self.vitals(72)))
  }

  @Test func `a rescue drug given twice is recorded twice, and told`() throws {
    try house.acting.record(try request(Self.rescue(mg: 2)))
    let again = try house.acting.record(try request(Self.rescue(mg: 2)))
    #expect(again.remarks.first?.contains("the same rescue drug given is on record") == true)
  }

  @Test func `a batch leaves out what is on record at its own time`() throws {
    func batch(_ rates: [Double], id: AppendID? = nil) throws -> RecordRequest {
      var request = RecordRequest(
        appendID: id,
        statements: try rates.enumerated().map { index, rate in
          Statement(
            chart: visit.chart, event: Self.vitals(rate), occurred: try at("09:0\(index)"))
        }, reasons: .owed)
      request.repeats = .leftOut
      return request
    }
    let first = try house.acting.record(try batch([70, 71]))
    let id = AppendID.random()
    let more = try house.acting.record(try batch([70, 71, 72], id: id))
    #expect(more.lines.count == 1)
    #expect(more.leftOut == Array(first.positions))
    let replayed = try house.acting.record(try batch([70, 71, 72], id: id))
    #expect(replayed.wasAlreadyRecorded && replayed.positions == more.positions)
    let size = house.size
    let nothing = try house.acting.record(try batch([70, 71, 72]))
    #expect(nothing.wasAlreadyRecorded && nothing.leftOut.count == 3 && house.size == size)
    var again = try batch([70])
    again.repeats = .recorded
    #expect(try house.acting.record(again).lines.count == 1)
  }

  @Test func `a batch without times of its own is refused as any program is`() throws {
    try house.acting.record(try request(Self.vitals(72)))
    let error = expectError {
      try house.acting.record(
        try request(Self.vitals(72)) {
          $0.reasons = .owed
          $0.repeats = .leftOut
        })
    }
    #expect(error?.code == .held)
  }

  // MARK: Weights and values

  @Test func `a weight far from the chart's last is asked about, and told to programs`() throws {
    #expect(try check(Self.weighed(79.8)).doubts.isEmpty)
    let says = "160 kg is 120 % more than the chart's last weight, 72.6 kg at 2026-11-02 09:00"
    #expect(try check(Self.weighed(160)).doubts == [.weightChange(says: says)])
    let asked = expectError {
      try house.acting.record(
        try request(Self.weighed(160)) { $0.doubts = .asked(confirmed: []) })
    }
    #expect(asked?.description.contains("160 kg is 120 % more") == true)
    #expect(try house.acting.record(try request(Self.weighed(160))).remarks == [says])
  }

  @Test func `a value beyond what is possible is asked about, and told to programs`() throws {
    let vitals = ClinicalEvent.visit(
      .vitalsSampled(
        .with {
          $0.source = .takenByHand
          $0.sample = .with {
            $0.heartRateBpm = 720
            $0.systolicMmhg = 76
            $0.diastolicMmhg = 118
          }
        }))
    let says = [
      "HR 720 is beyond what is possible", "BP 76/118 has its two pressures the wrong way round",
    ]
    #expect(try check(vitals).doubts == says.map { .suspect(says: $0) })
    #expect(try house.acting.record(try request(vitals)).remarks == says)
    #expect(try check(Self.weighed(0.07)).doubts.count == 2)
  }
}
