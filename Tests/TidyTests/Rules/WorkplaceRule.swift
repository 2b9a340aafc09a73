extension Rule {
  /// Folders in which only one person's machine keeps things.
  private static let privateFolders = ["work", "root", "home", "Users"]

  /// What is published reads the same on every machine and names nobody's.
  static let workplace = Rule(
    name: "no absolute paths of somebody's machine",
    concerns: { _ in true },
    check: { file in
      file.lines.enumerated().compactMap { index, line in
        guard line.mentions(privateFolders) else { return nil }
        let found = line.matches(of: /(?:^|[^\w.~}*-])\/(\w+)\//)
        guard found.contains(where: { privateFolders.contains(String($0.output.1)) }) else {
          return nil
        }
        return file.offence(atLine: index + 1, "an absolute path of one machine")
      }
    })
}
