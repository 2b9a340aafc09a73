/// One chosen fault of one line: what somebody could have written instead, and which no test would
/// notice if it lived.
///
/// All are built at once, each behind a question (`MutatedSource`): trying one costs a run of
/// tests and no build.
struct Mutant: Sendable {
  /// What the original is, and with that how the question is put around it.
  enum Part {
    case expression
    case statement
  }

  /// What `CANDOR_MUTANT` and `Tools/campaign mutants NAME` call it.
  let name: String
  /// What would be wrong, in words.
  let fault: String
  /// From the top of the repository.
  let file: String
  let part: Part
  /// The text that is changed; it must occur exactly once in the file.
  let original: String
  /// What takes its place; nothing: the statement is left out.
  let changed: String
  /// The suites that are to find it, as `swift test --filter` takes them.
  let nearest: [String]
  /// Why no test can find it; nil: one has to.
  let livesBecause: String?

  /// A fault in an expression.
  init(
    _ name: String, _ fault: String, in file: String, _ original: String, becomes changed: String,
    nearest: String..., livesBecause: String? = nil
  ) {
    self.name = name
    self.fault = fault
    self.file = "Sources/" + file
    part = .expression
    self.original = original
    self.changed = changed
    self.nearest = nearest
    self.livesBecause = livesBecause
  }

  /// A statement that is another one, or forgotten.
  init(
    _ name: String, _ fault: String, in file: String, statement original: String,
    becomes changed: String = "", nearest: String..., livesBecause: String? = nil
  ) {
    self.name = name
    self.fault = fault
    self.file = "Sources/" + file
    part = .statement
    self.original = original
    self.changed = changed
    self.nearest = nearest
    self.livesBecause = livesBecause
  }

  /// Everything that is tried, by subject.
  static let all: [Mutant] =
    ofRules + ofDecisions + ofPlans + ofVisits + ofCorrections + ofTheLedger + ofVerification
    + ofKeys
    + ofAccess + ofCourses + ofParsing + ofDrugs + ofDocuments
}

/// What is wrong with the list, or with a run.
struct MutantError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
