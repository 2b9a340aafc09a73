import ClinicalRecord
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Several people who act through one clinic value, their acts interleaved.
struct SideBySideTests {
  private let house: TestClinic
  private let nora: SignedIn
  private let fred: SignedIn

  init() throws {
    house = try TestClinic()
    nora = try house.clinic.signIn(try house.identity("nora"))
    fred = try house.clinic.signIn(try house.identity("fred"))
  }

  private func form(_ version: String, on chart: SubjectID) -> RecordRequest {
    RecordRequest(statements: [
      Statement(
        chart: chart, event: .chart(.historyFormReceived(.with { $0.formVersion = version })))
    ])
  }

  @Test func `each entry is signed by whoever recorded it, however they take turns`() throws {
    let drew = house.acting
    let (first, second) = (try house.intake(recordNumber: "A"), try house.intake(recordNumber: "B"))
    for turn in 1...3 {
      let ofNora = try nora.record(form("\(turn)", on: first))
      let ofDrew = try drew.record(form("\(turn)", on: second))
      let ofFred = try fred.record(form("\(turn)", on: first))
      #expect(ofNora.signatures.map(\.signer.handle) == ["nora"])
      #expect(ofDrew.signatures.map(\.signer.handle) == ["drew"])
      #expect(ofFred.signatures.map(\.signer.handle) == ["fred"])
      let shown = try nora.timeline(of: first, visit: nil, asOf: nil)
      #expect(shown.rows.filter { $0.recordedBy?.handle == "nora" }.count == turn)
      #expect(try drew.timeline(of: second, visit: nil, asOf: nil).rows.count == turn + 1)
    }
    try house.checkEverything()
  }

  @Test func `a refusal names the chart that it is about, whoever asked for another meanwhile`()
    throws
  {
    let (first, second) = (try house.intake(recordNumber: "A"), try house.intake(recordNumber: "B"))
    #expect(try fred.chart(named: "A") == first)
    // Somebody else looks for another chart in between.
    #expect(try nora.chart(named: "B") == second)

    let refused = #expect(throws: RefusedAct.self) {
      try fred.timeline(of: first, visit: nil, asOf: nil)
    }
    #expect(refused?.chart == first)
    let size = house.size
    refused?.record(as: "timeline")

    let entry = try house.clinic.ledger.entry(at: size)
    guard case .operations(.actRefused(let said))? = try entry.fact(body: entry.body)?.value else {
      Issue.record("no refused act")
      return
    }
    #expect(said.actor == fred.actor && [UInt8](said.chart) == first.bytes)
  }

  @Test func `whoever is suspended acts no more, and everybody else goes on`() throws {
    let chart = try house.intake()
    let ada = try house.clinic.signIn(try house.identity("ada"))
    _ = try nora.record(form("1", on: chart))
    try ada.suspend("nora", cause: .leave)
    #expect(throws: RefusedAct.self) { try nora.record(form("2", on: chart)) }
    #expect(throws: RefusedAct.self) { try nora.timeline(of: chart, visit: nil, asOf: nil) }
    _ = try fred.record(form("3", on: chart))
    _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    try house.checkEverything()
  }
}
