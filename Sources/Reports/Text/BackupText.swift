public import Clinic
internal import ClinicalRecord
internal import Ledger

/// What `backup` and `restore` did, for a person.
public enum BackupText {
  /// - Parameter utcOffsetMinutes: of the local clock, when the newest entry was recorded.
  public static func backup(_ answer: BackupAnswer, utcOffsetMinutes: Int16) -> String {
    let manifest = answer.taken.manifest
    var lines = ["Backed up \(manifest.origin) into \(answer.directory)"]
    lines += reach(manifest, answer.taken.verification, utcOffsetMinutes)
    if let keyring = answer.keyringDirectory, let part = answer.taken.keyring {
      let program = part.holdsProgramIdentity ? "" : "; there was no program identity"
      lines.append("  keyring   into \(keyring), apart from the log\(program)")
      lines += alarm(answer.taken.missingKeys)
    } else {
      lines.append("  keyring   not copied: without it no chart can be opened (--keyring DIR)")
    }
    if let position = answer.recordedPosition {
      lines.append("  recorded  as entry \(position)")
    } else {
      lines.append("  recorded  not: the backup is whole, but \(answer.recordingFailure ?? "")")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// - Parameter utcOffsetMinutes: of the local clock, when the newest entry was recorded.
  public static func restore(_ answer: RestoreAnswer, utcOffsetMinutes: Int16) -> String {
    let restored = answer.restored
    var lines = ["Restored \(answer.origin) into \(answer.directory)"]
    lines += reach(restored.manifest, restored.verification, utcOffsetMinutes)
    if let lost = answer.lost, let known = answer.knownSize {
      lines.append(
        "  rollback  entries \(lost.lowerBound) to \(lost.upperBound - 1) are lost: a checkpoint "
          + "of \(known) is known")
      if restored.keyring != nil {
        lines.append(
          "            if this copy takes the ledger's place: candor checkpoint --accept-rollback")
      }
    } else if let known = answer.knownSize {
      lines.append("  continues the checkpoint of \(known) entries that is known")
    }
    if restored.keyring == nil {
      lines.append("  keyring   not restored: an auditor's copy, which opens no chart")
    } else {
      let other = restored.isKeyringOfSameBackup == true ? "" : ", of another backup than the log"
      lines.append("  keyring   restored\(other)")
      lines += alarm(restored.missingKeys)
    }
    lines += erasures(answer)
    if let position = answer.recordedPosition {
      lines.append("  recorded  as entry \(position), by the program")
    } else {
      lines.append("  recorded  not: the program's identity is not at hand")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Chart by chart: whoever restores sees what was taken, and on whose word.
  private static func erasures(_ answer: RestoreAnswer) -> [String] {
    guard answer.restored.keyring != nil else { return [] }
    var lines: [String] = []
    if answer.erasedCharts > 0 {
      let what = answer.erasedCharts == 1 ? "1 chart" : "\(answer.erasedCharts) charts"
      lines.append("  erased    \(what) again: the backup's keyring still held the keys")
    }
    for chart in answer.restored.erased.sorted(by: { $0.description < $1.description }) {
      let noted = answer.replayed.first { $0.chart == chart }
      let source = noted.map { "this account has noted it at entry \($0.position)" }
      lines.append("            \(chart): \(source ?? "the log says so")")
    }
    for noted in answer.notedElsewhere {
      lines.append("  kept      \(noted.chart): this log knows no erasure of it")
      lines.append(
        "            one was noted at entry \(noted.position), in another copy; if this chart is "
          + "to go: candor erase")
    }
    if !answer.hasErasureNotes {
      lines.append(
        "  erasures  this account has noted none: what was erased since the backup opens again "
          + "(restore --help)")
    }
    return lines
  }

  private static func reach(
    _ manifest: BackupManifest, _ found: Verification, _ utcOffsetMinutes: Int16
  ) -> [String] {
    let newest = TimeText.local(
      manifest.lastRecordedMicroseconds, utcOffsetMinutes: utcOffsetMinutes)
    return [
      "  entries   \(manifest.size), the newest recorded \(TimeText.dateAndClock(newest))",
      "  root      \(manifest.root)",
      "  verified  every entry and \(found.signatureCount) signatures",
    ]
  }

  private static func alarm(_ missing: [MissingDataKey]) -> [String] {
    guard let first = missing.first else { return [] }
    return [
      "  ALARM     \(missing.count) data keys are missing, first needed by entry "
        + "\(first.position): find an older or newer keyring"
    ]
  }
}
