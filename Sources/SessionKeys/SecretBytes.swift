internal import Crypto
internal import FoundationEssentials
internal import Glibc
internal import Ledger

/// Secret bytes in one place: never copied by assignment, overwritten when they go.
///
/// What the cryptography library or an identity makes of them is its own copy.
struct SecretBytes: ~Copyable {
  private let room: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  /// Empty, with room for so many bytes and no more.
  init(room byteCount: Int) {
    room = .allocate(byteCount: byteCount, alignment: 16)
  }

  deinit {
    if let start = room.baseAddress { explicit_bzero(start, room.count) }
    room.deallocate()
  }

  /// The caller has made room for them.
  mutating func append(_ bytes: some Collection<UInt8>) {
    for byte in bytes {
      room[count] = byte
      count += 1
    }
  }

  mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { append($0) }
  }

  /// Lets `fill` write into the room and say how many bytes it wrote.
  mutating func fill<Failure: Error>(
    _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    count = min(try fill(room), room.count)
  }

  /// Not to be kept beyond the call.
  func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(rebasing: room[..<count]))
  }
}

extension Identity {
  /// Signing seed ‖ receiving private key.
  func sessionSecret() -> SecretBytes {
    var secret = SecretBytes(room: SessionPayload.secretByteCount)
    for var key in [signing.rawRepresentation, receiving.rawRepresentation] {
      secret.append(key)
      key.resetBytes(in: key.startIndex..<key.endIndex)
    }
    return secret
  }

  /// The identity that a session keeps.
  static func ofSession(
    _ record: SessionRecord, _ secret: borrowing SecretBytes
  ) throws(SessionError) -> Identity {
    let identity = secret.withBytes { bytes -> Identity? in
      guard bytes.count == SessionPayload.secretByteCount,
        let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.prefix(32)),
        let receiving = try? Curve25519.KeyAgreement.PrivateKey(
          rawRepresentation: bytes.dropFirst(32))
      else { return nil }
      return try? Identity(
        ledger: record.ledger, actor: record.actor, handle: record.handle,
        enrolment: record.enrolment, signing: signing, receiving: receiving)
    }
    guard let identity else { throw .unreadable(what: "its keys") }
    return identity
  }
}
