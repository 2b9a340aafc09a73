import ClinicalRecord
import Ledger

@testable import Clinic

extension Refusal {
  init(_ error: any Error) {
    let refused = error as? RefusedAct
    guard let reason = refused?.reason ?? error as? ClinicError else {
      self = .other("\(error)")
      return
    }
    self.init(reason)
  }

  private init(_ reason: ClinicError) {
    switch reason {
    case .notActive: self = .inactive
    case .notPermitted: self = .role
    case .rejected(let rejection), .batchRejected(_, let rejection): self.init(rejection)
    case .secondSignerNeeded, .secondSignerIsActor, .secondSignerInactive,
      .secondSignerOfOtherRole, .held(.signatureNeeded):
      self = .second
    case .chartErased: self = .erased
    case .noVisit, .unknownVisit, .visitEnded: self = .stage
    case .deviceServesNone, .deviceServesAnother, .deviceKeyRenewed: self = .device
    case .reasonNeeded: self = .unexplained
    case .recordNumberTaken: self = .recordNumber
    case .noEmergency, .reviewedBefore, .ownEmergency: self = .review
    case .unknownRequest, .notAskedToSign, .requestOutdated, .requestDamaged: self = .request
    default: self = .other("\(reason)")
    }
  }

  private init(_ rejection: Rejection) {
    switch rejection {
    case .notYourRole: self = .role
    case .outOfOrder, .duplicate, .supports: self = .order
    case .malformed, .unknownField, .unreadable: self = .malformed
    }
  }
}
