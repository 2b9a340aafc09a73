extension Rule {
  /// Where the time and fresh identifiers enter: everything else is handed them. A lock says since
  /// when it is held, and nothing is decided by it.
  static let clockEdges = [
    "Sources/Clinic/SystemClock.swift", "Sources/SessionKeys/MachineClock.swift",
    "Sources/DurableFile/NamedLock.swift",
  ]

  /// Decisions and folds must give the same result tomorrow, so time and identifiers are arguments.
  static let clocks = Rule(
    name: "clocks and fresh identifiers only at the edges",
    concerns: {
      $0.isSource && !$0.path.hasPrefix("Sources/candor/") && !clockEdges.contains($0.path)
    },
    check: { file in
      let advice = "take it as a parameter; the clock is read in \(clockEdges[0])"
      return file.offences(
        near: ["Date()", "UUID()"], of: /\b(?:Date|UUID)\(\)/,
        "makes a time or an identifier; \(advice)")
        + file.offences(
          near: [".now"],
          of: /(?:\b(?:Date|DispatchTime|DispatchWallTime|\w*Clock)|[\s(\[,:=!<>]|^)\.now\b/,
          "reads a clock; \(advice)")
        + file.offences(
          near: ["clock_gettime", "gettimeofday", "time("],
          of: /\b(?:clock_gettime|gettimeofday|time\(nil\)|time\(&)/, "reads a clock; \(advice)")
    })
}
