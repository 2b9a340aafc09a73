internal import Clinic
internal import ClinicalRecord
internal import Ledger

extension KeyError {
  var exitCode: Int32 {
    switch self {
    case .wrongPassphrase, .identityExposed, .identityOfAnotherLedger, .notGranted, .wrapRefused:
      ExitStatus.notPermitted
    case .identityUnreadable, .proofRefused, .commitmentMismatch, .openFailed, .keyringDamaged,
      .keyringOfAnotherLedger, .malformed, .emptyPassphrase:
      ExitStatus.badData
    case .keyringMissing, .noDataKey: ExitStatus.notFound
    case .identityExists, .keyringExists, .keyringRenewed, .keyringTooNew, .cannotErase:
      ExitStatus.unavailable
    case .storage: ExitStatus.io
    case .file(_, _, let reason):
      reason.contains("No such file") ? ExitStatus.notFound : ExitStatus.io
    }
  }
}

extension LedgerError {
  var exitCode: Int32 {
    switch self {
    case .notALedger: ExitStatus.notFound
    case .notPermitted: ExitStatus.notPermitted
    case .key(let error): error.exitCode
    case .backup(let defect): defect.exitCode
    case .alreadyALedger, .newerFormat, .writesStopped, .revisionConflict: ExitStatus.unavailable
    case .notRecorded, .outcomeUnknown, .storage, .unreadable: ExitStatus.io
    case .beyondHead: ExitStatus.notFound
    default: ExitStatus.badData
    }
  }
}

extension BackupDefect {
  var exitCode: Int32 {
    switch self {
    case .occupied, .newerFormat: ExitStatus.unavailable
    case .notApart, .insideTheLedger: ExitStatus.usage
    case .noBackup, .fileMissing: ExitStatus.notFound
    case .manifestUnreadable, .fileDamaged, .contradicts: ExitStatus.badData
    case .unsound: ExitStatus.no
    case .file: ExitStatus.io
    }
  }
}

extension ClinicError {
  var exitCode: Int32 {
    switch details.category {
    case .negative: ExitStatus.no
    case .usage: ExitStatus.usage
    case .badData: ExitStatus.badData
    case .notFound: ExitStatus.notFound
    case .unavailable: ExitStatus.unavailable
    case .storage: ExitStatus.io
    case .notPermitted: ExitStatus.notPermitted
    }
  }
}
