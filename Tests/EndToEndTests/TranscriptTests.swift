import Foundation
import Testing

/// The real binary, command line by command line.
struct TranscriptTests {
  private static let names = [
    "mood", "nausea", "pain", "refusals", "access", "shift", "erasure", "said", "identity", "slips",
    "forgotten", "merge", "courses", "board", "chair", "drugs", "documents",
    "corrected-drugs", "views",
  ]

  @Test(arguments: names)
  func `the binary says what the transcript says`(name: String) throws {
    let transcript = try Transcript(named: name)
    let bench = try Workbench()
    bench.personal = Personal.strings
    let played = try transcript.played(at: bench)
    if ProcessInfo.processInfo.environment["CANDOR_UPDATE_TRANSCRIPTS"] == "1" {
      try played.write(toFile: transcript.path, atomically: true, encoding: .utf8)
    }
    let difference = FirstDifference(transcript.expected, played)
    #expect(difference == nil, "\(name).txt, \(difference?.description ?? "")")
  }

  @Test(arguments: names)
  func `the personal strings that are watched for are the ones that are given`(name: String) throws
  {
    let transcript = try Transcript(named: name)
    let given = transcript.inputs.joined()
    #expect(given.isEmpty || Personal.strings.contains { given.contains($0) })
    for line in transcript.expected.split(separator: "\n") where line.hasPrefix("$ ") {
      for secret in Personal.strings { #expect(!line.contains(secret)) }
    }
  }

  @Test func `personal data on a command line is noticed`() throws {
    let bench = try Workbench()
    bench.personal = ["Quillfeather"]
    try withKnownIssue {
      try bench.candor("patients Quillfeather")
    }
  }

  @Test func `a name that is typed in the wrong place is not repeated`() throws {
    let bench = try Workbench()
    for line in [
      "patients Quillfeather", "timeline Quillfeather", "record weighed Quillfeather",
      "record weighed --patient Quillfeather", "record Quillfeather",
      "history --patient Quillfeather",
      "record weighed --note=Quillfeather", "show Quillfeather",
    ] {
      let ran = try bench.candor(line)
      #expect(ran.code == 64, "\(line): \(ran.errors)")
      #expect(!(ran.output + ran.errors).contains("Quillfeather"), "\(line): \(ran.errors)")
    }
  }
}

/// What the tests' patients are called and say.
enum Personal {
  static let strings = [
    "Quillfeather", "Marisol", "Bartholomew", "1984-05-17", "402-555-01", "treatment-resistant",
    "Thistlewood", "Ambrose", "1971-11-30", "Winterbourne", "Philippa", "1966-08-09", "sertraline",
    "granola", "Rosalind", "gabapentin", "vomited", "ambulance", "telephone",
  ]
}

/// The first line in which two texts differ.
struct FirstDifference: CustomStringConvertible {
  var description: String

  /// Nil when they are the same.
  init?(_ expected: String, _ actual: String) {
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let count = max(expected.count, actual.count)
    for index in 0..<count {
      let line = index < expected.count ? String(expected[index]) : "(nothing)"
      let other = index < actual.count ? String(actual[index]) : "(nothing)"
      guard line != other else { continue }
      description = "line \(index + 1):\n  expected \(line)\n  was      \(other)"
      return
    }
    return nil
  }
}
