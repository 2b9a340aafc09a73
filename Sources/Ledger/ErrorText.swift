internal import LMDB

/// What sort of error it is, for those who react to errors without knowing each: the program takes
/// its exit status from it.
public enum ErrorCategory: Sendable, Hashable, CaseIterable {
  /// What was asked for cannot be done with any data.
  case usage
  /// Data is damaged, malformed or against a rule.
  case badData
  /// What was asked for is not there.
  case notFound
  /// Not in this state or by this version: taken, too new, or changed by somebody else meanwhile.
  case unavailable
  /// The system did not do it.
  case io
  /// This person or this account may not.
  case notPermitted
  /// What was checked does not hold.
  case unsound
}

/// All that is said of one case of an error, in one place, so that no case can be without it.
struct ErrorText {
  let category: ErrorCategory
  /// A sentence: what is wrong, what was expected.
  let problem: String
  /// A sentence: what to do next.
  let remedy: String

  init(_ category: ErrorCategory, _ problem: String, _ remedy: String) {
    self.category = category
    self.problem = problem
    self.remedy = remedy
  }

  var description: String { "\(problem) \(remedy)" }
}

extension LMDBError {
  /// What the database's errors mean for whoever asked.
  var category: ErrorCategory {
    switch cause {
    case .damage: .badData
    case .othersAtWork: .unavailable
    case .call: .io
    }
  }
}
