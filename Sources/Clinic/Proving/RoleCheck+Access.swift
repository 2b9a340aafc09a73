internal import ClinicalRecord
internal import Ledger

/// Where each emergency access stands, by headers alone: opened once, then reviewed once, by
/// somebody else.
struct AccessCheck {
  /// Of the numbers from 1 on.
  private var emergencies: [StreamKey: AccessStream] = [:]

  /// Nil for other streams, and for kinds of a newer Candor.
  func problem(with entry: Entry) -> String? {
    let header = entry.header
    guard header.accessKind == nil || UInt64(header.stream.number) <= entry.position else {
      return "it has number \(header.stream.number) among the chart's emergency accesses, more "
        + "than there can have been"
    }
    guard let kind = header.accessKind,
      let refusal = access(header.stream).refusal(of: kind, by: header.actor)
    else { return nil }
    return "\(kind.name): \(refusal.words)"
  }

  mutating func learn(from entry: Entry) {
    let header = entry.header
    guard header.stream.number > 0, let kind = header.accessKind else { return }
    var access = access(header.stream)
    access.evolve(kind, by: header.actor)
    emergencies[header.stream] = access
  }

  private func access(_ stream: StreamKey) -> AccessStream {
    emergencies[stream] ?? AccessStream(number: stream.number)
  }
}
