public import ClinicalRecord
public import Compliance
public import Ledger

/// Why the clinic could not do what it was asked.
///
/// No case carries a name, a birth date or free text; record numbers and positions say enough.
public enum ClinicError: Error, Sendable {
  case notSignedIn(toDo: String)
  case identityOfAnotherLedger(handle: String)
  case identityNotInForce(handle: String)
  /// The passphrase was the old key's, and the replacement of the key is finished now.
  case keyWasReplaced(handle: String, position: UInt64)
  /// A ledger that is none of training keeps no person's keys in the open.
  case passphraseNeeded(handle: String)
  /// An act is recorded, and what follows it could not be done yet.
  case leftUnfinished(position: UInt64, cause: String)
  /// Suspended or departed.
  case notActive(handle: String, status: Staff.Status)
  case notPermitted(act: String, role: Role, allowed: String)
  /// The act is recorded only with a second signer (S25).
  case secondSignerNeeded(event: String, roles: Set<Role>)
  case secondSignerIsActor(handle: String)
  case secondSignerInactive(handle: String, status: Staff.Status)
  case secondSignerOfOtherRole(handle: String, role: Role, event: String, roles: Set<Role>)
  /// A request for a signature needs a chart that is there.
  case askedForNewChart
  /// There is no such request, or it is past its limit.
  case unknownRequest(String)
  case ambiguousRequest(String, matches: Int)
  case notAskedToSign(handle: String, asked: String)
  /// What the act was decided on has changed since.
  case requestOutdated(AppendID)
  case requestDamaged(AppendID)
  /// Another terminal asks for a signature under this append id.
  case requestWaits(AppendID)
  case deviceServesNone(handle: String)
  case deviceServesAnother(handle: String, visit: UInt32)
  case deviceKeyRenewed(handle: String)
  /// The append id is in the ledger, and the device holds the key of what it says no more.
  case deviceCannotCompare(handle: String, position: UInt64)
  case visitEnded(number: UInt32)
  case clockSetOutsideTraining
  /// Nobody has said yet that the clock is right.
  case clockFarAhead(ClockDoubt)
  /// The policy names a time zone whose file does not read here.
  case zoneUnreadable(name: String, path: String, cause: String)
  case unknownPatient(String)
  case ambiguousPatient(String, matches: Int)
  case recordNumberTaken(String)
  /// Known from headers alone, so it says nothing about the patient.
  case unknownVisit(number: UInt32)
  case noVisit
  case unknownDocument(number: UInt32)
  case unknownPosition(UInt64, size: UInt64)
  case unknownStaff(String)
  case handleTaken(String)
  case handleMalformed(String)
  case siteNameMalformed(String)
  case rejected(Rejection)
  case batchRejected(index: Int, Rejection)
  case reasonNeeded([Finding])
  /// It looks like a slip, or needs somebody else's signature for what it says.
  case held(HeldAct)
  case nothingToRecord
  /// What it says is followed by new events; of a correction, `original` is what it corrects.
  case neverCorrected(position: UInt64, event: String, original: UInt64?)
  case severalCharts
  case mixedStatements
  case futureAsOf
  case nothingByThen
  case malformedDate(String)
  /// Both as YYYY-MM-DD.
  case reversedSpan(from: String, to: String)
  case rolledBack(publishedSize: UInt64, size: UInt64, path: String)
  /// A copy that was restored from before a published checkpoint and went its own way.
  case restoredBefore(restoredSize: UInt64, publishedSize: UInt64, path: String)
  case inconsistent(publishedSize: UInt64, path: String)
  /// What can wait is not recorded in a ledger that contradicts a published checkpoint.
  case contradicted(cause: String)
  case losesEntries(size: UInt64, knownSize: UInt64, path: String)
  case otherSite(ledger: String)
  case keyMissing(position: UInt64)
  /// Its erasure was intended at that position.
  case chartErased(SubjectID, position: UInt64)
  case damagedEntry(position: UInt64, what: String)
  case newerEntry(position: UInt64, what: String)
  case noPolicy
  case readModels(what: String)
  case malformedPolicy(String)
  case monitorFile([MonitorFileProblem])
  case file(path: String, what: String)
  /// Storage failed before the look was durable, so nothing was shown.
  case lookNotRecorded(cause: String, isEmergency: Bool)
  /// Why an act is refused is in the chart, and the look could not be recorded.
  case refusalNotTold(cause: String)
  /// Another process kept the ledger locked for as long as anybody waits, so nothing was shown.
  case lookHeldUp(cause: String)
  /// It did so with an act that is never held up: nothing of it is recorded.
  case actHeldUp(event: String, cause: String)
  case noEmergency(UInt64)
  case reviewedBefore(UInt64)
  case ownEmergency(UInt64)
}

extension ClinicError {
  /// Names every case, whatever it carries.
  public enum Code: String, CaseIterable, Sendable {
    case notSignedIn, identityOfAnotherLedger, identityNotInForce, keyWasReplaced,
      passphraseNeeded, leftUnfinished, notActive, notPermitted,
      secondSignerNeeded, secondSignerIsActor, secondSignerInactive, secondSignerOfOtherRole,
      askedForNewChart, unknownRequest, ambiguousRequest, notAskedToSign, requestOutdated,
      requestDamaged, requestWaits, deviceServesNone, deviceServesAnother, deviceKeyRenewed,
      deviceCannotCompare, visitEnded, clockSetOutsideTraining, clockFarAhead,
      zoneUnreadable, unknownPatient,
      ambiguousPatient, recordNumberTaken, unknownVisit, noVisit, unknownDocument, unknownPosition,
      unknownStaff, handleTaken, handleMalformed, siteNameMalformed, rejected, batchRejected,
      reasonNeeded, held, nothingToRecord, mixedStatements, futureAsOf, nothingByThen,
      malformedDate,
      reversedSpan,
      rolledBack, restoredBefore, inconsistent, contradicted, losesEntries, otherSite, keyMissing,
      chartErased, damagedEntry, newerEntry, noPolicy, readModels, malformedPolicy,
      monitorFile, file, lookNotRecorded, refusalNotTold, lookHeldUp, actHeldUp, noEmergency,
      reviewedBefore, ownEmergency, neverCorrected, severalCharts
  }
}

extension ClinicError {
  /// All that is to be said of one error, so that it is said in one place.
  public struct Details: Sendable {
    public let code: Code
    /// How serious it is for a caller: the program's exit status, a server's status code.
    public let category: ErrorCategory
    /// What is wrong.
    public let problem: String
    /// What was expected or what to do; empty where `problem` is somebody else's text, which says
    /// it itself: a rejection's, the operating system's.
    public let remedy: String
    /// How it is recorded that a person was refused; nil where nobody was, as for a malformed value
    /// or a full disk.
    public let cause: ActRefused.Cause?

    init(
      _ code: Code, _ category: ErrorCategory, _ problem: String, _ remedy: String = "",
      refused cause: ActRefused.Cause? = nil
    ) {
      self.code = code
      self.category = category
      self.problem = problem
      self.remedy = remedy
      self.cause = cause
    }
  }
}

extension ClinicError: CustomStringConvertible {
  /// One sentence: what is wrong, what was expected, what to do.
  public var description: String {
    let details = details
    return details.remedy.isEmpty ? details.problem : details.problem + " " + details.remedy
  }

  public var code: Code { details.code }
}
