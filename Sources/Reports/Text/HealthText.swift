public import Clinic

/// What `doctor` found, for a person: a line each, what to do below it.
public enum HealthText {
  /// In the order of the checks.
  public static func render(_ findings: [HealthFinding], style: TextStyle) -> String {
    let column = (findings.map(\.check.count).max() ?? 0) + 2
    let indent = String(repeating: " ", count: column + 6)
    var lines: [String] = []
    for finding in findings {
      let texts = style.wrap(finding.found, columns: max(style.width - indent.count, 24))
      lines.append(
        verdict(finding.verdict, style) + finding.check.padded(column) + (texts.first ?? ""))
      lines += texts.dropFirst().map { indent + $0 }
      guard let advice = finding.advice else { continue }
      let advised = style.wrap(advice, columns: max(style.width - indent.count - 2, 24))
      lines += advised.enumerated().map { indent + ($0.offset == 0 ? "→ " : "  ") + $0.element }
    }
    return lines.joined(separator: "\n") + "\n" + closing(findings)
  }

  private static func verdict(_ verdict: HealthFinding.Verdict, _ style: TextStyle) -> String {
    let word = verdict.rawValue.padded(6)
    switch verdict {
    case .ok: return style.green(word)
    case .look: return style.yellow(word)
    case .act: return style.red(word)
    }
  }

  private static func closing(_ findings: [HealthFinding]) -> String {
    let acts = findings.count { $0.verdict == .act }
    let looks = findings.count { $0.verdict == .look }
    if acts > 0 { return "A person is needed: \(acts) to act on, \(looks) to look at.\n" }
    return looks > 0 ? "Nothing to act on; \(looks) to look at.\n" : "All is well.\n"
  }
}
