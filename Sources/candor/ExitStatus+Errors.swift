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
    switch self {
    case .notSignedIn, .identityOfAnotherLedger, .identityNotInForce, .notPermitted,
      .clockSetOutsideTraining, .secondSignerNeeded, .secondSignerIsActor, .secondSignerInactive,
      .secondSignerOfOtherRole, .notAskedToSign, .ownEmergency, .notActive, .deviceServesNone,
      .deviceServesAnother:
      ExitStatus.notPermitted
    case .unknownPatient, .unknownVisit, .noVisit, .unknownPosition, .unknownStaff, .noPolicy,
      .keyMissing, .unknownRequest, .chartErased:
      ExitStatus.notFound
    case .requestOutdated, .requestWaits: ExitStatus.unavailable
    case .malformedDate, .handleMalformed, .siteNameMalformed, .nothingToRecord, .futureAsOf,
      .askedForNewChart,
      .nothingByThen, .ambiguousPatient, .ambiguousRequest:
      ExitStatus.usage
    case .deviceKeyRenewed: ExitStatus.unavailable
    case .file, .readModels, .lookNotRecorded, .refusalNotTold: ExitStatus.io
    case .rolledBack, .restoredBefore, .inconsistent, .losesEntries, .otherSite: ExitStatus.no
    case .rejected(.notYourRole), .batchRejected(_, .notYourRole): ExitStatus.notPermitted
    default: ExitStatus.badData
    }
  }
}
