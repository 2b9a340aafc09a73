internal import ClinicalRecord
internal import Ledger

extension Proposal {
  /// An event that is never sealed: staff and policy.
  static func inTheClear(_ event: ClinicalEvent, number: UInt32, occurred: Occurred) throws
    -> Proposal
  {
    Proposal(
      stream: StreamKey(type: event.kind.stream.streamType, subject: .none, number: number),
      kind: event.kind.number, occurred: occurred, body: try event.serialized(), dataKey: nil)
  }
}

extension ClinicalEvent {
  /// Whether it is about a patient, and so always in a sealed body.
  var isClinical: Bool {
    switch self {
    case .chart, .visit, .access: true
    case .staff, .policy, .operations: false
    }
  }
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

extension AppendID {
  /// An id whose first bytes are the time, so that the table of append ids grows at its end.
  ///
  /// - Parameter unixMicroseconds: since 1970-01-01T00:00:00Z.
  static func timeOrdered(_ unixMicroseconds: Int64) -> AppendID {
    let milliseconds = UInt64(max(unixMicroseconds, 0) / 1_000)
    let prefix = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (8 * (5 - $0))) }
    let random = AppendID.random()
    return AppendID(bytes: prefix + random.bytes.dropFirst(6)) ?? random
  }
}

extension StaffEvent.OneOf_Event {
  /// Whom the event is about: the number of the stream that it goes to.
  var subjectActor: UInt32 {
    switch self {
    case .staffEnrolled(let enrolled): enrolled.actor
    case .staffCredentialed(let credentialed): credentialed.actor
    case .staffSuspended(let suspended): suspended.actor
    case .staffReinstated(let reinstated): reinstated.actor
    case .staffDeparted(let departed): departed.actor
    case .staffKeyReplaced(let replaced): replaced.actor
    case .deviceAssigned(let assigned): assigned.actor
    case .deviceReleased(let released): released.actor
    }
  }
}

extension SignatureMeaning {
  /// As a person reads it (21 CFR 11.50).
  var words: String {
    switch self {
    case .recorded: "recorded"
    case .secondSigner: "second signer"
    case .coSigned: "co-signed"
    case .reviewed: "reviewed"
    }
  }
}
