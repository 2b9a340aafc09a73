public import ClinicalRecord
public import Compliance

/// What a recording did, for the person who did it.
public struct Recorded: Sendable {
  /// One entry of the append, in order.
  public struct Line: Sendable {
    public var position: UInt64
    /// The event's name, "infusion started".
    public var event: String
    /// The event's sentence as a timeline shows it.
    public var sentence: String
    public var occurred: ClinicalTime
  }

  /// One signature of the append, as its signer is shown it (21 CFR 11.50).
  public struct Signature: Sendable {
    public var signer: StaffLabel
    /// "recorded", "second signer", "co-signed", "reviewed".
    public var meaning: String
    public var signedMicroseconds: Int64
  }

  /// Positions of the append.
  public var positions: Range<UInt64>
  public var lines: [Line]
  public var recordedMicroseconds: Int64
  public var signatures: [Signature]
  /// True when the append id was there already and nothing was added.
  public var wasAlreadyRecorded: Bool
  /// False when what is recorded under the append id could not be opened, so that headers alone
  /// were compared with what is stated now: a device after the end of its service.
  public var isCompared = true
  /// Nil for staff and policy. A role that does not read the roster is told the chart's id alone:
  /// the other fields are empty.
  public var patient: PatientLabel?
  public var visitNumber: UInt32?
  /// Departures from policy that were recorded together with their reason.
  public var explainedDepartures: [Finding]
  /// Departures that still owe a reason: of acts that are never held up, and of imported or late
  /// facts.
  public var owedDepartures: [Finding]
  /// A reason was given by a role that does not explain departures, with an act that is never held
  /// up: the act is recorded, and the reason stays owed.
  public var isReasonLeftOut = false
}
