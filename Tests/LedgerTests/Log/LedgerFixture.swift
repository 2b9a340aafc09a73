import Crypto
import Testing

@testable import Ledger

/// A training ledger with an administrator (1), three people (2, 3, 4) and the data keys of three
/// charts, all introduced.
struct LedgerFixture {
  let directory: LedgerDirectory
  let ledger: Ledger
  let people: [Identity]
  let charts: [DataKey]

  static let now: Int64 = 1_700_000_000_000_000

  var administrator: Identity { people[0] }
  var nurse: Identity { people[1] }
  var witness: Identity { people[2] }
  var physician: Identity { people[3] }

  init(mapByteCount: Int = 1 << 30, isTraining: Bool = true) throws {
    directory = try LedgerDirectory()
    let id = LedgerID.random()
    people = try (1...4).map { actor in
      try Identity.generate(
        ledger: id, actor: actor, handle: "person\(actor)", enrolment: UInt64(actor))
    }
    charts = try (1...3).map { chart in
      try DataKey(
        bytes: [UInt8](repeating: UInt8(chart), count: 32), subject: .random(), number: 1)
    }
    let genesis = Genesis(
      origin: isTraining ? "training.test.example/clinic" : "test.example/clinic",
      isTraining: isTraining,
      sitePublicKey: [UInt8](Curve25519.Signing.PrivateKey().publicKey.rawRepresentation),
      administrator: people[0], nowMicroseconds: Self.now,
      proposals: try people.dropFirst().map { try .enrolment(of: $0, occurred: Self.occurred) })
    ledger = try Ledger.create(at: directory.path, genesis: genesis, mapByteCount: mapByteCount)
    try checkLedger(ledger)
    try append(
      try charts.map { try .introduction(of: $0, in: id, occurred: Self.occurred) },
      by: [people[0]])
  }

  static let occurred = Occurred(
    unixMicroseconds: now - 60_000_000, utcOffsetMinutes: -360, precision: .minute)

  /// Appends and holds the whole ledger against its invariants.
  @discardableResult
  func append(
    _ proposals: [Proposal], by people: [Identity]? = nil, id: AppendID = .random(),
    now: Int64 = LedgerFixture.now, expecting: [StreamKey: UInt32?] = [:]
  ) throws -> Appended {
    let outcome = try ledger.append(
      request(by: people, id: id, now: now, expecting: expecting), isSame: { _ in false },
      decide: { _ in proposals })
    try checkLedger(ledger)
    return outcome.appended
  }

  func request(
    by people: [Identity]? = nil, id: AppendID = .random(), now: Int64 = LedgerFixture.now,
    expecting: [StreamKey: UInt32?] = [:]
  ) -> AppendRequest {
    let people = people ?? [nurse]
    return AppendRequest(
      id: id,
      signers: people.enumerated().map { index, person in
        Signer(person, meaning: index == 0 ? .recorded : .secondSigner)
      },
      nowMicroseconds: now, expectedRevisions: expecting)
  }

  /// A sealed entry of a chart's visit.
  func sealed(_ chart: Int, visit: UInt32 = 1, kind: UInt16 = 14, text: String = "x") -> Proposal {
    Proposal(
      stream: visitStream(chart, visit), kind: kind, occurred: Self.occurred,
      body: message(kind, Array(text.utf8)), dataKey: charts[chart])
  }

  /// An entry of the staff's stream, in the clear.
  func clear(kind: UInt16 = 1, byteCount: Int = 5) -> Proposal {
    Proposal(
      stream: StreamKey(type: .staff, subject: .none, number: 0), kind: kind,
      occurred: Self.occurred, body: message(kind, [UInt8](repeating: 0x41, count: byteCount)))
  }

  func visitStream(_ chart: Int, _ visit: UInt32 = 1) -> StreamKey {
    StreamKey(type: .visit, subject: charts[chart].subject, number: visit)
  }
}

/// A Protobuf message whose only field is `kind`, of these bytes.
func message(_ kind: UInt16, _ payload: [UInt8]) -> [UInt8] {
  func varint(_ number: Int) -> [UInt8] {
    number < 0x80 ? [UInt8(number)] : [UInt8(number & 0x7F | 0x80)] + varint(number >> 7)
  }
  return varint(Int(kind) << 3 | 2) + varint(payload.count) + payload
}
