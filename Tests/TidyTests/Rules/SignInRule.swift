extension Rule {
  /// Where the program opens identity files and lets people in.
  static let actorResolver = "Sources/candor/Context/ActorResolver.swift"

  /// Whoever is refused there is recorded; a second way in would forget it.
  static let signIns = Rule(
    name: "the program opens identity files and lets people in at one place",
    concerns: { $0.isSource && $0.target == "candor" && $0.path != actorResolver },
    check: { file in
      file.offences(
        near: ["IdentityFile.read", "clinic.signIn"],
        of: /(?:IdentityFile\.read|clinic\.signIn)\(/,
        "a refusal here is not recorded; use openIdentity and admit of \(actorResolver)")
    })
}
