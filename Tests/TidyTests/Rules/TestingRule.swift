extension Rule {
  /// One test framework, and none that waits: `Tools/test` runs Swift Testing only.
  static let testing = Rule(
    name: "tests use Swift Testing and never sleep",
    concerns: { $0.isSwift && $0.path.hasPrefix("Tests/") },
    check: { file in
      file.offences(
        near: ["XCTest"], of: /\bimport\s+XCTest\b/, "use Swift Testing; XCTest is not run")
        + file.offences(
          near: ["sleep("], of: /\b(?:sleep|usleep|nanosleep)\(/,
          "wait for the event itself, not for a while")
    })
}
