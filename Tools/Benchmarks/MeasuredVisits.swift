internal import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Foundation
internal import Ledger
internal import Rehearsal

/// Visits of several lengths in one clinic: what the next vital signs cost in each.
struct MeasuredVisits {
  private let administrator: SignedIn
  private let nurse: SignedIn
  private let time: ClinicalTime

  init(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    time = try ClinicalTime(iso8601: "2026-11-02T09:00:00-06:00")
    let clock = SystemClock(standingAt: time)
    let ledger = folder + "/ledger"
    func identity(_ handle: String) -> String { folder + "/\(handle).identity" }
    _ = try Clinic.create(
      ClinicCreation(
        directory: ledger, siteName: "benchmarks.example", isTraining: true,
        administratorHandle: "admin", administratorDisplayName: "Admin", passphrase: nil,
        identityPath: identity("admin"), policyDocument: ShippedPolicies.omahaMoodAndPain),
      clock: clock)
    let clinic = try Clinic.open(directory: ledger, clock: clock)
    administrator = try clinic.signIn(try IdentityFile.read(identity("admin")) { [] })
    for (handle, role) in [("dr", Role.physician), ("nurse", .nurse)] {
      _ = try administrator.enroll(
        Enrolment(
          handle: handle, displayName: handle, role: role, passphrase: nil,
          identityPath: identity(handle)))
    }
    nurse = try clinic.signIn(try IdentityFile.read(identity("nurse")) { [] })
  }

  /// A patient who is here, with so many vital signs.
  func visit(of count: Int) throws -> SubjectID {
    var intake = IntakeReceived()
    intake.familyName = "Twin"
    intake.givenName = "Ada"
    intake.birthDate = "1984-03-02"
    let recorded = try nurse.record(
      RecordRequest(statements: [Statement(chart: nil, event: .chart(.intakeReceived(intake)))]))
    guard let chart = recorded.patient?.chart else {
      throw RehearsalError.unexpected("an intake without a chart")
    }
    var arrived = Arrived()
    arrived.indication = .depression
    try record([.visit(.arrived(arrived))], on: chart)
    try record((0..<count).map { vitals($0) }, on: chart)
    // The rows are stored by whoever comes next.
    try next(in: chart, count)
    return chart
  }

  /// One more set of vital signs, as a person states it.
  func next(in chart: SubjectID, _ index: Int) throws {
    _ = try nurse.record(
      RecordRequest(statements: [Statement(chart: chart, event: vitals(index))]))
  }

  private func record(_ events: [ClinicalEvent], on chart: SubjectID) throws {
    _ = try nurse.record(
      RecordRequest(
        statements: events.map { Statement(chart: chart, event: $0) }, reasons: .owed))
  }

  private func vitals(_ index: Int) -> ClinicalEvent {
    var sampled = VitalsSampled()
    sampled.source = .takenByHand
    sampled.sample.heartRateBpm = Double(60 + index % 30)
    sampled.sample.spo2Percent = 98
    sampled.sample.systolicMmhg = 118
    sampled.sample.diastolicMmhg = 76
    return .visit(.vitalsSampled(sampled))
  }
}
