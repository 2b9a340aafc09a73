internal import ClinicalRecord

/// The common test of S5 and S6: enough elapsed hours between the last intake of a class and
/// the start.
struct FastingJudgement {
  /// As it stands inside a sentence: "solid food, milk, pulpy juice or soup".
  var substance: String
  var limitHours: Int
  var isInClass: (OralIntake.Item) -> Bool

  func judgement(of file: CaseFile) -> Judgement {
    let checks = file.visit[FastingChecked.self]
    guard let start = file.visit.start?.reference else {
      var judgement = file.withoutStart
      judgement.evidence = checks.map(\.position).sorted()
      return judgement
    }
    guard !checks.isEmpty else {
      return Judgement(
        .deviationMissingEvidence,
        "There is no evidence of when the patient last took \(substance) before the start at "
          + "\(start.occurred.dateText).",
        evidence: [start.position])
    }
    let statement = FastingStatement(checks, of: isInClass)
    let evidence = checks.map(\.position) + [start.position]
    if let last = statement.known.first, isTooRecent(last.taken, start: start) {
      return Judgement(
        .deviation,
        "The last \(substance) was \(elapsed(last.taken, start)) before the start, less than "
          + "\(limitHours) h.",
        measured: measured(last.taken, start), evidence: evidence)
    }
    if !statement.unknown.isEmpty {
      return Judgement(
        .deviationMissingEvidence,
        "There is no evidence of when the patient last took \(substance): the fasting check names "
          + "some without a time.",
        evidence: evidence)
    }
    return inOrder(statement, checks: checks, start: start, evidence: evidence)
  }

  private func inOrder(
    _ statement: FastingStatement, checks: [Fact<FastingChecked>], start: EntryReference,
    evidence: [UInt64]
  ) -> Judgement {
    var text = "The fasting check names no \(substance)."
    var measured: String?
    if let last = statement.known.first {
      text = "The last \(substance) was \(elapsed(last.taken, start)) before the start."
      measured = self.measured(last.taken, start)
    }
    // The checks that decide: those that name an item of the class, or else any.
    let deciding = statement.known.isEmpty ? checks : statement.known.map(\.check)
    let late = deciding.filter { check in
      check.recordedMicroseconds > start.firstRecordedMicroseconds
        || !check.reference.interval.canPrecede(start.interval)
    }
    let isLate = statement.known.isEmpty ? late.count == deciding.count : !late.isEmpty
    guard isLate, let check = late.first else {
      return Judgement(.met, text, measured: measured, evidence: evidence)
    }
    return Judgement(
      .metOnLateEvidence,
      "\(text) The check was recorded at \(check.reference.recordedText), not before the start.",
      measured: measured, evidence: evidence)
  }

  private func isTooRecent(_ taken: Interval, start: EntryReference) -> Bool {
    taken.longest(to: start.interval) < Int64(limitHours) * Interval.hour
  }

  private func elapsed(_ taken: Interval, _ start: EntryReference) -> String {
    elapsedText(taken.counted(to: start.interval))
  }

  private func measured(_ taken: Interval, _ start: EntryReference) -> String {
    "\(elapsed(taken, start)) of \(limitHours) h"
  }
}

/// What the fasting checks of a visit say about one class of food or drink (S5, S6).
///
/// A later check completes or corrects an earlier one item by item: of an item, the newest check
/// that names it counts, and within that check its worst statement, which is an unknown time or
/// the latest one. An item that a later check does not name keeps what the earlier one said.
struct FastingStatement {
  /// The last intakes whose time is known, newest first.
  var known: [(taken: Interval, check: Fact<FastingChecked>)] = []
  /// Checks with an item of the class whose time nobody knows.
  var unknown: [Fact<FastingChecked>] = []

  init(_ checks: [Fact<FastingChecked>], of isInClass: (OralIntake.Item) -> Bool) {
    var counted: Set<OralIntake.Item> = []
    for check in checks.inOrder().reversed() {
      let named = check.value.intakes.filter { isInClass($0.item) && !counted.contains($0.item) }
      for intake in named {
        counted.insert(intake.item)
        if intake.hasTakenAt {
          known.append((Interval(intake.takenAt), check))
        } else {
          unknown.append(check)
        }
      }
    }
    known.sort { $0.taken.earliest > $1.taken.earliest }
  }

  /// S5's closed list: everything that is not on S6's list counts here, also what nobody can name.
  static func isSolid(_ item: OralIntake.Item) -> Bool {
    switch item {
    case .water, .clearLiquid, .sportsDrink, .appleJuice, .blackCoffee, .blackTea: false
    case .solidFood, .milk, .pulpyJuice, .soup, .coffeeOrTeaWithMilk, .other, .unspecified,
      .UNRECOGNIZED:
      true
    }
  }
}
