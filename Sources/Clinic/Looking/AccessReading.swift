internal import ClinicalRecord
internal import Ledger

extension LedgerSnapshot {
  /// Where an access stream stands, by its entries' headers.
  func access(_ stream: StreamKey) throws -> AccessStream {
    var access = AccessStream(number: stream.number)
    // The ordinary looks are many, and all that counts is that they are.
    guard stream.number > 0 else { return access }
    for header in try self.stream(stream).map(\.header) {
      if let kind = header.accessKind { access.evolve(kind, by: header.actor) }
    }
    return access
  }

  /// Why what the header announces cannot be appended to its access stream now; nil when it can,
  /// and for every other stream.
  func accessRefusal(of header: EntryHeader) throws -> AccessStream.Refusal? {
    guard let kind = header.accessKind else { return nil }
    return try access(header.stream).refusal(of: kind, by: header.actor)
  }
}

extension EntryHeader {
  /// Nil in other streams, and for a kind of a newer Candor.
  var accessKind: EventKind? {
    guard stream.type == .access else { return nil }
    return EventKind(stream: .access, number: kind)
  }
}

extension AccessStream.Refusal {
  /// The rule that was broken.
  var words: String {
    switch self {
    case .emergencyAmongLooks: "an emergency access stands among the ordinary looks"
    case .lookInEmergency: "an ordinary look stands where one emergency access belongs"
    case .openedBefore: "the emergency access was opened before"
    case .notOpened: "what it reviews was never opened"
    case .reviewedBefore: "the emergency access was reviewed before"
    case .ownReview: "nobody reviews their own emergency access"
    }
  }
}
