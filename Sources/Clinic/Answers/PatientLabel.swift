internal import ClinicalRecord
public import Ledger

/// Who an answer is about, as every write echoes it on the terminal.
public struct PatientLabel: Hashable, Sendable {
  public var chart: SubjectID
  public var recordNumber: String
  public var familyName: String
  public var givenName: String
  /// YYYY-MM-DD.
  public var birthDate: String

  public init(
    chart: SubjectID, recordNumber: String, familyName: String, givenName: String,
    birthDate: String
  ) {
    self.chart = chart
    self.recordNumber = recordNumber
    self.familyName = familyName
    self.givenName = givenName
    self.birthDate = birthDate
  }
}

extension PatientLabel {
  /// As much of it as an answer may tell that leaves no look: the chart's id alone for a role that
  /// does not read the roster.
  func told(to role: Role?) -> PatientLabel {
    if let role, Permission.readRoster.holds(for: role) { return self }
    return PatientLabel(
      chart: chart, recordNumber: "", familyName: "", givenName: "", birthDate: "")
  }
}
