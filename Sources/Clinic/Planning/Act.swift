public import ClinicalRecord
public import Ledger

/// One event as it is stated: about whom, what, when.
public struct Statement: Sendable {
  /// Nil: a new chart (intake received) or no chart (staff, policy).
  public var chart: SubjectID?
  /// Nil: the visit that is open, or was last; ignored for chart events.
  public var visitNumber: UInt32?
  public var event: ClinicalEvent
  /// Nil: now.
  public var occurred: ClinicalTime?

  public init(
    chart: SubjectID?, visitNumber: UInt32? = nil, event: ClinicalEvent,
    occurred: ClinicalTime? = nil
  ) {
    self.chart = chart
    self.visitNumber = visitNumber
    self.event = event
    self.occurred = occurred
  }
}

/// What is to be recorded in one append.
public struct RecordRequest: Sendable {
  /// What happens to a departure from policy that has no reason.
  public enum Reasons: Sendable {
    /// A person is there: nothing is recorded and the departure is named, unless the act is never
    /// held up.
    case asked
    /// Imported or batched facts: recorded, and the reason is owed.
    case owed
  }

  /// The same id with the same statements appends once; nil: a fresh one.
  public var appendID: AppendID?
  public var statements: [Statement]
  /// Why policy was departed from; recorded as `deviation explained` when it was.
  public var reason: String?
  public var reasons: Reasons
  /// Signs the same append beside whoever is signed in (S25); nil: nobody does.
  public var secondSigner: Identity?
  /// What the second signer was shown of it (``Clinic/preview(_:second:)``): anything else is not
  /// recorded. Nil: nobody was shown anything.
  public var shown: [OpenedRequest.Line]?

  public init(
    appendID: AppendID? = nil, statements: [Statement], reason: String? = nil,
    reasons: Reasons = .asked, secondSigner: Identity? = nil
  ) {
    self.appendID = appendID
    self.statements = statements
    self.reason = reason
    self.reasons = reasons
    self.secondSigner = secondSigner
  }
}

/// What somebody wants to record, as a plan is made of it: nobody's keys, no file, no clock.
struct Act: Sendable {
  var statements: [Statement]
  var reason: String?
  var reasons: RecordRequest.Reasons = .asked
  /// Whoever records it.
  var actor: UInt32
  /// Signs beside them, or is to; nil: nobody.
  var secondSigner: UInt32?
}

extension RecordRequest {
  /// - Throws: `ClinicError.nothingToRecord`, `.mixedStatements`.
  func requireOneSubject() throws {
    guard let first = statements.first else { throw ClinicError.nothingToRecord }
    guard statements.allSatisfy({ $0.chart == first.chart }) else {
      throw ClinicError.mixedStatements
    }
  }

  /// The chart that it is about; nil for a new one, and for staff.
  var chart: SubjectID? { statements.first?.chart }

  /// Whether what is never held up would be refused for the reason that is given with it.
  func isHeldUpByReason(of role: Role) -> Bool {
    reason != nil && !DeviationExplained.kind.mayBeRecorded(by: role)
      && statements.allSatisfy { $0.event.kind.isNeverHeldUp }
  }
}

extension ClinicalEvent {
  /// Whether it is about a patient, and so always in a sealed body.
  var isClinical: Bool { kind.isPersonal }
}

extension EventKind {
  /// Asked before anything of a chart is looked for: whoever may not record it is told
  /// nothing else.
  ///
  /// - Throws: `ClinicError.rejected`.
  func requireRole(_ role: Role) throws(ClinicError) {
    do throws(Rejection) { try requireRecorder(role) } catch { throw .rejected(error) }
  }
}
