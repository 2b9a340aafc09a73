import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// The most of each drug that is kept for an emergency, and times that are years off.
struct StatedLimitTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.arrive()
    try house.actAs("nora")
  }

  private func check(_ event: ClinicalEvent) throws -> Preflight {
    try house.acting.check(Statement(chart: visit.chart, event: event))
  }

  @Test(arguments: [
    (RescueDrugGiven.Drug.naloxone, 2.0), (.flumazenil, 1), (.ephedrine, 25), (.atropine, 1),
    (.lorazepam, 4),
  ])
  func `every rescue drug of the list has its most`(
    drug: RescueDrugGiven.Drug, mostMg: Double
  ) throws {
    func given(_ doseMg: Double) -> ClinicalEvent {
      .visit(
        .rescueDrugGiven(
          .with {
            $0.drug = drug
            $0.doseMg = doseMg
            $0.route = .intravenous
          }))
    }
    #expect(try check(given(mostMg)).remarks.isEmpty)
    #expect(try check(given(mostMg * 1.5)).remarks.first?.contains(drug.identifier) == true)
  }

  @Test func `ten times the promethazine is doubted`() throws {
    let given = ClinicalEvent.visit(
      .antiemeticGiven(
        .with {
          $0.drug = .promethazine
          $0.doseMg = 250
          $0.route = .intravenous
        }))
    guard case .dose(250, _)? = try check(given).doubts.first else {
      Issue.record("expected a doubt about the dose")
      return
    }
  }

  // MARK: Years

  private static let form = ClinicalEvent.chart(
    .historyFormReceived(.with { $0.formVersion = "2" }))

  /// Held up alike whether somebody types it, a program states it or a batch holds it.
  @Test(arguments: [RecordRequest.Reasons.asked, .owed])
  func `what is years off is refused`(reasons: RecordRequest.Reasons) throws {
    for (time, why) in [
      ("2016-11-02T09:00-06:00", "more than a year before the intake"),
      ("2027-11-02T09:00-06:00", "more than a day ahead"),
    ] {
      var request = RecordRequest(
        statements: [
          Statement(
            chart: visit.chart, event: Self.form, occurred: try ClinicalTime(iso8601: time))
        ], reasons: reasons)
      request.repeats = .leftOut
      let error = expectError { try house.acting.record(request) }
      #expect(error?.description.contains(why) == true, "\(String(describing: error))")
    }
    // A form that somebody filled in months ahead is no slip.
    let months = try ClinicalTime(iso8601: "2026-03-02T09:00-06:00")
    try house.acting.record(
      RecordRequest(
        statements: [Statement(chart: visit.chart, event: Self.form, occurred: months)],
        reasons: reasons))
  }

  @Test func `what is said of a year ago is asked about, and told to programs`() throws {
    let old = try ClinicalTime(iso8601: "2025-10-02T09:00-05:00")
    let intake = ClinicalEvent.chart(
      .intakeReceived(
        .with {
          $0.familyName = "Stream"
          $0.birthDate = "1984-02-29"
        }))
    var request = RecordRequest(statements: [Statement(chart: nil, event: intake, occurred: old)])
    request.doubts = .asked(confirmed: [])
    guard case .held(.doubtful(let doubts))? = expectError("", { try house.acting.record(request) })
    else {
      Issue.record("expected a doubt")
      return
    }
    #expect(doubts.map(\.says) == ["2025-10-02 is more than a year ago"])
    request.doubts = .told
    #expect(try house.acting.record(request).remarks == ["2025-10-02 is more than a year ago"])
  }
}
