internal import ClinicalRecord
internal import Ledger

/// Where each data key was introduced: after a renewal, nothing is sealed under an older one
/// (DESIGN §6).
struct DataKeysInForce {
  private struct Name: Hashable {
    var subject: SubjectID
    var number: UInt32
  }

  private var introductions: [Name: UInt64] = [:]

  /// Nil for what is not sealed, and for a key that was not introduced: that is the ledger's to
  /// name.
  func problem(with entry: Entry, staff: Staff) -> String? {
    let header = entry.header
    guard header.dataKeyNumber != 0,
      let introduced = introductions[
        Name(subject: header.stream.subject, number: header.dataKeyNumber)],
      let renewal = staff.renewalPosition(of: header.stream.subject), introduced < renewal
    else { return nil }
    return "it is sealed with data key \(header.dataKeyNumber), introduced at \(introduced), "
      + "before the keys were renewed at \(renewal)"
  }

  /// Where a chart's data key was introduced; nil when it was not.
  func introduction(of subject: SubjectID, number: UInt32) -> UInt64? {
    introductions[Name(subject: subject, number: number)]
  }

  mutating func learn(from entry: Entry) {
    let stream = entry.header.stream
    guard stream.type == .ledger, entry.header.kind == LedgerEventKind.dataKeyIntroduced else {
      return
    }
    introductions[Name(subject: stream.subject, number: stream.number)] = entry.position
  }
}

/// The kinds of the ledger's own events, as headers carry them (`Schemas/candor/v1/ledger.proto`).
enum LedgerEventKind {
  static let actorKeyEnrolled: UInt16 = 2
  static let dataKeyIntroduced: UInt16 = 3
}
