public import ClinicalRecord

/// Everything that is recorded about a patient, in the order in which it happened.
public struct Timeline: Sendable {
  /// One entry, with both of its times.
  public struct Row: Sendable {
    public var position: UInt64
    /// Nil for what belongs to the chart.
    public var visitNumber: UInt32?
    public var occurred: ClinicalTime
    public var recordedMicroseconds: Int64
    public var event: ClinicalEvent
    public var name: String
    public var sentence: String
    public var recordedBy: StaffLabel?
    /// Recorded more than five minutes after it happened.
    public var isLate: Bool
    /// Recorded after the visit had ended.
    public var isAfterEnd: Bool
  }

  public var patient: PatientLabel
  /// By occurred time, then position.
  public var rows: [Row]
  /// The tree that the answer was computed from.
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
}
