extension Rule {
  /// A process that holds a ledger fails with an error that says what to do, never with a trap.
  static let shortcuts = Rule(
    name: "no TODO, FIXME, fatalError, try! or as! in Sources",
    concerns: \.isSource,
    check: { file in
      file.offences(
        near: ["TODO", "FIXME"], of: /\b(?:TODO|FIXME)\b/, in: \.lines,
        "finish it, or file an issue")
        + file.offences(
          near: ["fatalError"], of: /\bfatalError\b/, "throw the target's error instead of trapping"
        )
        + file.offences(near: ["try!"], of: /\btry!/, "handle or pass on the error")
        + file.offences(near: ["as!"], of: /\bas!/, "cast with as? or make the types say it")
    })
}
