internal import SwiftProtobuf

/// The streams and kinds of what the ledger records about itself (stream type 1, `ledger.proto`).
enum LedgerStream {
  static let created: UInt16 = 1
  static let actorKeyEnrolled: UInt16 = 2
  static let dataKeyIntroduced: UInt16 = 3

  static let creation = StreamKey(type: .ledger, subject: .none, number: 0)

  static func enrolments(of actor: UInt32) -> StreamKey {
    StreamKey(type: .ledger, subject: .none, number: actor)
  }

  static func key(_ number: UInt32, of subject: SubjectID) -> StreamKey {
    StreamKey(type: .ledger, subject: subject, number: number)
  }

  /// The event of an entry of the ledger's own; nil for any other entry and for unreadable bodies.
  static func event(_ entry: Entry) -> LedgerEvent.OneOf_Event? {
    guard entry.header.stream.type == .ledger, !entry.header.isSealed else { return nil }
    return event(kind: entry.header.kind, body: entry.body)
  }

  static func event(kind: UInt16, body: [UInt8]) -> LedgerEvent.OneOf_Event? {
    guard let event = (try? LedgerEvent(serializedBytes: body))?.event else { return nil }
    let expected: UInt16 =
      switch event {
      case .ledgerCreated: created
      case .actorKeyEnrolled: actorKeyEnrolled
      case .dataKeyIntroduced: dataKeyIntroduced
      }
    return expected == kind ? event : nil
  }
}
