import ArgumentParser
import ClinicalRecord
import Testing

@testable import candor

/// Somebody at the prompt whose answers are known beforehand.
private final class Typist {
  private var answers: [String]
  private(set) var questions: [String] = []

  init(_ answers: [String]) { self.answers = answers }

  func answer(_ question: String) -> String {
    questions.append(question)
    guard !answers.isEmpty else { preconditionFailure("asked once more: \(question)") }
    return answers.removeFirst()
  }

  func event(_ identifier: String, _ options: [String] = []) throws -> ClinicalEvent {
    let type = try #require(EventCommands.options(of: identifier))
    let morning = LocalClock(nowMicroseconds: 1_772_463_600_000_000) { _ in -360 }
    var reader = FieldReader(
      json: nil, missing: .asked(Prompt { [self] in answer($0) }),
      times: TimeReader(clock: morning), wantsRemarks: false, actor: { _ in 3 })
    return try type.parse(options).event(from: &reader)
  }
}

/// What is asked, and asked again.
struct FieldReaderTests {
  @Test func `what is needed is asked for until it can be read`() throws {
    let typist = Typist(["", "72", "72kg"])
    guard case .visit(.weighed(let weighed)) = try typist.event("weighed") else {
      Issue.record("expected weighed")
      return
    }
    #expect(weighed.weightKg == 72)
    #expect(typist.questions.count == 3 && Set(typist.questions).count == 1)
  }

  @Test func `an answer that the schema refuses is asked for again, and nothing else is`() throws {
    let typist = Typist(["Quillfeather", "", "1985-02-30", "", "", "1985-02-28"])
    guard case .chart(.intakeReceived(let intake)) = try typist.event("intake-received") else {
      Issue.record("expected an intake")
      return
    }
    #expect(intake.familyName == "Quillfeather" && intake.birthDate == "1985-02-28")
    #expect(typist.questions.count { $0.hasPrefix("Birth date") } == 2)
    #expect(typist.questions.count { $0.hasPrefix("Family name") } == 1)
  }

  @Test func `Enter leaves out what is offered, and an option is not asked for`() throws {
    let typist = Typist([""])
    let event = try typist.event("discharge-assessed", ["--stable", "no"])
    guard case .visit(.dischargeAssessed(let assessed)) = event else {
      Issue.record("expected an assessment")
      return
    }
    #expect(assessed.assessedStable == .no)
    #expect(!typist.questions.contains { $0.hasPrefix("Stable") }, "\(typist.questions)")
  }

  @Test func `of a list, a number, a word or its beginning is taken`() throws {
    let typist = Typist(["d", "dizz", "9", "2"])
    guard case .visit(.sideEffectNoted(let noted)) = try typist.event("side-effect-noted") else {
      Issue.record("expected a side effect")
      return
    }
    #expect(noted.effect == .dizziness && noted.severity == 2)
  }
}
