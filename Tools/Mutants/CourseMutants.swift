/// Which infusion is which, who is expected and who is here (`Sources/Compliance/Evidence`,
/// `Projections`, `Clinic/Queries`).
extension Mutant {
  static let ofCourses: [Mutant] = [
    Mutant(
      "course-never-ends", "what comes after the days of a course is counted in it",
      in: "Compliance/Evidence/TreatmentCourse.swift",
      "lastDay.map { infusion.day <= $0 } ?? true", becomes: "true",
      nearest: "ComplianceTests.TreatmentCourseTests"),
    Mutant(
      "response-by-any-loss", "a score that fell by less than half is a response",
      in: "Compliance/Evidence/CourseOutcome.swift",
      "last.total * 2 <= baseline.total", becomes: "last.total < baseline.total",
      nearest: "ComplianceTests.CourseOutcomeTests"),
    Mutant(
      "remission-at-five", "a PHQ-9 of 5 is remission",
      in: "Compliance/Evidence/CourseOutcome.swift",
      "last.total < Self.remissionBelow", becomes: "last.total <= Self.remissionBelow",
      nearest: "ComplianceTests.CourseOutcomeTests"),
    Mutant(
      "alarm-at-its-limit", "a value at its limit is an alarm",
      in: "Compliance/Policy/AlarmLimits.swift",
      "value < low", becomes: "value <= low", nearest: "ComplianceTests.AlarmLimitsTests"),
    Mutant(
      "dose-runs-in-pauses", "the dose so far grows while the infusion is paused",
      in: "Compliance/Evidence/InfusionProgress.swift",
      statement: "isRunning = false", becomes: "isRunning = true",
      nearest: "ComplianceTests.InfusionProgressTests"),
    Mutant(
      "answered-risk-open", "a risk stays open although somebody has answered it",
      in: "Projections/Treatment.swift",
      "risk > $0", becomes: "true",
      nearest: "ProjectionsTests.TreatmentTests"),
    Mutant(
      "answered-risk-on-the-board", "the board shows a risk that somebody has answered",
      in: "Clinic/Queries/TreatedPatients.swift",
      "$0 > answered", becomes: "true",
      nearest: "ClinicTests.CourseQueryTests"),
    Mutant(
      "cancelled-date-due", "a date that was cancelled is waited for",
      in: "ClinicalRecord/Aggregates/Appointments.swift",
      "all.filter { $0.outcome == .due }", becomes: "all",
      nearest: "ClinicalRecordTests.ChartPlanTests"),
    Mutant(
      "arrived-is-late", "whoever has come is late all the same",
      in: "Clinic/Queries/DaySchedule.swift",
      statement: "state = DaySchedule.State(of: visit.line, now: now)",
      nearest: "ClinicTests.DayScheduleTests"),
    Mutant(
      "chair-for-everybody", "a chair that is taken is nobody's question",
      in: "Clinic/Planning/ScheduleDoubts.swift",
      "taken >= chairs", becomes: "taken > chairs", nearest: "ClinicTests.DayScheduleTests"),
    Mutant(
      "board-unrecorded", "whoever looks at the board is in no access log",
      in: "Clinic/Queries/Board.swift",
      "board.lines + board.leftOpen", becomes: "board.leftOpen",
      nearest: "ClinicTests.BoardTests"),
  ]
}
