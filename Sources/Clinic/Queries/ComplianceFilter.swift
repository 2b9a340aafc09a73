public import ClinicalRecord
public import Compliance
public import Ledger

/// What a compliance report tells of the visits of its days.
public struct ComplianceFilter: Hashable, Sendable {
  /// Of one patient, in whichever of the charts that are merged; nil: of everybody.
  public var chart: SubjectID?
  public var visitNumber: UInt32?
  /// Of the patient's courses for one indication, from 1.
  public var course: Int?
  /// None: every rule.
  public var rules: Set<RuleID> = []
  /// Findings whose newest entry this person recorded; nil: whoever did.
  public var clinician: UInt32?
  /// Whose visits they are and which reasons were given: showing that is a look at the charts.
  /// Without it a chart is told by its id.
  public var isIdentified = true
  /// Whether who recorded the newest entry is told of every finding, not of those alone that owe a
  /// reason.
  public var isAttributed = false

  /// Everything.
  public init() {}
}

extension ComplianceReport {
  mutating func apply(_ filter: ComplianceFilter) {
    self.filter = filter
    visits = visits.compactMap { visit in
      var visit = visit
      if let number = filter.visitNumber, visit.visitNumber != number { return nil }
      if let course = filter.course, visit.count?.course != course { return nil }
      visit.findings.removeAll { finding in
        !(filter.rules.isEmpty || filter.rules.contains(finding.rule))
          || filter.clinician.map { visit.recordedBy[finding.rule]?.actor != $0 } ?? false
      }
      return visit.findings.isEmpty ? nil : visit
    }
    leftOpen.removeAll { left in filter.visitNumber.map { $0 != left.visitNumber } ?? false }
    guard !filter.isIdentified else { return }
    for index in visits.indices {
      let patient = visits[index].patient.unidentified
      visits[index].patient = patient
      visits[index].inChart?.recordNumber = patient.recordNumber
      visits[index].reasons = [:]
    }
    for index in leftOpen.indices { leftOpen[index].patient = leftOpen[index].patient.unidentified }
  }
}
