internal import ClinicalRecord
internal import Ledger

/// What an answer shows of one chart.
struct Glance: Hashable {
  var chart: SubjectID
  var look: Look
  /// How many charts a listing shows; 0 for every other answer.
  var listedCount: UInt32 = 0

  /// What the access stream says of it.
  var event: AccessEvent.OneOf_Event {
    guard case .rosterLine = look.scope else {
      var viewed = Viewed()
      viewed.look = look
      return .viewed(viewed)
    }
    var searched = Searched()
    searched.listedCount = listedCount
    return .searched(searched)
  }
}

extension Look {
  /// All of a chart.
  static func chart(_ answer: Answer) -> Look {
    var look = Look()
    look.scope = .chart
    look.answer = answer
    return look
  }

  static func visit(_ number: UInt32, _ answer: Answer) -> Look {
    var look = Look()
    look.scope = .visit
    look.visitNumber = number
    look.answer = answer
    return look
  }

  /// - Parameter visit: 0 for an entry that belongs to no visit.
  static func entry(_ position: UInt64, visit: UInt32, _ answer: Answer) -> Look {
    var look = Look()
    look.scope = .entry
    look.position = position
    look.visitNumber = visit
    look.answer = answer
    return look
  }

  static var rosterLine: Look {
    var look = Look()
    look.scope = .rosterLine
    look.answer = .roster
    return look
  }
}

extension AccessEvent.OneOf_Event {
  /// How much of the chart was shown; nil for a review, which shows nothing.
  var look: Look? {
    switch self {
    case .viewed(let viewed): viewed.look
    case .searched: .rosterLine
    case .emergencyAccessOpened(let opened): opened.look
    case .emergencyAccessReviewed: nil
    }
  }
}
