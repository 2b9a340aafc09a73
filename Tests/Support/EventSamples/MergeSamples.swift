public import ClinicalRecord

extension EventSample {
  /// Two charts of one patient, and of two after all.
  static let merges: [EventSample] = [
    EventSample(
      .chart, 11,
      #"""
      "other_chart": "q6urq6urq6urq6urq6urqw==", "part": "PART_SURVIVOR", \#
      "reason": "registered twice"
      """#,
      "Charts of one patient: chart abababababababab is merged into this one: registered twice"),
    EventSample(
      .chart, 12,
      #"""
      "other_chart": "q6urq6urq6urq6urq6urqw==", "part": "PART_MERGED", \#
      "reason": "twins"
      """#,
      "Charts of two patients: no longer merged into chart abababababababab: twins"),
  ]
}
