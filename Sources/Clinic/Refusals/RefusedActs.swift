public import ClinicalRecord
internal import FoundationEssentials
internal import Ledger

extension Clinic {
  /// Records, by the program, that whoever is signed in was refused an act; never its content.
  ///
  /// As well as can be: a full disk or a copy without the program's identity leaves it out, and the
  /// refusal holds all the same. Records nothing when nobody is signed in.
  ///
  /// - Parameter act: a command's name, without its arguments.
  public func recordRefusedAct(_ act: String, cause: ActRefused.Cause) {
    guard let actor = session?.label.actor else { return }
    var refused = ActRefused()
    refused.actor = actor
    refused.act = act
    refused.cause = cause
    refused.chart = Data(concernedChart?.bytes ?? [])
    refused.host = BreakGlass.thisHost
    try? recordRefusal(.actRefused(refused), concerning: actor)
  }

  static func refusals(concerning actor: UInt32) -> StreamKey {
    StreamKey(type: .operations, subject: .none, number: actor)
  }

  /// An append of the program's own.
  func recordRefusal(
    _ event: OperationsEvent.OneOf_Event, concerning actor: UInt32
  ) throws {
    guard let program = asProgram() else { return }
    let now = clock.now()
    _ = try append(
      AppendRequest(
        id: .timeOrdered(now.unixMicroseconds), signers: [program],
        nowMicroseconds: now.unixMicroseconds),
      isSame: { _ in false },
      decide: { draft in
        guard try House.load(from: draft).staff.members[actor] != nil else {
          throw ClinicError.unknownStaff("actor \(actor)")
        }
        return [try .inTheClear(.operations(event), number: actor, occurred: now.occurred)]
      })
  }
}

extension ActRefused.Cause {
  /// Why an act was refused to a person; nil for an error that is no refusal of that kind, such as
  /// a malformed value or a full disk.
  public init?(of error: any Error) {
    if let rejection = error as? Rejection {
      guard case .notYourRole = rejection else { return nil }
      self = .role
      return
    }
    switch error as? ClinicError {
    case .notPermitted, .ownEmergency, .deviceServesNone, .deviceServesAnother,
      .rejected(.notYourRole), .batchRejected(_, .notYourRole):
      self = .role
    case .notActive: self = .notActive
    case .secondSignerNeeded, .secondSignerIsActor, .secondSignerInactive,
      .secondSignerOfOtherRole, .notAskedToSign:
      self = .secondSigner
    default: return nil
    }
  }
}
