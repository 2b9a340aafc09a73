internal import ClinicalRecord
internal import Compliance
internal import Ledger

extension ClinicError: CustomStringConvertible {
  /// One sentence: what is wrong, what was expected, what to do.
  public var description: String {
    switch self {
    case .notSignedIn, .identityOfAnotherLedger, .identityNotInForce, .notPermitted, .notActive,
      .deviceServesNone, .deviceServesAnother, .deviceKeyRenewed, .deviceCannotCompare, .visitEnded,
      .clockSetOutsideTraining, .unknownStaff, .handleTaken, .handleMalformed, .siteNameMalformed:
      peopleText
    case .secondSignerNeeded, .secondSignerIsActor, .secondSignerInactive,
      .secondSignerOfOtherRole, .askedForNewChart, .unknownRequest,
      .ambiguousRequest, .notAskedToSign, .requestOutdated, .requestDamaged,
      .requestWaits:
      secondSignerText
    case .unknownPatient, .ambiguousPatient, .recordNumberTaken, .unknownVisit, .noVisit,
      .unknownPosition, .futureAsOf, .nothingByThen, .malformedDate, .noEmergency,
      .reviewedBefore, .ownEmergency, .chartErased:
      lookupText
    case .rejected, .batchRejected, .reasonNeeded, .nothingToRecord, .mixedStatements,
      .monitorFile:
      statementText
    case .rolledBack, .restoredBefore, .inconsistent, .losesEntries, .otherSite, .keyMissing,
      .damagedEntry, .newerEntry, .noPolicy, .readModels, .malformedPolicy, .file,
      .lookNotRecorded, .refusalNotTold:
      ledgerText
    }
  }

  private var peopleText: String {
    switch self {
    case .notSignedIn(let toDo):
      "Nobody is signed in, and \(toDo) needs a person: give --as NAME or set CANDOR_IDENTITY."
    case .identityOfAnotherLedger(let handle):
      "The identity \(handle) belongs to another ledger: choose the one enrolled here (candor staff list)."
    case .identityNotInForce(let handle):
      "The key of the identity \(handle) is not the one in force in this ledger: ask an administrator to enrol it."
    case .notPermitted(let act, let role, let allowed):
      "The role \(role.words) may not \(act); \(allowed) may."
    case .notActive(let handle, .suspended):
      "\(handle) is suspended and may neither sign in nor record: an administrator can reinstate (candor staff reinstate)."
    case .notActive(let handle, let status):
      "\(handle) is \(status.rawValue) and may neither sign in nor record."
    case .deviceServesNone(let handle):
      "The device \(handle) serves no visit and records nothing: assign it first (candor device assign)."
    case .deviceServesAnother(let handle, let visit):
      "The device \(handle) records on the visit \(visit) that it serves and nowhere else: name that chart's id, or assign it anew (candor device release, candor device assign)."
    case .deviceKeyRenewed(let handle):
      "The keys were renewed, and the device \(handle) has not been handed its new one: it gets it when somebody who reads charts signs in or records on the chart; then repeat it."
    case .deviceCannotCompare(let handle, let position):
      "The append id is that of entry \(position), and the device \(handle) holds the key of that entry no more: whether it says the same cannot be compared, and nothing was added. Have somebody who reads charts look at it (candor show \(position)); for something new, give a new append id."
    case .visitEnded(let number):
      "The visit \(number) has ended, and no device serves it any more: assign the device to an open visit (candor device assign)."
    case .clockSetOutsideTraining:
      "The clock can be set in a training ledger only, and this ledger is none: leave --clock and CANDOR_CLOCK away."
    case .unknownStaff(let handle):
      "Nobody is enrolled as \(handle): see candor staff list."
    case .handleTaken(let handle):
      "Somebody is enrolled as \(handle) already: choose another sign-in name."
    case .handleMalformed(let handle):
      "The sign-in name \(handle) must be 2 to 32 characters of a–z, 0–9, '.' and '-', beginning with a letter."
    case .siteNameMalformed(let name):
      "The site name \(name) must be 1 to 100 characters with no space, '+' or control character, for example omaha.example/ketamine."
    default: ""
    }
  }

  private var secondSignerText: String {
    switch self {
    case .secondSignerNeeded(let event, [.administrator]):
      "\(event) needs a second signer, and nothing was recorded: have an administrator sign with --second NAME."
    case .secondSignerNeeded(let event, let roles):
      "\(event) needs a second signer, and nothing was recorded: have \(roles.article) \(roles.words) sign with --second NAME, or ask them with --ask NAME."
    case .secondSignerIsActor(let handle):
      "\(handle) records it and cannot be its second signer too: have somebody else sign."
    case .secondSignerInactive(let handle, let status):
      "\(handle) is \(status.rawValue) and signs nothing: have somebody else sign."
    case .secondSignerOfOtherRole(let handle, let role, let event, let roles):
      "\(handle) is \(role.words), and the second signer of \(event) has to be \(roles.article) \(roles.words): have one of them sign."
    case .askedForNewChart:
      "A signature is asked for only where there is a chart already: have the second signer sign here, with --second NAME."
    case .unknownRequest(let id):
      "No request \(id) waits for a signature: it was completed, withdrawn or is past its limit; see candor approve."
    case .ambiguousRequest(let id, let matches):
      "\(id) fits \(matches) requests that wait for a signature: give more digits (candor approve)."
    case .notAskedToSign(let handle, let asked):
      "\(asked) is asked to sign this, and \(handle) is signed in: only \(asked) can."
    case .requestOutdated(let id):
      "Request \(id) no longer fits: what has changed since in the chart, the staff or the policy bears on it. Nothing was recorded; record it again."
    case .requestWaits(let id):
      "A request with the append id \(id) waits for a signature already, and nothing was recorded: wait for the terminal that asked, or ask again when its limit has passed."
    case .requestDamaged(let id):
      "Request \(id) is not what was asked for: its file was changed or damaged. Nothing was recorded; record it again."
    default: ""
    }
  }

