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
