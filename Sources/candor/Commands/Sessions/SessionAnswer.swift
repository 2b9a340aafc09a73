internal import Clinic
internal import ClinicalRecord
internal import SessionKeys

/// A session as it is told: who, until when, and who else is locked on this terminal.
struct SessionAnswer {
  var context: CommandContext
  var place: SessionLocation

  /// The lines under a name.
  func lines(_ record: SessionRecord) throws -> [String] {
    [
      "  signed in  \(context.clockText(record.openedMicroseconds)), on this terminal",
      "  locks      \(context.clockText(place.locks(record))), unless it is used before",
      "  ends       \(context.clockText(record.endsMicroseconds))",
    ] + (try lockedLines())
  }

  func lockedLines() throws -> [String] {
    try place.locked().map { record in
      "  locked     \(record.handle), since \(context.clockText(record.closedSinceMicroseconds))"
    }
  }

  func json(_ record: SessionRecord?) throws -> [String: JSONValue] {
    let session = record.map { record in
      JSONValue.object([
        "handle": .string(record.handle),
        "signed_in": time(record.openedMicroseconds),
        "last_used": time(record.usedMicroseconds),
        "locks": time(place.locks(record)),
        "ends": time(record.endsMicroseconds),
      ])
    }
    let locked = try place.locked().map { record in
      JSONValue.object([
        "handle": .string(record.handle), "since": time(record.closedSinceMicroseconds),
      ])
    }
    return ["session": session ?? .null, "locked": .array(locked)]
  }

  private func time(_ microseconds: Int64) -> JSONValue {
    .string(context.localTime(microseconds).iso8601)
  }
}
