public import ClinicalRecord
internal import Compliance
public import Ledger

extension ClinicError {
  /// The one table of errors, a row for every case.
  public var details: Details {
    switch self {
    // Who acts.
    case .notSignedIn(let toDo):
      Details(
        .notSignedIn, .notPermitted, "Nobody is signed in, and \(toDo) needs a person:",
        "give --as NAME or set CANDOR_IDENTITY.")
    case .identityOfAnotherLedger(let handle):
      Details(
        .identityOfAnotherLedger, .notPermitted,
        "The identity \(handle) belongs to another ledger:",
        "choose the one enrolled here (candor staff list).")
    case .identityNotInForce(let handle):
      Details(
        .identityNotInForce, .notPermitted,
        "The key of the identity \(handle) is not the one in force in this ledger:",
        "it was replaced; sign in anew, with the identity file that is in its place. If the new one "
          + "is lost, two administrators replace it (candor staff replace-key).")
    case .keyWasReplaced(let handle, let position):
      Details(
        .keyWasReplaced, .notPermitted,
        "The key of \(handle) was replaced (entry \(position)), and what was left of that is "
          + "finished now; the passphrase was the old key's:", "sign in with the new one.")
    case .passphraseNeeded(let handle):
      Details(
        .passphraseNeeded, .usage,
        "\(handle) gets no identity without a passphrase: whoever reads the file could sign with it;",
        "leave --no-passphrase out. Devices have none, and in a training ledger nobody needs one.")
    case .leftUnfinished(let position, let cause):
      Details(
        .leftUnfinished, .io,
        "It is recorded (entry \(position)), and what follows it is not done yet: \(cause)",
        "Do not repeat it: a reader's next sign-in, or the person's own, finishes it.")
    case .notActive(let handle, .suspended):
      Details(
        .notActive, .notPermitted,
        "\(handle) is suspended and may neither sign in nor record:",
        "an administrator can reinstate (candor staff reinstate).", refused: .notActive)
    case .notActive(let handle, let status):
      Details(
        .notActive, .notPermitted, "\(handle) is \(status.rawValue)",
        "and may neither sign in nor record.", refused: .notActive)
    case .notPermitted(let act, let role, let allowed):
      Details(
        .notPermitted, .notPermitted, "The role \(role.words) may not \(act);",
        "\(allowed) may.", refused: .role)
    case .clockSetOutsideTraining:
      Details(
        .clockSetOutsideTraining, .notPermitted,
        "The clock can be set in a training ledger only, and this ledger is none:",
        "leave --clock and CANDOR_CLOCK away.")
    case .clockFarAhead(let doubt):
      Details(
        .clockFarAhead, .unavailable,
        "\(doubt.words): nothing was recorded, since what it stamps cannot be taken back.",
        "If the clock is right, repeat it with --accept-clock; else set it right.")
    case .zoneUnreadable(let name, let path, let cause):
      Details(
        .zoneUnreadable, .unavailable,
        "The clinic's time zone \(name) is not known on this machine (\(path): \(cause));",
        "install the system's time zones (Debian: tzdata), or name their folder with TZDIR.")
    case .unknownStaff(let handle):
      Details(
        .unknownStaff, .notFound, "Nobody is enrolled as \(handle):", "see candor staff list.")
    case .handleTaken(let handle):
      Details(
        .handleTaken, .badData, "Somebody is enrolled as \(handle) already:",
        "choose another sign-in name.")
    case .handleMalformed(let handle):
      Details(
        .handleMalformed, .usage, "The sign-in name \(handle)",
        "must be 2 to 32 characters of a–z, 0–9, '.' and '-', beginning with a letter.")
    case .siteNameMalformed(let name):
      Details(
        .siteNameMalformed, .usage, "The site name \(name)",
        "must be 1 to 100 characters with no space, '+' or control character, for example "
          + "omaha.example/ketamine.")

    // Devices.
    case .deviceServesNone(let handle):
      Details(
        .deviceServesNone, .notPermitted,
        "The device \(handle) serves no visit and records nothing:",
        "assign it first (candor device assign).", refused: .role)
    case .deviceServesAnother(let handle, let visit):
      Details(
        .deviceServesAnother, .notPermitted,
        "The device \(handle) records on the visit \(visit) that it serves and nowhere else:",
        "name that chart's id, or assign it anew (candor device release, candor device assign).",
        refused: .role)
    case .deviceKeyRenewed(let handle):
      Details(
        .deviceKeyRenewed, .unavailable,
        "The keys were renewed, and the device \(handle) has not been handed its new one:",
        "it gets it when somebody who reads charts signs in or records on the chart; then repeat "
          + "it.")
    case .deviceCannotCompare(let handle, let position):
      Details(
        .deviceCannotCompare, .badData,
        "The append id is that of entry \(position), and the device \(handle) holds the key of "
          + "that entry no more: whether it says the same cannot be compared, and nothing was "
          + "added.",
        "Have somebody who reads charts look at it (candor show \(position)); for something new, "
          + "give a new append id.")
    case .visitEnded(let number):
      Details(
        .visitEnded, .badData,
        "The visit \(number) has ended, and no device serves it any more:",
        "assign the device to an open visit (candor device assign).")

    // Two people in one act.
    case .secondSignerNeeded(let event, [.administrator]):
      Details(
        .secondSignerNeeded, .notPermitted,
        "\(event) needs a second signer, and nothing was recorded:",
        "have an administrator sign with --second NAME.", refused: .secondSigner)
    case .secondSignerNeeded(let event, let roles):
      Details(
        .secondSignerNeeded, .notPermitted,
        "\(event) needs a second signer, and nothing was recorded:",
        "have \(roles.article) \(roles.words) sign with --second NAME, or ask them with --ask NAME.",
        refused: .secondSigner)
    case .secondSignerIsActor(let handle):
      Details(
        .secondSignerIsActor, .notPermitted,
        "\(handle) records it and cannot be its second signer too:", "have somebody else sign.",
        refused: .secondSigner)
    case .secondSignerInactive(let handle, let status):
      Details(
        .secondSignerInactive, .notPermitted,
        "\(handle) is \(status.rawValue) and signs nothing:", "have somebody else sign.",
        refused: .secondSigner)
    case .secondSignerOfOtherRole(let handle, let role, let event, let roles):
      Details(
        .secondSignerOfOtherRole, .notPermitted,
        "\(handle) is \(role.words), and the second signer of \(event) has to be "
          + "\(roles.article) \(roles.words):", "have one of them sign.", refused: .secondSigner)
    case .askedForNewChart:
      Details(
        .askedForNewChart, .usage,
        "A signature is asked for only where there is a chart, or a drug book, already:",
        "have the second signer sign here, with --second NAME.")
    case .unknownRequest(let id):
      Details(
        .unknownRequest, .notFound,
        "No request \(id) waits for a signature: it was completed, withdrawn or is past its limit;",
        "see candor approve.")
    case .ambiguousRequest(let id, let matches):
      Details(
        .ambiguousRequest, .usage,
        "\(id) fits \(matches) requests that wait for a signature:",
        "give more digits (candor approve).")
    case .notAskedToSign(let handle, let asked):
      Details(
        .notAskedToSign, .notPermitted,
        "\(asked) is asked to sign this, and \(handle) is signed in:", "only \(asked) can.",
        refused: .secondSigner)
    case .requestOutdated(let id):
      Details(
        .requestOutdated, .unavailable,
        "Request \(id) no longer fits: what has changed since in the chart, the staff or the policy "
          + "bears on it.", "Nothing was recorded; record it again.")
    case .requestWaits(let id):
      Details(
        .requestWaits, .unavailable,
        "A request with the append id \(id) waits for a signature already, and nothing was "
          + "recorded:",
        "wait for the terminal that asked, or ask again when its limit has passed.")
    case .requestDamaged(let id):
      Details(
        .requestDamaged, .badData,
        "Request \(id) is not what was asked for: its file was changed or damaged.",
        "Nothing was recorded; record it again.")

    // What was asked about.
    case .unknownPatient(let who):
      Details(
        .unknownPatient, .notFound, "No patient is known by \(who):",
        "give a record number or the first 8 or more digits of a chart id (candor patients).")
    case .ambiguousPatient(let who, let matches):
      Details(
        .ambiguousPatient, .usage, "\(who) fits \(matches) charts:",
        "give the record number or more digits of the chart id.")
    case .recordNumberTaken(let number):
      Details(
        .recordNumberTaken, .badData, "The record number \(number) belongs to another chart:",
        "choose a free one, or leave it away to be given the next.")
    case .unknownVisit(let number):
      Details(
        .unknownVisit, .notFound, "This chart has no visit \(number):", "see candor timeline.")
    case .unknownDocument(let number):
      Details(
        .unknownDocument, .notFound, "It has no document \(number):", "see candor documents.")
    case .noVisit:
      Details(
        .noVisit, .notFound, "This chart has no visit yet:", "begin with candor record arrived.")
    case .chartErased(let chart, let position):
      Details(
        .chartErased, .notFound,
        "The chart \(chart.description.prefix(8)) is erased (entry \(position)): nothing of it "
          + "opens, and nothing is recorded about it any more;",
        "what is still there: candor history --patient \(chart).")
    case .unknownPosition(let position, let size):
      Details(
        .unknownPosition, .notFound, "There is no entry \(position):",
        "the ledger holds \(size) entries, from position 0.")
    case .futureAsOf:
      Details(
        .futureAsOf, .usage, "--as-of lies in the future:",
        "give a time that has passed, or a number of entries that the ledger holds.")
    case .nothingByThen:
      Details(
        .nothingByThen, .usage,
        "--as-of lies before the ledger's first policy: nothing was recorded by then;",
        "give a later one.")
    case .malformedDate(let text):
      Details(.malformedDate, .usage, "\(text) is no date:", "write YYYY-MM-DD.")
    case .reversedSpan(let from, let to):
      Details(
        .reversedSpan, .usage, "The span begins with \(from) and ends before it, with \(to):",
        "give the earlier day first.")
    case .noEmergency(let position):
      Details(
        .noEmergency, .badData, "Entry \(position) is no emergency access:",
        "candor review lists those that wait.")
    case .reviewedBefore(let position):
      Details(
        .reviewedBefore, .badData, "The emergency access \(position) has been reviewed:",
        "candor review lists those that wait.")
    case .ownEmergency(let position):
      Details(
        .ownEmergency, .notPermitted, "The emergency access \(position) was yours:",
        "somebody else has to review it.", refused: .role)

    // What was stated.
    case .rejected(let rejection):
      Details(.rejected, rejection.category, rejection.description, refused: rejection.cause)
    case .batchRejected(let index, let rejection):
      Details(
        .batchRejected, rejection.category, "Statement \(index + 1): \(rejection)",
        "Nothing of the batch was recorded.", refused: rejection.cause)
    case .reasonNeeded(let findings):
      Details(
        .reasonNeeded, .badData, "This departs from policy",
        "and needs \(Override.reasonText(findings)); nothing was recorded:\n"
          + findings.map { "  \($0.rule.rawValue)  \($0.statement)" }.joined(separator: "\n"))
    case .held(let held):
      Details(.held, held.category, held.problem, held.remedy)
    case .nothingToRecord:
      Details(
        .nothingToRecord, .usage, "There is nothing to record:", "the request holds no statement.")
    case .neverCorrected(let position, let event, nil):
      Details(
        .neverCorrected, .badData, "Entry \(position) (\(event)) is never corrected:",
        "only what is said about patients is; what is new of staff, keys, policy, custody, access and "
          + "merged charts is recorded as an event of its own.")
    case .neverCorrected(let position, let event, let original?):
      Details(
        .neverCorrected, .badData,
        "Entry \(position) (\(event)) corrects entry \(original), and is not corrected itself:",
        "name the original: candor amend \(original), candor retract \(original) or candor "
          + "reinstate \(original).")
    case .severalCharts:
      Details(
        .severalCharts, .badData, "These entries are about several patients:",
        "correct those of one patient in one act.")
    case .mixedStatements:
      Details(
        .mixedStatements, .badData, "An intake makes a new chart",
        "and must be recorded alone, not with other statements.")
    case .monitorFile(let problems):
      Details(
        .monitorFile, .badData, "The monitor's file was not imported,",
        "nothing was recorded:\n" + problems.prefix(20).map { "  \($0)" }.joined(separator: "\n")
          + (problems.count > 20 ? "\n  … and \(problems.count - 20) more" : ""))

    // The ledger and what belongs to it.
    case .rolledBack(let published, let size, let path):
      Details(
        .rolledBack, .unsound,
        "This ledger holds \(size) entries, but a checkpoint of \(published) was published "
          + "(\(path)): it was rolled back or is another copy.",
        "Stop, keep both, and call whoever answers for the ledger; " + Self.givingUp)
    case .restoredBefore(let restored, let published, let path):
      Details(
        .restoredBefore, .unsound,
        "A rollback: this ledger was restored with \(restored) entries, and a checkpoint of "
          + "\(published) was published (\(path)).",
        "A copy made for a drill is not signed; " + Self.givingUp)
    case .inconsistent(let published, let path):
      Details(
        .inconsistent, .unsound,
        "This ledger does not continue the checkpoint of \(published) entries published at "
          + "\(path): its history was changed.",
        "Stop, keep both, and call whoever answers for the ledger.")
    case .contradicted(let cause): Self.detailsOfContradiction(cause)
    case .losesEntries(let size, let known, let path):
      Details(
        .losesEntries, .unsound,
        "A rollback: the backup reaches \(size) entries, and a checkpoint of \(known) is known "
          + "(\(path)), so that entries \(size) to \(known - 1) would be lost.",
        "Restore a newer backup, or accept the loss with --accept-rollback.")
    case .otherSite(let ledger):
      Details(
        .otherSite, .unsound,
        "The site key of \(ledger) is not the pinned one: it is another ledger, or its history was "
          + "replaced.", "Check --key, and which copy this is.")
    case .keyMissing(let position):
      Details(
        .keyMissing, .notFound,
        "The data key of entry \(position) is not in the keyring: the keyring and the ledger do not "
          + "belong together, or the key was lost.", "Restore the keyring's backup.")
    case .damagedEntry(let position, let what):
      Details(
        .damagedEntry, .badData, "Entry \(position) cannot be believed: \(what).",
        "Run candor verify.")
    case .newerEntry(let position, let what):
      Details(
        .newerEntry, .badData, "Entry \(position) was written by a newer Candor (\(what)):",
        "update this one.")
    case .noPolicy:
      Details(
        .noPolicy, .notFound, "No policy has been adopted in this ledger:",
        "create it anew with candor init.")
    case .readModels(let what):
      Details(
        .readModels, .io, "The read models cannot be used: \(what)",
        "The ledger is not touched by it; the folder projections can be deleted.")
    case .malformedPolicy(let what):
      Details(.malformedPolicy, .badData, "The policy cannot be adopted: \(what)")
    case .file(let path, let what):
      Details(.file, .io, "\(path): \(what)")
    case .lookNotRecorded(let cause, let isEmergency):
      Details(
        .lookNotRecorded, .io,
        "Nothing is shown, since it could not be recorded that somebody looks: \(cause)",
        isEmergency
          ? "Nor could the spool for emergencies take it: make room on the disk."
          : "In an emergency, ask again with --break-glass.")
    case .refusalNotTold(let cause):
      Details(
        .refusalNotTold, .io,
        "It was not recorded, and what in the chart speaks against it is not shown, since it could "
          + "not be recorded that somebody looks: \(cause)",
        "Make room on the disk; in an emergency, candor timeline --break-glass shows the chart.")
    case .lookHeldUp(let cause):
      Details(
        .lookHeldUp, .unavailable,
        "Nothing is shown, since it could not be recorded that somebody looks: \(cause).",
        "Repeat it; in an emergency, ask again with --break-glass.")
    case .actHeldUp(let event, let cause):
      Details(
        .actHeldUp, .unavailable, "NOT RECORDED: \(event) is not in the ledger. \(cause).",
        "Do what the patient needs, note the time, and record it again with --at; a process that "
          + "hangs can be ended by kill and its number.")
    }
  }
}
