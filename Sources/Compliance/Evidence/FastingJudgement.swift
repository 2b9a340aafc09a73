internal import ClinicalRecord

/// The common test of S5 and S6: enough elapsed hours between the last intake of a class and
/// the start.
struct FastingJudgement {
  /// As it stands inside a sentence: "solid food, milk, pulpy juice or soup".
  var substance: String
  var limitHours: Int
  var isInClass: (OralIntake.Item) -> Bool

  func judgement(of file: CaseFile) -> Judgement {
    let checks = file.visit.fastingChecks
    guard let start = file.visit.start?.mark else {
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
    _ statement: FastingStatement, checks: [Fact<FastingChecked>], start: Mark,
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
      check.recordedMicroseconds > start.recordedMicroseconds
        || !check.mark.interval.canPrecede(start.interval)
    }
    let isLate = statement.known.isEmpty ? late.count == deciding.count : !late.isEmpty
    guard isLate, let check = late.first else {
      return Judgement(.met, text, measured: measured, evidence: evidence)
    }
    return Judgement(
      .metOnLateEvidence,
      "\(text) The check was recorded at \(check.mark.recordedText), not before the start.",
      measured: measured, evidence: evidence)
  }

  private func isTooRecent(_ taken: Interval, start: Mark) -> Bool {
    taken.longest(to: start.interval) < Int64(limitHours) * Interval.hour
  }

  private func elapsed(_ taken: Interval, _ start: Mark) -> String {
    elapsedText(taken.counted(to: start.interval))
  }

  private func measured(_ taken: Interval, _ start: Mark) -> String {
    "\(elapsed(taken, start)) of \(limitHours) h"
  }
}
