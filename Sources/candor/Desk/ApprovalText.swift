internal import Clinic
internal import Ledger
internal import Reports

/// The requests that wait for a signature.
struct ApprovalText {
  var requests: [ApprovalRequest]
  var desk: Desk

  var text: String {
    guard !requests.isEmpty else { return "Nothing waits for a signature." }
    return requests.map { request in
      let until = TimeText.dateAndClock(desk.localTime(request.expiresMicroseconds))
      let signed = request.isSigned ? ", signed" : ""
      return "\(request.id)  \(request.askedBy) asks \(request.askedOf) to sign as "
        + "\(request.meaning), until \(until)\(signed): "
        + request.events.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  var json: JSONValue { .array(requests.map(Self.json)) }

  private static func json(_ request: ApprovalRequest) -> JSONValue {
    .object([
      "append_id": .string(request.id.description), "asked_by": .string(request.askedBy),
      "asked_of": .string(request.askedOf), "meaning": .string(request.meaning),
      "events": .array(request.events.map { .string($0) }),
      "expires_us": .integer(request.expiresMicroseconds), "signed": .bool(request.isSigned),
    ])
  }
}
