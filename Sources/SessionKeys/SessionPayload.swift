internal import Ledger

/// What a store holds under one name: a record, and its private keys as far as they are kept.
struct SessionPayload: ~Copyable {
  var record: SessionRecord
  var keys: Keys

  enum Keys: ~Copyable {
    /// Signing seed ‖ receiving private key, 64 bytes.
    case open(SecretBytes)
    /// The same, sealed under a PIN.
    case sealed(PINSeal)
    /// Only the passphrase opens the session again.
    case none
  }

  static let secretByteCount = 64

  /// Lets `body` see the private keys; nil when they are not open. Not to be kept beyond the call.
  func withSecret<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    switch keys {
    case .open(let secret): secret.withBytes(body)
    case .sealed: nil
    case .none: nil
    }
  }

  var seal: PINSeal? {
    switch keys {
    case .sealed(let seal): seal
    case .open: nil
    case .none: nil
    }
  }
}

/// The bytes of a payload, format 1; numbers little-endian, times in microseconds.
///
/// ```
/// 0    1   format, 1
/// 1    1   keys: 1 open, 2 sealed, 3 none
/// 2    1   wrong PINs
/// 3    1   length of the handle
/// 4    32  ledger
/// 36   4   actor
/// 40   8   enrolment
/// 48   8   opened        56  8  last used
/// 64   8   locked, 0 if it is not
/// 72   8   ends          80  8  ends, by the machine's running time
/// 88       handle
/// then open: 64 bytes; sealed: N u32, r u32, p u32, salt 16, nonce 12, ciphertext and tag 80
/// ```
extension SessionPayload {
  private static let format: UInt8 = 1
  private static let headByteCount = 88
  /// More than any payload has.
  static let limitByteCount = 512

  /// How the keys are kept, as the payload says it.
  private var kind: UInt8 {
    switch keys {
    case .open: 1
    case .sealed: 2
    case .none: 3
    }
  }

  func bytes() -> SecretBytes {
    var bytes = SecretBytes(room: Self.limitByteCount)
    let seal = seal
    let handle = Array(record.handle.utf8.prefix(32))
    bytes.append([Self.format, kind, record.wrongPINCount, UInt8(handle.count)])
    bytes.append(record.ledger.bytes)
    bytes.append(record.actor)
    bytes.append(record.enrolment)
    bytes.append(record.openedMicroseconds)
    bytes.append(record.usedMicroseconds)
    bytes.append(record.lockedMicroseconds ?? 0)
    bytes.append(record.endsMicroseconds)
    bytes.append(record.endsMachineMicroseconds)
    bytes.append(handle)
    if let seal {
      for number in [seal.cost.rounds, seal.cost.blockSize, seal.cost.parallelism] {
        bytes.append(UInt32(number))
      }
      bytes.append(seal.salt)
      bytes.append(seal.nonce)
      bytes.append(seal.sealed)
    }
    withSecret { bytes.append($0) }
    return bytes
  }

  /// Reads a payload and nothing else: one byte more or less is refused.
  init(parsing bytes: UnsafeRawBufferPointer) throws(SessionError) {
    var rest = Rest(bytes: bytes)
    guard bytes.count >= Self.headByteCount, bytes[0] == Self.format else {
      throw .unreadable(what: "it has another format than 1")
    }
    let kind = bytes[1]
    let handleCount = Int(bytes[3])
    rest.skip(4)
    guard let ledger = LedgerID(bytes: try rest.next(32)) else {
      throw .unreadable(what: "its ledger")
    }
    let actor: UInt32 = try rest.number()
    let enrolment: UInt64 = try rest.number()
    let opened: Int64 = try rest.number()
    let used: Int64 = try rest.number()
    let locked: Int64 = try rest.number()
    let ends: Int64 = try rest.number()
    let endsMachine: Int64 = try rest.number()
    guard actor > 0, let handle = String(validating: try rest.next(handleCount), as: UTF8.self)
    else { throw .unreadable(what: "whose it is") }
    // What is calculated with them fits then.
    guard
      [opened, used, locked, ends, endsMachine].allSatisfy({ $0.magnitude <= Self.latestTime })
    else { throw .unreadable(what: "a time of it") }
    let keys = try Self.keys(kind, &rest)
    guard rest.isEmpty else { throw .unreadable(what: "its length") }
    var record = SessionRecord(
      ledger: ledger, actor: actor, handle: handle, enrolment: enrolment,
      openedMicroseconds: opened, usedMicroseconds: used,
      lockedMicroseconds: locked == 0 ? nil : locked, endsMicroseconds: ends,
      endsMachineMicroseconds: endsMachine, wrongPINCount: bytes[2])
    record.hasPIN = kind == 2
    self.init(record: record, keys: keys)
  }

  /// The end of the year 9999, µs since 1970-01-01T00:00:00Z.
  private static let latestTime: UInt64 = 253_402_300_799_999_999

  private static func keys(_ kind: UInt8, _ rest: inout Rest) throws(SessionError) -> Keys {
    switch kind {
    case 1:
      var secret = SecretBytes(room: secretByteCount)
      secret.append(try rest.next(secretByteCount))
      return .open(secret)
    case 2:
      let rounds: UInt32 = try rest.number()
      let blockSize: UInt32 = try rest.number()
      let parallelism: UInt32 = try rest.number()
      guard
        let cost = ScryptCost(
          rounds: Int(rounds), blockSize: Int(blockSize), parallelism: Int(parallelism))
      else { throw .unreadable(what: "the cost of its PIN") }
      return .sealed(
        PINSeal(
          cost: cost, salt: Array(try rest.next(PINSeal.saltByteCount)),
          nonce: Array(try rest.next(12)), sealed: Array(try rest.next(PINSeal.sealedByteCount))))
    case 3: return .none
    default: throw .unreadable(what: "how its keys are kept")
    }
  }

  /// What is left to be read.
  private struct Rest {
    let bytes: UnsafeRawBufferPointer
    var offset = 0

    var isEmpty: Bool { offset == bytes.count }

    mutating func skip(_ count: Int) { offset += count }

    mutating func next(_ count: Int) throws(SessionError) -> Slice<UnsafeRawBufferPointer> {
      guard bytes.count - offset >= count else { throw .unreadable(what: "its length") }
      defer { offset += count }
      return bytes[offset..<offset + count]
    }

    mutating func number<N: FixedWidthInteger>() throws(SessionError) -> N {
      try next(N.bitWidth / 8).reversed().reduce(0) { $0 << 8 | N(truncatingIfNeeded: $1) }
    }
  }
}
