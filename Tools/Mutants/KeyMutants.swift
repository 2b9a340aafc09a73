/// Who holds which key, and until when (`Sources/Ledger/Keys`, `Clinic/Keys`, `SessionKeys`).
extension Mutant {
  static let ofKeys: [Mutant] = [
    Mutant(
      "keyring-old-generation", "a row is sealed under a keyring key that was replaced meanwhile",
      in: "Ledger/Keys/KeyringStore.swift",
      "found == generation", becomes: "true", nearest: "KeyringRenewalTests"),
    Mutant(
      "keyring-other-site", "a keyring with another site key is unlocked",
      in: "Ledger/Keys/Keyring.swift",
      "meta.sitePublicKey == sitePublicKey", becomes: "true",
      nearest: "ReplacedKeyringTests"),
    Mutant(
      "erased-key-to-device", "a device is handed a data key that was erased",
      in: "Ledger/Keys/KeyringStore.swift",
      "transaction.value(database.keys, rowKey) != nil", becomes: "true",
      nearest: "ReplacedKeyringTests"),
    Mutant(
      "key-of-low-order", "a secret is wrapped to a key that opens it to all",
      in: "Ledger/Keys/Identity.swift",
      "secret.withUnsafeBytes({ $0.contains { $0 != 0 } })", becomes: "true",
      nearest: "LedgerTests.ProofOfPossessionTests", "PublishedVectorTests"),
    Mutant(
      "identity-exposed", "an identity file that others may read is opened",
      in: "Ledger/Keys/IdentityFile.swift",
      "status.permissions & 0o077 == 0", becomes: "true", nearest: "IdentityFileTests"),
    Mutant(
      "key-not-introduced", "a chart's key opens although the ledger has introduced another",
      in: "Clinic/ChartKeys.swift",
      statement: "try key.check(commitment: introduction.commitment, in: ledger)",
      nearest: "KeyGivingTests"),
    Mutant(
      "sealed-with-old-key", "what is recorded after a suspension is sealed as before",
      in: "Clinic/ChartKeys.swift",
      "newest.position >= site.staff.renewalPosition(of: subject) ?? 0", becomes: "true",
      nearest: "ClinicTests.StandingTests"),
    Mutant(
      "wrap-of-replaced-key", "whoever has stolen a replaced key goes on reading",
      in: "Clinic/Keys/Renewal.swift",
      "made != entitled.reader.receivingPublicKey", becomes: "false",
      nearest: "KeyReplacementTests"),
    Mutant(
      "wrap-for-every-role", "a renewal hands the keyring key to every role",
      in: "Clinic/Keys/Renewal.swift",
      "Self.holdsKeys(member.role)", becomes: "true",
      nearest: "ClinicTests.StandingTests"),
    Mutant(
      "device-keeps-wrap", "what a replaced device key opens is not taken back",
      in: "Clinic/Keys/Renewal.swift",
      "keys[grant.actor] != grant.receivingPublicKey", becomes: "false",
      nearest: "KeyReplacementTests"),
    Mutant(
      "device-opens-before", "a device that missed its key is handed one from before it served",
      in: "Clinic/Keys/Renewal.swift",
      "newest.position >= assignment.position - UInt64(index)", becomes: "true",
      nearest: "ClinicTests.DeviceTests"),
    Mutant(
      "pin-of-three", "a PIN may have three digits",
      in: "SessionKeys/PIN.swift",
      "(4...8).contains(digits.count)", becomes: "(3...8).contains(digits.count)",
      nearest: "PayloadTests"),
    Mutant(
      "pin-uncounted", "a PIN may be tried as often as anybody likes",
      in: "SessionKeys/TerminalSessions.swift",
      statement: "record.wrongPINCount += 1", nearest: "TerminalSessionsTests"),
    Mutant(
      "session-past-its-end", "a session is open still at its very end",
      in: "SessionKeys/SessionRecord.swift",
      "nowMicroseconds >= endsMicroseconds", becomes: "nowMicroseconds > endsMicroseconds",
      nearest: "TerminalSessionsTests"),
    Mutant(
      "session-idle", "a session is not idle yet at its very limit",
      in: "SessionKeys/SessionRecord.swift",
      "nowMicroseconds - usedMicroseconds >= limits.idleMicroseconds",
      becomes: "nowMicroseconds - usedMicroseconds > limits.idleMicroseconds",
      nearest: "TerminalSessionsTests"),
    Mutant(
      "session-old-key", "a session of a replaced key is unlocked with the new one",
      in: "SessionKeys/TerminalSessions.swift",
      "payload.record.enrolment == identity.enrolment", becomes: "true",
      nearest: "TerminalSessionsTests"),
    Mutant(
      "session-of-another", "somebody signs with a session that another has opened meanwhile",
      in: "SessionKeys/TerminalSessions.swift",
      "open.isOfSameSignIn(as: record)", becomes: "true", nearest: "TerminalSessionsTests"),
  ]
}
