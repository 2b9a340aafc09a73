import ClinicalRecord
import EventSamples
import SwiftProtobuf
import Testing

@Suite struct EventKindTests {
  @Test func `there is one sample of every kind`() {
    #expect(EventSample.all.map(\.kind) == EventKind.all)
    #expect(EventKind.allCases == EventKind.all)
  }

  @Test(arguments: EventKind.all)
  func `a kind is found by its number and its identifier`(kind: EventKind) {
    #expect(EventKind(stream: kind.stream, number: kind.number) == kind)
    #expect(EventKind(identifier: kind.identifier, stream: kind.stream) == kind)
    #expect(kind.isPersonal == [.chart, .visit, .access, .document].contains(kind.stream))
    #expect(kind.stream.isSealed == (kind.isPersonal || kind.stream == .lot))
  }

  @Test func `identifiers are unique but for the events that stand in several streams`() {
    let counts = Dictionary(grouping: EventKind.all, by: \.identifier).mapValues(\.count)
    #expect(
      counts.filter { $0.value > 1 } == [
        "deviation-explained": 2, "amended": 3, "entered-in-error": 3, "co-signed": 3,
        "reinstated": 3, "transcribed-from-paper": 2,
      ])
    #expect(
      EventKind.all.filter(\.isCorrection).map(\.number) == [
        901, 902, 903, 904, 901, 902, 903, 904, 901, 902, 903, 904,
      ])
    #expect(EventKind(identifier: "deviation-explained")?.stream == .visit)
    #expect(EventKind(identifier: "deviation-explained", stream: .chart)?.stream == .chart)
  }

  @Test func `what does not exist is not found`() {
    #expect(EventKind(identifier: "infusion started") == nil)
    #expect(EventKind(identifier: "") == nil)
    #expect(EventKind(stream: .visit, number: 0) == nil)
    #expect(EventKind(stream: .visit, number: EventKind.unused(in: .visit)) == nil)
    #expect(EventKind(identifier: "arrived", stream: .chart) == nil)
  }

  @Test func `stream numbers are those of the byte table`() {
    #expect(EventStream.allCases.map(\.rawValue) == [2, 3, 4, 5, 6, 7, 8, 10])
    #expect(
      EventStream.allCases.map(\.name) == [
        "chart", "visit", "access", "staff", "policy", "lot", "operations", "document",
      ])
  }

  @Test func `every term has words, and an identifier that reads back`() {
    func check<Term: ClinicalTerm>(_ type: Term.Type) {
      let terms = Term.stateable
      #expect(!terms.isEmpty)
      #expect(Set(terms.map(\.identifier)).count == terms.count)
      for term in terms {
        #expect(!term.words.isEmpty)
        #expect(Term(identifier: term.identifier) == term)
        #expect(!term.identifier.contains(" "))
      }
      #expect(Term(identifier: "not-stated") == nil)
      #expect(Term().words == "not stated")
      #expect(Term(rawValue: 99)?.words == "a term of a newer Candor (99)")
    }
    check(Role.self)
    check(Indication.self)
    check(Assessment.self)
    check(IdentityCorrected.Cause.self)
    check(IdentityCorrected.Detail.self)
    check(Route.self)
    check(Specialty.self)
    check(HeartRhythm.self)
    check(SideEffect.self)
    check(TimePrecision.self)
    check(AcknowledgementOfOngoingCareReceived.Signer.self)
    check(CandidacyDetermined.Outcome.self)
    check(ConsentSigned.Signer.self)
    check(IdentityConfirmed.Identifier.self)
    check(OralIntake.Item.self)
    check(MonitorApplied.Channel.self)
    check(InfusionStopped.Cause.self)
    check(VitalsSampled.Source.self)
    check(AntiemeticGiven.Drug.self)
    check(RescueDrugGiven.Drug.self)
    check(Discharged.Destination.self)
    check(DrugWasted.Drug.self)
    check(DrugWasted.Cause.self)
    check(Look.Scope.self)
    check(Look.Answer.self)
    check(EmergencyAccessReviewed.Outcome.self)
    check(StaffSuspended.Cause.self)
    check(StaffKeyReplaced.Cause.self)
    check(SignInRefused.Cause.self)
    check(ActRefused.Cause.self)
    check(ChartErasureIntended.Ground.self)
    check(Contact.self)
    check(ReferralReceived.Referrer.self)
    check(Therapy.self)
    check(OtherTherapyNoted.Status.self)
    check(MedicationStopped.DrugClass.self)
    check(MedicationStopped.Consent.self)
    check(ScreeningDone.Contraindication.self)
    check(PregnancyTested.Result.self)
    check(PregnancyTested.Method.self)
    check(BaselineECGRecorded.Interpretation.self)
    check(PrescriptionMonitoringQueried.Result.self)
    check(TreatmentResponse.self)
    check(CourseDiscontinued.Cause.self)
    check(ScheduleCause.self)
    check(OutcomeScored.Scale.self)
    check(RiskEscalated.Cause.self)
    check(RiskAnswered.Outcome.self)
    check(DrivingReported.Source.self)
    check(FollowUpMade.State.self)
    check(PrescriptionIssued.Drug.self)
    check(PrescriptionIssued.Way.self)
    check(AmendmentRequested.Requester.self)
    check(AmendmentAnswered.Answer.self)
    check(EmergencyEquipmentChecked.Item.self)
    check(TimeOutHeld.Item.self)
    check(InfusionRateChanged.Cause.self)
    check(SiteCondition.self)
    check(AlarmAcknowledged.Alarm.self)
    check(AlarmAcknowledged.Cause.self)
    check(DissociationScored.Form.self)
    check(AdverseEventFollowedUp.Outcome.self)
    check(Disclosed.Purpose.self)
  }
}

extension EventKind {
  /// A number that no kind of a stream has.
  static func unused(in stream: EventStream) -> UInt16 {
    (1...).first { number in EventKind(stream: stream, number: number) == nil } ?? 0
  }
}
