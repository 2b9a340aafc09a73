internal import ClinicalRecord
internal import Ledger

extension Error {
  /// Whether storage failed, so that what was to be recorded is not, or not for certain, on disk.
  var isStorageFailure: Bool {
    switch self {
    case let error as LedgerError:
      switch error {
      case .notRecorded, .outcomeUnknown, .writesStopped, .storage: true
      default: false
      }
    case let error as KeyError:
      switch error {
      case .storage: true
      default: false
      }
    default: false
    }
  }
}

extension House {
  /// Refuses whoever has been suspended or has left since signing in.
  func requireActive(_ label: StaffLabel) throws {
    guard let status = staff.members[label.actor]?.status, status != .active else { return }
    throw ClinicError.notPermitted(
      act: "look at charts, since \(label.handle) is \(status.rawValue)", role: label.role,
      allowed: "active members of staff")
  }
}
