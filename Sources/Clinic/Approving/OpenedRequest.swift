public import ClinicalRecord

/// A request for a signature as the one who is asked sees it: opened with their keys.
public struct OpenedRequest: Sendable {
  /// One entry of an act that waits for a signature.
  public struct Line: Sendable {
    /// The event's name, "drug wasted".
    public var event: String
    /// The event's sentence as a timeline will show it.
    public var sentence: String
    public var occurred: ClinicalTime
  }

  public var request: ApprovalRequest
  /// One for every entry of the append.
  public var lines: [Line]
  /// Nil for what is about no patient.
  public var patient: PatientLabel?
  public var visitNumber: UInt32?
  /// Exactly what was shown: nothing else is signed.
  let file: RequestFile
}
