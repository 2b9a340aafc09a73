internal import Clinic
internal import ClinicalRecord
internal import Ledger

extension ErrorCategory {
  var exitCode: Int32 {
    switch self {
    case .unsound: ExitStatus.no
    case .usage: ExitStatus.usage
    case .badData, .damaged: ExitStatus.badData
    case .notFound: ExitStatus.notFound
    case .unavailable: ExitStatus.unavailable
    case .io: ExitStatus.io
    case .notPermitted: ExitStatus.notPermitted
    }
  }
}

extension ClinicError {
  var exitCode: Int32 { details.category.exitCode }
}
