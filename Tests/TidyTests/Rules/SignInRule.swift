extension Rule {
  /// Where the program opens identity files and lets people in.
  static let signInDesk = "Sources/candor/Desk/SignInDesk.swift"

  /// Whoever is refused there is recorded; a second way in would forget it.
  static let signIns = Rule(
    name: "the program opens identity files and lets people in at one place",
    concerns: { $0.isSource && $0.target == "candor" && $0.path != signInDesk },
    check: { file in
      file.offences(
        near: ["IdentityFile.read", "clinic.signIn"],
        of: /(?:IdentityFile\.read|clinic\.signIn)\(/,
        "a refusal here is not recorded; use openIdentity and admit of \(signInDesk)")
    })
}
