internal import ArgumentParser
internal import Clinic

/// What `history --count-by` counts by.
enum CountBy: String, ExpressibleByArgument, CaseIterable {
  case kind, day, actor

  var key: HistoryCount.Key {
    switch self {
    case .kind: .kind
    case .day: .day
    case .actor: .actor
    }
  }
}
