internal import ClinicalRecord
internal import Rehearsal

/// Every deck of the clinic.
struct Decks {
  private var history: Deck<PaperCard>
  private var acknowledgement: Deck<PaperCard>
  private var review: Deck<Timing>
  private var consent: Deck<ConsentCard>
  private var laterConsent: Deck<ConsentCard>
  private var candidacy: Deck<CandidacyCard>
  private var laterCandidacy: Deck<CandidacyCard>
  private var fasting: Deck<FastingCard>
  private var monitoring: Deck<MonitoringCard>
  private var identity: Deck<IdentityCard>
  private var supervisor: Deck<SupervisorCard>
  private var moodDose: Deck<DoseCard>
  private var painDose: Deck<DoseCard>
  private var vitals: Deck<VitalsCard>
  private var alertness: Deck<AlertnessCard>
  private var moodRun: Deck<RunCard>
  private var painRun: Deck<RunCard>
  private var moodStay: Deck<StayCard>
  private var painStay: Deck<StayCard>
  private var recovery: Deck<RecoveryCard>
  private var assessment: Deck<AssessmentCard>
  private var release: Deck<ReleaseCard>
  private var instructions: Deck<InstructionsCard>
  private var sideEffect: Deck<SideEffectCard>
  private var nausea: Deck<NauseaCard>
  private var drug: Deck<DrugCard>
  private var stopped: Deck<StoppedCard>
  private var prescription: Deck<PrescriptionCard>
  private var score: Deck<Timing>
  private var course: Deck<CourseScript?>
  private var slip: Deck<SlipCard>

  /// - Parameter calm: ordinary cards for each that plants something.
  init(calm: Double) {
    let timings = Timing.allCases
    // First visits are few: what only one card of a deck comes to is in it twice.
    let doubled = timings + [.missing, .late]
    history = Deck(doubled.map(PaperCard.timed), ordinary: .timed(.ordinary), calm: calm)
    acknowledgement = Deck(
      doubled.map(PaperCard.timed) + [.wrongSigner], ordinary: .timed(.ordinary), calm: calm)
    review = Deck(doubled, ordinary: .ordinary, calm: calm)
    let first: [Timing] = [
      .at, .within, .beyond, .minuteBeyond, .missing, .missing, .late, .late,
    ]
    consent = Deck(
      first.map(ConsentCard.timed)
        + [.withdrawnBefore, .withdrawnAfter, .minorAlone, .ofAge, .representative],
      ordinary: .timed(.ordinary), calm: calm)
    laterConsent = Deck(
      [.withdrawnBefore, .withdrawnAfter], ordinary: .timed(.ordinary), calm: 8 * calm + 4)
    candidacy = Deck(
      first.map(CandidacyCard.timed) + [.deferredBefore, .deferredAfter, .refusedBefore],
      ordinary: .timed(.ordinary), calm: calm)
    laterCandidacy = Deck(
      [.deferredBefore, .deferredAfter, .refusedBefore], ordinary: .timed(.ordinary),
      calm: 6 * calm + 4)
    fasting = Deck(FastingCard.allCases, ordinary: .ordinary, calm: calm)
    monitoring = Deck(
      timings.map(MonitoringCard.timed) + [.channelMissing, .channelBeyond],
      ordinary: .timed(.ordinary), calm: calm)
    identity = Deck(
      timings.map(IdentityCard.timed) + [.oneIdentifier, .oneByOne], ordinary: .timed(.ordinary),
      calm: calm)
    supervisor = Deck(
      timings.map(SupervisorCard.timed)
        + [.noPhysician, .otherSpecialty, .noCredential, .lapsing, .lapsing, .lapsing, .lapsing],
      ordinary: .timed(.ordinary), calm: calm)
    let weights = timings.map(DoseCard.weight) + [.weight(.missing), .weight(.late)]
    let doses: [DoseCard] =
      [
        .givenMore, .givenLess, .givenLessOnRequest, .route, .rescueAt, .rescueBeyond, .rateAt,
        .rateBeyond, .lateThenAmended,
      ] + weights
    moodDose = Deck(
      doses + [.doseAt, .doseWithin, .doseBeyond, .doseRounded], ordinary: .ordinary, calm: calm)
    painDose = Deck(
      doses + [.milligramsAt, .milligramsBeyond, .doseAt, .doseBeyond], ordinary: .ordinary,
      calm: calm)
    vitals = Deck(VitalsCard.allCases, ordinary: .ordinary, calm: calm)
    alertness = Deck(AlertnessCard.allCases, ordinary: .ordinary, calm: calm)
    moodRun = Deck(
      [
        .shortAt, .shortWithin, .shortBeyond, .shortMinuteAt, .shortMinuteBeyond, .longAt,
        .longWithin, .longBeyond, .longMinuteAt, .longMinuteBeyond, .shortOnRequest,
        .shortForSafety, .pausedShortAt, .pausedShortBeyond, .pausedLongAt, .pausedLongBeyond,
        .amendedAt, .amendedBeyond,
      ], ordinary: .ordinary, calm: calm)
    painRun = Deck(
      [
        .longAt, .longWithin, .longBeyond, .longBeyond, .longMinuteAt, .longMinuteBeyond,
        .pausedLongAt, .pausedLongBeyond,
      ], ordinary: .ordinary, calm: calm)
    moodStay = Deck(StayCard.allCases, ordinary: .ordinary, calm: calm)
    // A short stay leaves no room for a long infusion.
    painStay = Deck(
      [.shortAt, .shortWithin, .shortBeyond], ordinary: .ordinary, calm: 4 * calm)
    recovery = Deck(RecoveryCard.allCases, ordinary: .ordinary, calm: calm)
    assessment = Deck(AssessmentCard.allCases, ordinary: .ordinary, calm: calm)
    // Of few infusions for pain, too.
    release = Deck(
      ReleaseCard.allCases + Array(repeating: .transferredRunning, count: 3),
      ordinary: .ordinary, calm: calm)
    instructions = Deck(
      timings.map(InstructionsCard.timed) + [.refused, .notAssessed, .retracted],
      ordinary: .timed(.ordinary), calm: calm)
    sideEffect = Deck(SideEffectCard.allCases, ordinary: .ordinary, calm: calm)
    nausea = Deck(NauseaCard.allCases, ordinary: .ordinary, calm: calm)
    drug = Deck(DrugCard.allCases, ordinary: .ordinary, calm: calm)
    stopped = Deck(StoppedCard.allCases, ordinary: .ordinary, calm: calm)
    prescription = Deck(PrescriptionCard.allCases, ordinary: .ordinary, calm: calm)
    // Third infusions are few.
    score = Deck(doubled, ordinary: .ordinary, calm: calm / 4)
    course = Deck(CourseScript.all, ordinary: nil, calm: 1)
    slip = Deck(SlipCard.allCases, ordinary: .ordinary, calm: 1)
  }

