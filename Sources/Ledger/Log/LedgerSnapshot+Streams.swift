internal import FoundationEssentials
internal import LMDB
internal import SwiftProtobuf
internal import TransparencyLog

extension LedgerSnapshot {
  /// Where the stream stands; nil when it has no entry.
  public func streamHead(
    _ key: StreamKey
  ) throws(LedgerError) -> (position: UInt64, revision: UInt32)? {
    try head(of: key).map { ($0.position, $0.revision) }
  }

  func head(of key: StreamKey) throws(LedgerError) -> StreamHead? {
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.heads, StreamHead.key(key)) { StreamHead($0) }
    }
    guard let found else { return nil }
    guard let head = found else { throw .inconsistent(what: "a stream head is not readable") }
    return head
  }

  /// All entries of a stream, oldest first; none for a stream that does not exist.
  public func stream(_ key: StreamKey) throws(LedgerError) -> [Entry] {
    guard let head = try head(of: key) else { return [] }
    var entries: [Entry] = []
    var next: UInt64? = head.position
    var revision = head.revision
    while let position = next {
      let entry = try entry(at: position)
      guard entry.header.stream == key, entry.stamp.revision == revision else {
        throw .inconsistent(what: "the links of a stream lead to entry \(position) of another")
      }
      entries.append(entry)
      next = entry.stamp.previous
      revision &-= 1
    }
    entries.reverse()
    return entries
  }

  /// All streams about a subject, by type, then number.
  public func streams(of subject: SubjectID) throws(LedgerError) -> [StreamKey] {
    var streams: [StreamKey] = []
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.heads, prefix: subject.bytes) { key, _ in
        if let stream = StreamHead.stream(key: key) { streams.append(stream) }
        return true
      }
    }
    return streams
  }

  /// The actor's keys in force and the position of their enrolment; nil when there are none.
  public func enrolment(
    of actor: UInt32
  ) throws(LedgerError) -> (position: UInt64, keys: ActorKeyEnrolled)? {
    guard let head = try head(of: LedgerStream.enrolments(of: actor)) else { return nil }
    guard case .actorKeyEnrolled(let keys)? = try ledgerEvent(at: head.position) else {
      throw .inconsistent(what: "entry \(head.position) is not the enrolment that it should be")
    }
    return (head.position, keys)
  }

  /// Where a data key was introduced and its commitment (32 bytes); nil when it was not.
  public func keyIntroduction(
    of subject: SubjectID, number: UInt32
  ) throws(LedgerError) -> (position: UInt64, commitment: [UInt8])? {
    guard subject != .none, let head = try head(of: LedgerStream.key(number, of: subject)) else {
      return nil
    }
    guard case .dataKeyIntroduced(let key)? = try ledgerEvent(at: head.position) else {
      throw .inconsistent(what: "entry \(head.position) does not introduce the key it should")
    }
    return (head.position, key.commitment.bytes)
  }

  private func ledgerEvent(at position: UInt64) throws(LedgerError) -> LedgerEvent.OneOf_Event? {
    LedgerStream.event(try entry(at: position))
  }
}
