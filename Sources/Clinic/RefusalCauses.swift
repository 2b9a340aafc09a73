public import ClinicalRecord
internal import Ledger

extension ActRefused.Cause {
  /// Why an act was refused to a person; nil for an error that is no refusal of that kind, such as
  /// a malformed value or a full disk.
  public init?(of error: any Error) {
    let cause = (error as? ClinicError)?.details.cause ?? (error as? Rejection)?.cause
    guard let cause else { return nil }
    self = cause
  }
}

extension Rejection {
  var cause: ActRefused.Cause? {
    switch self {
    case .notYourRole: .role
    case .malformed, .outOfOrder, .duplicate, .supports, .unknownField, .unreadable: nil
    }
  }

  var category: ErrorCategory {
    switch self {
    case .notYourRole: .notPermitted
    case .malformed, .outOfOrder, .duplicate, .supports, .unknownField, .unreadable: .badData
    }
  }
}
