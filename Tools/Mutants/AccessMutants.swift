/// Who is shown what, and how a chart is closed for good (`Sources/Clinic/Access`, `Erasure`).
extension Mutant {
  static let ofAccess: [Mutant] = [
    Mutant(
      "look-unrecorded", "an answer is shown and in no access log",
      in: "Clinic/Access/AccessControl.swift",
      statement:
        "try AccessLog(context: context, emergency: emergency).record(disclosed)",
      nearest: "ClinicTests.LookTests"),
    Mutant(
      "emergency-by-anybody", "any role opens a chart in an emergency",
      in: "Clinic/Access/AccessControl.swift",
      "isEmergencyGiven && Permission.openInEmergency.holds(for: role)",
      becomes: "isEmergencyGiven", nearest: "EmergencyTests"),
    Mutant(
      "look-by-the-suspended", "whoever was suspended meanwhile sees again what they have seen",
      in: "Clinic/Access/AccessLog.swift",
      statement: "try site.requireActive(context.actor)", nearest: "ClinicTests.StandingTests"),
    Mutant(
      "window-at-its-end", "a look is covered by one that is just as old as the window",
      in: "Clinic/Access/RecentAccesses.swift",
      "entry.stamp.recordedMicroseconds > begin",
      becomes: "entry.stamp.recordedMicroseconds >= begin",
      nearest: "ClinicTests.LookTests"),
    Mutant(
      "covered-by-others", "somebody's look is covered by somebody else's",
      in: "Clinic/Access/RecentAccesses.swift",
      "entry.header.actor == actor", becomes: "true", nearest: "ClinicTests.LookTests"),
    Mutant(
      "emergency-erased-waits", "an emergency access to an erased chart waits for ever",
      in: "Clinic/Access/EmergencyAccess.swift",
      "!closed.contains(chart)", becomes: "true", nearest: "ErasureRestoreTests"),
    Mutant(
      "erased-while-open", "a chart is erased while its visit is open",
      in: "Clinic/Erasure/Custody.swift",
      statement: "if !hasEnded { found.openVisit = key.number }",
      nearest: "ClinicTests.ErasureTests"),
    Mutant(
      "erased-while-served", "a chart is erased while a device serves it",
      in: "Clinic/Erasure/Custody.swift",
      statement: "found.servingDevice = staff.devices(serving: chart).first",
      nearest: "ClinicTests.ErasureTests"),
    Mutant(
      "erased-from-the-spool", "a chart is erased while a look at it waits in the spool",
      in: "Clinic/Erasure/Erasing.swift",
      "Set(waiting).isDisjoint(with: charts)", becomes: "true", nearest: "ErasureSpoolTests"),
    Mutant(
      "erased-in-another-copy", "what was erased in another copy is erased in this one",
      in: "Clinic/Erasure/ErasureNotes.swift",
      "position < snapshot.head.size", becomes: "false",
      nearest: "ClinicTests.ErasureRestoreTests"),
    Mutant(
      "spool-torn-record", "half a record of the spool is taken for a whole one",
      in: "Clinic/Access/SpoolRecord.swift",
      "digest == Array(header[Self.digestOffset...])",
      becomes: "true", nearest: "SpoolFileTests"),
    Mutant(
      "spool-overflows", "the spool grows past the room that was made for it",
      in: "Clinic/Access/HeldSpool.swift",
      "record.end <= limit", becomes: "true", nearest: "SpoolFileTests"),
    Mutant(
      "spool-old-key", "what was spooled under a key that was taken away since is appended",
      in: "Clinic/Access/SpoolDraining.swift",
      "introduced < staff.renewalPosition(of: subject) ?? 0", becomes: "false",
      nearest: "SpoolFileTests"),
  ]
}
