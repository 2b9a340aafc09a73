import ClinicalRecord
import Testing

@testable import candor

struct ChoiceTests {
  @Test(arguments: ["iv", "IV", "intravenous", "ROUTE_INTRAVENOUS"])
  func `a route has its usual spellings`(typed: String) {
    #expect(Choice<Route>(argument: typed)?.term == .intravenous)
  }

  @Test(arguments: ["", "vein", "unspecified", "ROUTE_UNSPECIFIED", "not-stated"])
  func `what is not listed is refused`(typed: String) {
    #expect(Choice<Route>(argument: typed) == nil)
  }

  @Test func `an answer is a number of the question, a word, or the beginning of just one`() throws
  {
    let terms = SideEffect.stateable
    for (index, term) in terms.enumerated() {
      #expect(try Choice<SideEffect>.parse("\(index + 1)") == term)
      #expect(try Choice<SideEffect>.parse(term.identifier.uppercased()) == term)
    }
    #expect(try Choice<SideEffect>.parse("naus") == .nausea)
    #expect(Choice<SideEffect>(argument: "another")?.term == .other)
    for typed in ["0", "-1", "\(terms.count + 1)", "", "zzz"] {
      let error = try #require(throws: ProgramError.self) { try Choice<SideEffect>.parse(typed) }
      #expect(error.description.contains("it is not on the list"), "\(typed)")
    }
    // Dizziness and dissociation.
    let several = try #require(throws: ProgramError.self) { try Choice<SideEffect>.parse("di") }
    #expect(several.description.contains("it is the beginning of"))
    #expect(Choice<SideEffect>(argument: "di") == nil)
  }

  @Test func `every word on a list is read, and written as the schema has it`() {
    func holds<Term: ClinicalTerm>(_: Term.Type) {
      for term in Term.stateable {
        #expect(Choice<Term>(argument: term.identifier)?.term == term)
        #expect(Choice<Term>(argument: term.schemaName)?.term == term)
      }
    }
    holds(Route.self)
    holds(Indication.self)
    holds(SideEffect.self)
    holds(HeartRhythm.self)
    holds(IdentityConfirmed.Identifier.self)
    holds(MonitorApplied.Channel.self)
    holds(OralIntake.Item.self)
    holds(Discharged.Destination.self)
    #expect(IdentityConfirmed.Identifier.photoID.schemaName == "IDENTIFIER_PHOTO_ID")
    #expect(MonitorApplied.Channel.spo2.schemaName == "CHANNEL_SPO2")
    #expect(Choice<HeartRhythm>(argument: "sinus")?.term == .sinus)
  }

  @Test func `every event that is recorded about a patient has its command`() {
    let offered = Set(EventCommands.all.map { $0.identifier })
    let stated = Set(
      EventKind.all.filter {
        ($0.isPersonal && $0.stream != .access || $0.stream == .lot) && !$0.isCorrection
      }
      .map(\.identifier))
    // Charts are merged, documents attached and papers transcribed by commands of their own.
    #expect(
      stated.subtracting(offered) == [
        "visit-opened", "chart-merged", "chart-unmerged", "document-attached", "document-piece",
        "transcribed-from-paper",
      ])
    // Of what stands in the access log, what somebody outside was given.
    #expect(offered.subtracting(stated) == ["disclosed"])
    #expect(EventCommands.all.count == offered.count)
  }

  @Test func `options of every command may stand before it`() {
    #expect(
      LeadingOptions.moved(in: ["--as", "nurse.lee", "--format=json", "record", "weighed"])
        == ["record", "weighed", "--as", "nurse.lee", "--format=json"])
    #expect(LeadingOptions.moved(in: ["--help"]) == ["--help"])
  }
}
