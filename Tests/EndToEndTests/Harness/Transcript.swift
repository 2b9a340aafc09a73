import Foundation
import RegexBuilder
import Testing

/// A golden text: command lines, what goes into them, and exactly what comes out.
///
/// `@ TIME` sets the clock of what follows, `$ candor …` is a command line, `< …` its standard
/// input, `3< …` what its descriptor 3 holds (a passphrase), `[exit N]` its exit code when that is
/// not 0. In a command line `DIR` is the test's folder, `CHART1` the id of the first chart.
/// Everything else is output: standard output, then standard error.
struct Transcript {
  let path: String
  private let lines: [String]

  init(named name: String) throws {
    path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Transcripts/\(name).txt").path(percentEncoded: false)
    lines = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The golden text.
  var expected: String { lines.joined(separator: "\n") }

  /// Every line that is given to a command on its standard input.
  var inputs: [String] { lines.filter { $0.hasPrefix("< ") } }

  /// Plays the command lines and writes down what happens.
  func played(at bench: Workbench) throws -> String {
    var written: [String] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if line.hasPrefix("# ") { written += [line, ""] }
      if line.hasPrefix("@ ") {
        bench.clock = String(line.dropFirst(2))
        written.append(line)
      }
      guard line.hasPrefix("$ candor ") else { continue }
      var given: [String] = []
      while index < lines.count, lines[index].contains(#/^[3-9]?<[ ]/#) {
        given.append(lines[index])
        index += 1
      }
      let ran = try bench.candor(
        try Self.filled(String(line.dropFirst(9)), at: bench),
        input: Self.text(of: given, marked: "< "),
        descriptors: Self.descriptors(of: given))
      written += [line] + given + Self.outcome(of: ran, at: bench) + [""]
    }
    return written.joined(separator: "\n")
  }

  /// What is not known beforehand: the folder, and charts by the order of their intakes, which
  /// headers tell.
  private static func filled(_ line: String, at bench: Workbench) throws -> String {
    let line = line.replacing("DIR", with: bench.directory)
    guard line.contains("CHART") else { return line }
    let ran = try bench.candor("history --kind intake-received --format json")
    let rows = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [[String: Any]]
    let charts = (rows ?? []).compactMap { $0["chart"] as? String }
    return charts.enumerated().reduce(line) { line, chart in
      line.replacing("CHART\(chart.offset + 1)", with: chart.element)
    }
  }

  private static func text(of given: [String], marked mark: String) -> String {
    given.filter { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count) + "\n" }.joined()
  }

  private static func descriptors(of given: [String]) -> [Int32: String] {
    var texts: [Int32: String] = [:]
    for number in Int32(3)...9 {
      let text = text(of: given, marked: "\(number)< ")
      if !text.isEmpty { texts[number] = text }
    }
    return texts
  }

  private static func outcome(of ran: Ran, at bench: Workbench) -> [String] {
    var lines = Volatile.removed(from: ran.output + ran.errors, at: bench)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines + (ran.code == 0 ? [] : ["[exit \(ran.code)]"])
  }
}

/// What differs from run to run: directories, random identifiers, hashes, keys and signatures.
enum Volatile {
  /// The machine's name where a table shows it, with the blanks up to the next column.
  private static var hostColumn: Regex<Substring> {
    Regex {
      OneOrMore(ProcessInfo.processInfo.hostName); OneOrMore(" ")
    }
  }

  static func removed(from text: String, at bench: Workbench) -> String {
    text.replacing(bench.directory, with: "DIR")
      .replacing(hostColumn, with: "HOST  ").replacing(#/\bhost +/#, with: "host  ")
      .replacing("\"\(ProcessInfo.processInfo.hostName)\"", with: "\"HOST\"")
      .replacing(/\+[0-9a-f]{8}\+[A-Za-z0-9+\/=]{40,}/, with: "+KEY")
      .replacing(/\b[0-9a-f]{16,}\b/.wordBoundaryKind(.simple), with: "HEX")
      .replacing(/((?:emergency \d+|access opened) at )[^ :,]+/) { "\($0.output.1)HOST" }
      .replacing(/[A-Za-z0-9+\/]{40,}={0,2}/, with: "BYTES")
      .replacing(/(chart +|  )[0-9a-f]{8}(?=[\s,]|$)/) { "\($0.output.1)CHARTID" }
      .replacing(/\b[0-9a-f]{8}(?=\/[A-Z0-9])/, with: "CHARTID")
  }
}