  /// Deals one visit.
  ///
  /// Every deck is asked for every visit that it is about, so that what one visit draws does not
  /// hang on what another could use.
  mutating func deal(
    to patient: SimulatedPatient, isFirst: Bool, _ dice: inout SeededDice
  ) -> Recipe {
    var recipe = Recipe()
    if patient.infusionCount == 2 { recipe.score = score.deal(&dice) }
    // What a course comes to is planted in visits of which nothing else is.
    guard patient.script == nil else { return recipe }
    let isPain = patient.indication == .chronicPain
    if isFirst {
      recipe.history = history.deal(&dice)
      recipe.acknowledgement = acknowledgement.deal(&dice)
      recipe.review = review.deal(&dice)
      recipe.consent = consent.deal(&dice)
      recipe.candidacy = candidacy.deal(&dice)
      recipe.stay = isPain ? painStay.deal(&dice) : moodStay.deal(&dice)
    } else {
      recipe.consent = laterConsent.deal(&dice)
      recipe.candidacy = laterCandidacy.deal(&dice)
    }
    recipe.fasting = fasting.deal(&dice)
    recipe.monitoring = monitoring.deal(&dice)
    recipe.identity = identity.deal(&dice)
    recipe.supervisor = supervisor.deal(&dice)
    recipe.dose = isPain ? painDose.deal(&dice) : moodDose.deal(&dice)
    recipe.vitals = vitals.deal(&dice)
    recipe.alertness = alertness.deal(&dice)
    recipe.run = isPain ? painRun.deal(&dice) : moodRun.deal(&dice)
    recipe.recovery = recovery.deal(&dice)
    recipe.assessment = assessment.deal(&dice)
    recipe.release = release.deal(&dice)
    recipe.instructions = instructions.deal(&dice)
    recipe.sideEffect = sideEffect.deal(&dice)
    recipe.nausea = nausea.deal(&dice)
    recipe.drug = drug.deal(&dice)
    recipe.stopped = stopped.deal(&dice)
    recipe.prescription = prescription.deal(&dice)
    recipe.slip = slip.deal(&dice)
    recipe.isSentHome = !isFirst && dice.happens(onceIn: 25)
    return recipe
  }

  /// The course of somebody who begins one today; nil: they come for something else.
  mutating func dealCourse(_ dice: inout SeededDice) -> CourseScript? { course.deal(&dice) }
}
