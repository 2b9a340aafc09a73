extension Rule {
  /// A file that one can hold in one's head, lines that fit beside another window.
  static let length = Rule(
    name: "files of at most 400 lines, lines of at most 100 columns",
    concerns: { ($0.isSwift || $0.isScript) && !$0.isGenerated },
    check: { file in
      let long = file.lines.enumerated().compactMap { index, line -> Offence? in
        guard line.count > 100, !file.isOnlyText(at: index) else { return nil }
        return file.offence(atLine: index + 1, "\(line.count) columns; the limit is 100")
      }
      guard file.lines.count > 400 else { return long }
      return long + [file.offence("\(file.lines.count) lines; split it, the limit is 400")]
    })
}

extension SourceFile {
  /// A specification's vector or a document within the code: not worth cutting up.
  fileprivate func isOnlyText(at index: Int) -> Bool {
    isSwift && code[index].allSatisfy { " +,)".contains($0) }
      && !lines[index].contains(/^\s*(?:\/\/|\/\*|\*)/)
  }
}
