extension Rule {
  /// A library that prints cannot be used by a web server or a witness.
  static let prints = Rule(
    name: "only the program and the tools print",
    concerns: {
      $0.isSwift && !$0.isGenerated && !$0.path.hasPrefix("Sources/candor/")
        && !$0.path.hasPrefix("Tools/")
    },
    check: { file in
      file.offences(
        near: ["print(", "Print("], of: /(?:^|[^\w.])(?:Swift\.)?(?:print|debugPrint)\(/,
        "return the text; the program prints it")
    })
}
