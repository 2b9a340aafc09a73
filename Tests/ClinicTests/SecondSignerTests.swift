import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// Two people in one act, on the record path and on the verify path (S25).
@Suite struct SecondSignerTests {
  private let house: TestClinic
  private let visit: MoodVisit

  static let waste = ClinicalEvent.visit(
    .drugWasted(
      .with {
        $0.drug = .ketamine
        $0.amountMg = 13.7
        $0.cause = .remainder
      }))

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("phil", .pharmacist)
    try house.enroll("mia", .medicalAssistant)
    try house.actAs("drew")
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.actAs("nora")
  }

  @discardableResult
  private func record(
    _ event: ClinicalEvent = waste, second: String?, id: AppendID? = nil
  ) throws -> Recorded {
    try house.acting.record(
      RecordRequest(
        appendID: id, statements: [Statement(chart: visit.chart, event: event)],
        secondSigner: try second.map { try house.identity($0) }))
  }

  private func refused(
    _ event: ClinicalEvent = waste, second: String?, _ matches: (ClinicError) -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let size = house.size
    #expect(sourceLocation: sourceLocation) {
      try record(event, second: second)
    } throws: { error in
      clinicError(behind: error).map(matches) ?? false
    }
    #expect(house.size == size, sourceLocation: sourceLocation)
  }

  @Test func `a waste is signed by two, and both are named with what they mean`() throws {
    let recorded = try record(second: "phil")
    #expect(recorded.signatures.map(\.signer.handle) == ["nora", "phil"])
    #expect(recorded.signatures.map(\.meaning) == ["recorded", "second signer"])
    let shown = try house.acting.show(recorded.positions.lowerBound)
    #expect(shown.signatures.map(\.handle) == ["nora", "phil"])
    #expect(shown.signatures.map(\.meaning) == ["recorded", "second signer"])
    #expect(shown.signatures.map(\.isValid) == [true, true])
    try house.checkEverything()
  }

  @Test func `a waste without a second signer is not recorded`() throws {
    try refused(second: nil) {
      guard case .secondSignerNeeded("drug wasted", let roles) = $0 else { return false }
      return roles == [.physician, .prescriber, .nurse, .pharmacist]
    }
  }

  @Test func `nobody is their own second signer`() throws {
    try refused(second: "nora") {
      if case .secondSignerIsActor("nora") = $0 { true } else { false }
    }
    // Nor are they shown what they would sign.
    let waste = RecordRequest(statements: [Statement(chart: visit.chart, event: Self.waste)])
    let nora = try IdentityFile.peek(house.folder + "/nora.identity")
    let error = expectError { try house.acting.preview(waste, second: nora) }
    guard case .secondSignerIsActor("nora")? = error else {
      Issue.record("expected secondSignerIsActor, got \(String(describing: error))")
      return
    }
  }

  @Test(arguments: ["mia", "fred", "audrey", "ada"])
  func `a role that may not witness a waste does not`(handle: String) throws {
    try refused(second: handle) {
      if case .secondSignerOfOtherRole(handle, _, "drug wasted", _) = $0 { true } else { false }
    }
  }

  @Test func `what needs none may have one who records care, and nobody else`() throws {
    let weighed = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72 }))
    let recorded = try record(weighed, second: "mia")
    #expect(recorded.signatures.map(\.signer.handle) == ["nora", "mia"])
    for handle in ["audrey", "ada"] {
      try refused(weighed, second: handle) {
        if case .secondSignerOfOtherRole(handle, _, _, _) = $0 { true } else { false }
      }
    }
    try house.checkEverything()
  }

  @Test func `a second signer of another ledger or with a replaced key is refused`() throws {
    let other = try TestClinic()
    #expect {
      try house.acting.record(
        RecordRequest(
          statements: [Statement(chart: visit.chart, event: Self.waste)],
          secondSigner: try other.identity("drew")))
    } throws: { error in
      if case .identityOfAnotherLedger? = clinicError(behind: error) { true } else { false }
    }
    let old = try house.identity("drew")
    let stolen = try Identity.generate(
      ledger: old.ledger, actor: old.actor, handle: "drew", enrolment: old.enrolment)
    #expect {
      try house.acting.record(
        RecordRequest(
          statements: [Statement(chart: visit.chart, event: Self.waste)], secondSigner: stolen))
    } throws: { error in
      if case .identityNotInForce? = clinicError(behind: error) { true } else { false }
    }
  }

  @Test func `the same id with the same two people is recorded once`() throws {
    let id = AppendID.random()
    let first = try record(second: "phil", id: id)
    let again = try record(second: "phil", id: id)
    #expect(again.wasAlreadyRecorded && again.positions == first.positions)
    #expect(again.signatures.map(\.signer) == first.signatures.map(\.signer))
    for other in ["drew", nil] {
      #expect(throws: LedgerError.appendIDReused(id)) { try record(second: other, id: id) }
    }
    try house.checkEverything()
  }

  /// What a program that ignores the rule writes: the ledger takes it, the verification names it.
  @Test(arguments: [nil, "mia", "fred"] as [String?])
  func `verify names a waste without a second signer, or with one of another role`(
    second: String?
  ) throws {
    try append(second: second, meaning: .secondSigner)
    try namesTheWaste(second.map { $0 == "mia" ? "medical assistant" : "front desk" })
  }

  @Test func `the second signer sees the reason too, and nothing is shown while one is missing`()
    throws
  {
    try visit.fast(solid: "05:00")
    try house.move(to: "09:15")
    let phil = try IdentityFile.peek(house.folder + "/phil.identity")
    var request = RecordRequest(
      statements: [Statement(chart: visit.chart, event: MoodVisit.start)])
    let before = house.size
    let error = expectError {
      try house.acting.preview(request, second: phil)
    }
    guard case .reasonNeeded? = error else {
      Issue.record("expected reasonNeeded, got \(String(describing: error))")
      return
    }
    // The refusal is a look, and nothing after it adds any.
    #expect(house.size == before + 1)
    let size = house.size
    request.reason = "discussed with the physician"
    let lines = try house.acting.preview(request, second: phil)
    #expect(lines.first?.event == "infusion started")
    #expect(lines.dropFirst().allSatisfy { $0.event == "deviation explained" } && lines.count > 1)
    #expect(lines.last?.sentence.contains("discussed with the physician") == true)
    #expect(house.size == size)
    request.secondSigner = try house.identity("phil")
    request.shown = Array(lines.dropLast())
    let other = expectError { try house.acting.record(request) }
    guard case .requestOutdated? = other else {
      Issue.record("expected requestOutdated, got \(String(describing: other))")
      return
    }
    #expect(house.size == size)
    request.shown = lines
    #expect(try house.acting.record(request).lines.map(\.event) == lines.map(\.event))
    try house.checkEverything()
  }

  @Test func `what is recorded already is shown as it was stated, and recorded once`() throws {
    let id = AppendID.random()
    let recorded = try record(second: "phil", id: id)
    var request = RecordRequest(
      appendID: id, statements: [Statement(chart: visit.chart, event: Self.waste)],
      secondSigner: try house.identity("phil"))
    let phil = try IdentityFile.peek(house.folder + "/phil.identity")
    request.shown = try house.acting.preview(request, second: phil)
    #expect(request.shown?.map(\.event) == ["drug wasted"])
    #expect(try house.acting.record(request).positions == recorded.positions)
  }

  @Test func `a preview makes no key and names who cannot sign`() throws {
    let intake = RecordRequest(statements: [
      Statement(
        chart: nil,
        event: .chart(
          .intakeReceived(
            .with {
              $0.familyName = "Rivers"
              $0.birthDate = "1984-02-29"
            })))
    ])
    let size = house.size
    let phil = try IdentityFile.peek(house.folder + "/phil.identity")
    #expect(try house.acting.preview(intake, second: phil).map(\.event) == ["intake received"])
    let audrey = try IdentityFile.peek(house.folder + "/audrey.identity")
    let error = expectError {
      try house.acting.preview(intake, second: audrey)
    }
    guard case .secondSignerOfOtherRole("audrey", _, _, _)? = error else {
      Issue.record("expected secondSignerOfOtherRole, got \(String(describing: error))")
      return
    }
    #expect(house.size == size)
  }

  @Test func `a suspended second signer signs nothing, and verify names who did`() throws {
    try house.actAs("ada")
    let phil = try house.identity("phil").actor
    try house.record(
      .staff(
        .staffSuspended(
          .with {
            $0.actor = phil
            $0.cause = .leave
          })))
    try house.actAs("nora")
    try refused(second: "phil") {
      if case .secondSignerInactive("phil", .suspended) = $0 { true } else { false }
    }
    try append(second: "phil", meaning: .secondSigner)
    let verification = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(
      verification.problems.contains {
        $0.position == house.size - 1 && $0.text.contains("pharmacist, suspended")
      })
  }

  @Test(arguments: ["audrey", "ada", "fred"])
  func `verify names a second signer who may witness nothing, where none was needed`(
    second: String
  ) throws {
    try append([Self.weighed], seconds: [second])
    let verification = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    // A front desk records the care of intake and arrival, so it may witness care.
    #expect(verification.problemCount == (second == "fred" ? 0 : 1))
    #expect(
      verification.problems.allSatisfy {
        $0.position == house.size - 1 && $0.text.contains("an act of care is not for")
      })
  }

  @Test func `verify names a second signer beside the second signer`() throws {
    try append([Self.waste], seconds: ["phil", "drew"])
    let verification = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(verification.problemCount == 1)
    #expect(verification.problems.first?.text.contains("2 signed as second signer") == true)
  }

  @Test func `verify names somebody who signs alone, as the second signer`() throws {
    try append([Self.waste], seconds: [], first: .secondSigner)
    let verification = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(verification.problemCount == 1)
    #expect(verification.problems.first?.text.contains("as its second signer alone") == true)
  }

  @Test func `verify takes no other signature for a second signer's`() throws {
    try append(second: "phil", meaning: .coSigned)
    try namesTheWaste(nil)
  }

  @Test func `verify finds the second signer wherever the waste stands in its append`() throws {
    try append(second: "phil", meaning: .secondSigner, thenWeighed: true)
    let verification = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(verification.problems == [])
    try append(second: nil, meaning: .secondSigner, thenWeighed: true)
    try namesTheWaste(nil)
  }

  private func namesTheWaste(
    _ role: String?, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let verification = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(verification.problemCount == 1, sourceLocation: sourceLocation)
    let problem = try #require(verification.problems.first, sourceLocation: sourceLocation)
    #expect(problem.position == house.size - 1, sourceLocation: sourceLocation)
    #expect(problem.description.contains("drug wasted"), sourceLocation: sourceLocation)
    #expect(
      problem.description.contains(role ?? "nobody signed as one"), sourceLocation: sourceLocation)
    let quick = try house.clinic.verify(signatures: false, since: nil) { _, _ in }
    #expect(quick.isSound, sourceLocation: sourceLocation)
  }

  private static let weighed = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72 }))

  private func append(
    second: String?, meaning: SignatureMeaning, thenWeighed: Bool = false
  ) throws {
    try append(
      [Self.waste] + (thenWeighed ? [Self.weighed] : []),
      seconds: second.map { [$0] } ?? [], meaning: meaning)
  }

  private func append(
    _ events: [ClinicalEvent], seconds: [String], meaning: SignatureMeaning = .secondSigner,
    first: SignatureMeaning = .recorded
  ) throws {
    let ledger = house.clinic.ledger
    let session = house.acting
    let charts = try #require(session.charts)
    let key = try #require(
      try ledger.read { try charts.newestKey(of: visit.chart, in: $0) })
    var signers = [try session.signer(first)]
    for second in seconds {
      var signer = try session.secondSigner(try house.identity(second))
      signer.meaning = meaning
      signers.append(signer)
    }
    let occurred = house.clinic.clock.now().occurred
    _ = try ledger.append(
      AppendRequest(
        id: .random(), signers: signers, nowMicroseconds: house.clinic.clock.nowMicroseconds()),
      isSame: { _ in false },
      decide: { _ in
        try events.map { event in
          Proposal(
            stream: StreamKey(type: .visit, subject: visit.chart, number: 1),
            kind: event.kind.number, occurred: occurred, body: try event.serialized(),
            dataKey: key)
        }
      })
  }
}
