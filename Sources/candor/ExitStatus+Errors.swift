internal import Clinic
internal import ClinicalRecord
internal import Ledger

extension ErrorCategory {
  var exitCode: Int32 {
    switch self {
    case .unsound: ExitStatus.no
    case .usage: ExitStatus.usage
    case .badData: ExitStatus.badData
    case .notFound: ExitStatus.notFound
    case .unavailable: ExitStatus.unavailable
    case .io: ExitStatus.io
    case .notPermitted: ExitStatus.notPermitted
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
