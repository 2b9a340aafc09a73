internal import Rehearsal

/// How evidence stands to the act that it should precede.
enum Timing: Hashable, CaseIterable {
  case ordinary
  /// In the second of the act.
  case at
  case within
  case beyond
  case minuteAt
  case minuteBeyond
  case missing
  /// It happened in time, and was recorded after the act.
  case late
}

enum PaperCard: Hashable {
  case timed(Timing)
  /// S2: somebody whose signature does not count.
  case wrongSigner
}

enum ConsentCard: Hashable {
  case timed(Timing)
  case withdrawnBefore, withdrawnAfter
  case minorAlone, ofAge, representative
}

enum CandidacyCard: Hashable {
  case timed(Timing)
  case deferredBefore, deferredAfter, refusedBefore
}

enum FastingCard: Hashable, CaseIterable {
  case ordinary
  case solidAt, solidWithin, solidBeyond, solidMinuteAt, solidMinuteBeyond, solidUnknown
  case liquidAt, liquidWithin, liquidBeyond, liquidMinuteAt, liquidMinuteBeyond, liquidUnknown
  case milkyBeyond
  case noCheck, lateCheck, checkAtStart, checkAfterStart
}

enum MonitoringCard: Hashable {
  case timed(Timing)
  case channelMissing, channelBeyond
}

enum IdentityCard: Hashable {
  case timed(Timing)
  case oneIdentifier, oneByOne
}

enum SupervisorCard: Hashable {
  case timed(Timing)
  case noPhysician, otherSpecialty, noCredential
  /// Of whose credential lapses: the verdict follows from the day.
  case lapsing
}

enum DoseCard: Hashable {
  case ordinary
  case doseAt, doseWithin, doseBeyond, doseRounded
  case rateAt, rateBeyond
  case milligramsAt, milligramsBeyond
  case weight(Timing)
  case givenMore, givenLess, givenLessOnRequest
  case route
  case rescueAt, rescueBeyond
  /// The weight was recorded after the start, and then the start was amended.
  case lateThenAmended
}

enum VitalsCard: Hashable, CaseIterable {
  case ordinary
  case gapAt, gapWithin, gapBeyond, gapMinuteAt, gapMinuteBeyond
  case firstAt, firstBeyond, lastAt, lastBeyond
  case oneChannelBeyond, zeros, unread
  case late, monitorLater
}

enum AlertnessCard: Hashable, CaseIterable {
  case ordinary
  case floor, under, underAtStop, underAfterStop, onlyAfterStop, none, late
  /// Recorded after the stop, which was amended after that.
  case lateThenAmended
}

enum RunCard: Hashable {
  case ordinary
  case shortAt, shortWithin, shortBeyond, shortMinuteAt, shortMinuteBeyond
  case longAt, longWithin, longBeyond, longMinuteAt, longMinuteBeyond
  case shortOnRequest, shortForSafety
  case pausedShortAt, pausedShortBeyond, pausedLongAt, pausedLongBeyond
  case amendedAt, amendedBeyond
}

enum StayCard: Hashable, CaseIterable {
  case ordinary
  case shortAt, shortWithin, shortBeyond, longAt, longWithin, longBeyond
}

enum RecoveryCard: Hashable, CaseIterable {
  case ordinary
  case stayAt, stayWithin, stayBeyond
  case gapAt, gapBeyond, firstBeyond, unread, late
}

enum AssessmentCard: Hashable, CaseIterable {
  case ordinary
  case at, within, beyond, atDischarge, afterDischarge
  case notStable, notAssessed, none, late, stableThenNot, notThenStable
}

enum ReleaseCard: Hashable, CaseIterable {
  case ordinary
  case alone, rideShare, other, unfit
  case noRelation, fitnessUnknown, nameless
  case namedBefore, namedAtDischarge, namedAfterDischarge
  case transferred, transferredSick, transferredRunning, leftOpen
}

enum InstructionsCard: Hashable {
  case timed(Timing)
  case refused, notAssessed, retracted
}

enum SideEffectCard: Hashable, CaseIterable {
  case ordinary
  case mild, moderate, openAtDischarge
  case goneAt, goneWithin, goneBeyond
  case late, lateAtDischarge, goneAfterDischarge, lateThenAmended
}

enum NauseaCard: Hashable, CaseIterable {
  case ordinary
  case given, declined, notIndicated
  case at, before, none, secondEpisode
  case atDischarge, afterDischarge, late, lateThenAmended
  case doseAt, doseBeyond
}

/// S25: what becomes of what was drawn.
enum DrugCard: Hashable, CaseIterable {
  case ordinary
  case exact, returned, declared, wasteAmended, drawingAmended
  case wasteShort, givenBeyond, undrawn, untold
}

/// S4: a medication that the patient stopped.
enum StoppedCard: Hashable, CaseIterable {
  case ordinary
  case consented, nobody, notKnown, nobodyAtArrival, withoutPrescription
}

/// S23: what the patient goes home with.
enum PrescriptionCard: Hashable, CaseIterable {
  case ordinary
  case prescribed, dispensed, afterDischarge, anotherDrug, retracted
}

/// What happens beside: none of it changes a verdict.
enum SlipCard: Hashable, CaseIterable {
  case ordinary, typedWrongly, wrongPatient, lateNote
}

/// Cards that are dealt until none is left, then shuffled again: each comes as often as the others.
struct Deck<Card: Hashable> {
  private let cards: [Card]
  private var left: [Card] = []

  /// - Parameters:
  ///   - planted: each once; what is to come more often, more often.
  ///   - calm: ordinary cards for each of these.
  init(_ planted: [Card], ordinary: Card, calm: Double) {
    let count = max(1, Int((Double(planted.count) * calm).rounded()))
    cards = planted.filter { $0 != ordinary } + Array(repeating: ordinary, count: count)
  }

  mutating func deal(_ dice: inout SeededDice) -> Card {
    if left.isEmpty { left = cards.shuffled(using: &dice) }
    return left.removeLast()
  }
}

/// What happens in one visit: a card of every deck that it draws from.
struct Recipe {
  var history = PaperCard.timed(.ordinary)
  var acknowledgement = PaperCard.timed(.ordinary)
  var review = Timing.ordinary
  var consent = ConsentCard.timed(.ordinary)
  var candidacy = CandidacyCard.timed(.ordinary)
  var fasting = FastingCard.ordinary
  var monitoring = MonitoringCard.timed(.ordinary)
  var identity = IdentityCard.timed(.ordinary)
  var supervisor = SupervisorCard.timed(.ordinary)
  var dose = DoseCard.ordinary
  var vitals = VitalsCard.ordinary
  var alertness = AlertnessCard.ordinary
  var run = RunCard.ordinary
  var stay = StayCard.ordinary
  var recovery = RecoveryCard.ordinary
  var assessment = AssessmentCard.ordinary
  var release = ReleaseCard.ordinary
  var instructions = InstructionsCard.timed(.ordinary)
  var sideEffect = SideEffectCard.ordinary
  var nausea = NauseaCard.ordinary
  var drug = DrugCard.ordinary
  var stopped = StoppedCard.ordinary
  var prescription = PrescriptionCard.ordinary
  /// S20, at the patient's third infusion.
  var score = Timing.ordinary
  var slip = SlipCard.ordinary
  /// The patient is sent home before anything begins.
  var isSentHome = false
}
