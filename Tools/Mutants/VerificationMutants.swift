/// What a ledger is held against (`Sources/Ledger/Log/Verify`, `Clinic/Verification`).
extension Mutant {
  static let ofVerification: [Mutant] = [
    Mutant(
      "verify-time", "a time of recording before the last one's is not named",
      in: "Ledger/Log/Verify/LogVerifier.swift",
      "entry.stamp.recordedMicroseconds < lastRecorded", becomes: "false",
      nearest: "LedgerTests.RewrittenEndTests", "TamperedTableTests"),
    Mutant(
      "verify-training", "an entry of a training ledger is not named in another",
      in: "Ledger/Log/Verify/LogVerifier.swift",
      "entry.header.isTraining != isTraining", becomes: "false", nearest: "RewrittenEndTests"),
    Mutant(
      "verify-since", "a ledger that has not grown from the kept checkpoint is not named",
      in: "Ledger/Log/Verify/LogVerifier.swift",
      "!tree.hasRoot(since.root)", becomes: "false", nearest: "TamperedTableTests"),
    Mutant(
      "verify-shorter", "a ledger shorter than the kept checkpoint is not named",
      in: "Ledger/Log/Verify/TableChecks.swift",
      "since.size > claimed.size", becomes: "false", nearest: "TamperedTableTests"),
    Mutant(
      "verify-past-head", "entries beyond the tree are not named",
      in: "Ledger/Log/Verify/TableChecks.swift",
      "last >= snapshot.frontier.size", becomes: "false", nearest: "TamperedTableTests"),
    Mutant(
      "verify-anchor", "signers who built on another tree are not named",
      in: "Ledger/Log/Verify/AppendChecks.swift",
      "append.beginsInHole || tree.beganAppend(with: anchor.root)", becomes: "true",
      nearest: "RewrittenEndTests"),
    Mutant(
      "verify-old-key", "a signature with a replaced key is not named",
      in: "Ledger/Log/Verify/AppendChecks.swift",
      "inForce.position == signature.enrolment", becomes: "true", nearest: "RewrittenEndTests"),
    Mutant(
      "verify-silent-key", "a key that one person alone has replaced is not named",
      in: "Ledger/Log/Verify/AppendChecks.swift",
      "append.first > 0 && !keys.mayEnrol(new.actor, signers: signers)", becomes: "false",
      nearest: "RewrittenEndTests"),
    Mutant(
      "verify-no-signature", "a signature that does not hold is not named",
      in: "Ledger/Log/Verify/AppendChecks.swift",
      "!checks[$0].holds", becomes: "false", nearest: "TamperedTableTests", "RewrittenEndTests"),
    Mutant(
      "verify-key-twice", "a data key that is introduced twice is not named",
      in: "Ledger/Log/Verify/KeyChecks.swift",
      "!keys.introduce(stream)", becomes: "{ _ = keys.introduce(stream); return false }()",
      nearest: "RewrittenEndTests"),
    Mutant(
      "verify-link", "an entry that links to another than its predecessor is not named",
      in: "Ledger/Log/Verify/StreamLinks.swift",
      "stamp.previous == known?.position", becomes: "true", nearest: "RewrittenEndTests"),
    Mutant(
      "verify-inactive", "an entry by somebody suspended is not named",
      in: "Clinic/Verification/RoleCheck.swift",
      "member.status != .active", becomes: "false", nearest: "StandingVerifyTests"),
    Mutant(
      "verify-bare", "a body about a patient in the clear is not named",
      in: "Clinic/Verification/RoleCheck.swift",
      "!header.isSealed", becomes: "false", nearest: "SealingVerifyTests"),
    Mutant(
      "verify-renewed", "what is sealed under a key that was taken away is not named",
      in: "Clinic/Verification/StreamChecks.swift",
      "introduced < renewal", becomes: "false", nearest: "StandingVerifyTests"),
    Mutant(
      "verify-emergency-number", "an emergency number that leaves none for others is not named",
      in: "Clinic/Verification/StreamChecks.swift",
      "UInt64(header.stream.number) <= entry.position", becomes: "true",
      nearest: "AccessVerifyTests"),
    Mutant(
      "verify-device-key", "a device that was handed an older key is not named",
      in: "Clinic/Verification/StreamChecks.swift",
      "introduced >= first", becomes: "true", nearest: "ClinicTests.StaffVerifyTests"),
    Mutant(
      "verify-erased-while-open", "an erasure while a visit is open is not named",
      in: "Clinic/Verification/StreamChecks.swift",
      statement: "found.openVisit = openVisits[chart]?.min()", nearest: "ErasedAppendTests"),
    Mutant(
      "verify-own-second", "somebody who signs alone as second signer is not named",
      in: "Clinic/Verification/CheckedAppend.swift",
      "second != block.signatures.first?.actor", becomes: "true",
      nearest: "ClinicTests.SecondSignerTests"),
    Mutant(
      "published-other-root", "a ledger that contradicts the checkpoint published last is signed",
      in: "Clinic/Verification/Checkpoints.swift",
      "ledger.treeHead(at: published.size) == published", becomes: "true",
      nearest: "ClinicBackupTests"),
  ]
}