  private var lookupText: String {
    switch self {
    case .unknownPatient(let who):
      "No patient is known by \(who): give a record number or the first 8 or more digits of a chart id (candor patients)."
    case .ambiguousPatient(let who, let matches):
      "\(who) fits \(matches) charts: give the record number or more digits of the chart id."
    case .recordNumberTaken(let number):
      "The record number \(number) belongs to another chart: choose a free one, or leave it away to be given the next."
    case .unknownVisit(let number):
      "This chart has no visit \(number): see candor timeline."
    case .noVisit:
      "This chart has no visit yet: record the arrival first (candor record arrived)."
    case .chartErased(let chart, let position):
      "The chart \(chart.description.prefix(8)) is erased (entry \(position)): nothing of it opens, and nothing is recorded about it any more; what is still there: candor history --patient \(chart)."
    case .unknownPosition(let position, let size):
      "There is no entry \(position): the ledger holds \(size) entries, from position 0."
    case .futureAsOf:
      "--as-of lies in the future: give a time that has passed, or a number of entries that the ledger holds."
    case .nothingByThen:
      "--as-of lies before the ledger's first policy: nothing was recorded by then; give a later one."
    case .malformedDate(let text):
      "\(text) is no date: write YYYY-MM-DD."
    case .noEmergency(let position):
      "Entry \(position) is no emergency access: candor review lists those that wait."
    case .reviewedBefore(let position):
      "The emergency access \(position) has been reviewed: candor review lists those that wait."
    case .ownEmergency(let position):
      "The emergency access \(position) was yours: somebody else has to review it."
    default: ""
    }
  }

  private var statementText: String {
    switch self {
    case .rejected(let rejection): rejection.description
    case .batchRejected(let index, let rejection):
      "Statement \(index + 1): \(rejection) Nothing of the batch was recorded."
    case .reasonNeeded(let findings):
      "This departs from policy and needs a reason (--reason -); nothing was recorded:\n"
        + findings.map { "  \($0.rule.rawValue)  \($0.statement)" }.joined(separator: "\n")
    case .nothingToRecord: "There is nothing to record: the request holds no statement."
    case .mixedStatements:
      "An intake makes a new chart and must be recorded alone, not with other statements."
    case .monitorFile(let problems):
      "The monitor's file was not imported, nothing was recorded:\n"
        + problems.prefix(20).map { "  \($0)" }.joined(separator: "\n")
        + (problems.count > 20 ? "\n  … and \(problems.count - 20) more" : "")
    default: ""
    }
  }

  private var ledgerText: String {
    switch self {
    case .rolledBack(let published, let size, let path):
      "This ledger holds \(size) entries, but a checkpoint of \(published) was published (\(path)): it was rolled back or is another copy. Stop, keep both, and call whoever answers for the ledger; only for a copy that takes the ledger's place: candor checkpoint --accept-rollback."
    case .restoredBefore(let restored, let published, let path):
      "A rollback: this ledger was restored with \(restored) entries, and a checkpoint of \(published) was published (\(path)). A copy made for a drill is not signed; only for one that takes the ledger's place: candor checkpoint --accept-rollback."
    case .inconsistent(let published, let path):
      "This ledger does not continue the checkpoint of \(published) entries published at \(path): its history was changed. Stop, keep both, and call whoever answers for the ledger."
    case .losesEntries(let size, let known, let path):
      "A rollback: the backup reaches \(size) entries, and a checkpoint of \(known) is known (\(path)), so that entries \(size) to \(known - 1) would be lost. Restore a newer backup, or accept the loss with --accept-rollback."
    case .otherSite(let ledger):
      "The site key of \(ledger) is not the pinned one: it is another ledger, or its history was replaced. Check --key, and which copy this is."
    case .keyMissing(let position):
      "The data key of entry \(position) is not in the keyring: the keyring and the ledger do not belong together, or the key was lost. Restore the keyring's backup."
    case .damagedEntry(let position, let what):
      "Entry \(position) cannot be believed: \(what). Run candor verify."
    case .newerEntry(let position, let what):
      "Entry \(position) was written by a newer Candor (\(what)): update this one."
    case .noPolicy: "No policy has been adopted in this ledger: create it anew with candor init."
    case .readModels(let what):
      "The read models cannot be used: \(what) The ledger is not touched by it; the folder projections can be deleted."
    case .malformedPolicy(let what): "The policy cannot be adopted: \(what)"
    case .file(let path, let what): "\(path): \(what)"
    case .lookNotRecorded(let cause, let isEmergency):
      "Nothing is shown, since it could not be recorded that somebody looks: \(cause)"
        + (isEmergency
          ? " Nor could the spool for emergencies take it: make room on the disk."
          : " In an emergency, ask again with --break-glass.")
    case .refusalNotTold(let cause):
      "It was not recorded, and what in the chart speaks against it is not shown, since it could not be recorded that somebody looks: \(cause) Make room on the disk; in an emergency, candor timeline --break-glass shows the chart."
    default: ""
    }
  }
}
