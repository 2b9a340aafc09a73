internal import ClinicalRecord
internal import Ledger
internal import Synchronization

/// The data keys that the signed-in person, or device, holds, each checked against its introduction
/// before anything is opened or sealed.
///
/// GCM does not commit to its key, so a key that the ledger has not introduced opens
/// nothing. A keyring that was renewed meanwhile is unlocked again with the same identity; whoever
/// holds no wrap of the new one any more is told so.
final class ChartKeys: Sendable {
  private struct Name: Hashable {
    var subject: SubjectID
    var number: UInt32
  }

  private let ledger: LedgerID
  private let unlock: @Sendable () throws -> UnlockedKeyring
  /// Nil for a device, which never holds the keyring key.
  private let unlocked: Mutex<UnlockedKeyring?>
  private let checked = Mutex<[Name: DataKey]>([:])
  private let rowKeys = Mutex<[Name: RowKey]>([:])
  /// What was decided on last: streams as of a place.
  private let ledStreams = Mutex<[RowName: (place: StreamPlace, stream: any Sendable)]>([:])
  /// What a device was handed.
  private let handed: [Name: DataKey]
  /// How many entries were opened with them, or were to be.
  let openedCount = Atomic<Int>(0)

  /// Of somebody who holds a wrap of the keyring key.
  ///
  /// - Throws: `KeyError.notGranted`, `.wrapRefused`, `.keyringDamaged`.
  init(of identity: Identity, in keyring: Keyring) throws {
    ledger = keyring.ledger
    unlock = { try keyring.unlock(with: identity) }
    unlocked = Mutex(try keyring.unlock(with: identity))
    handed = [:]
  }

  /// Of a device.
  init(handed keys: [DataKey], ledger: LedgerID) {
    self.ledger = ledger
    unlock = { throw ClinicError.notSignedIn(toDo: "unlocking the keyring") }
    unlocked = Mutex(nil)
    handed = Dictionary(keys.map { (Name(subject: $0.subject, number: $0.number), $0) }) { $1 }
  }

  /// The keyring in its newest generation that is known here; nil for a device.
  var keyring: UnlockedKeyring? { unlocked.withLock { $0 } }

  /// The key an entry is sealed with.
  ///
  /// - Throws: `ClinicError.keyMissing` when it is not held, `KeyError` when it is not the
  ///   introduced one.
  func key(
    of header: EntryHeader, position: UInt64, in reader: borrowing LedgerSnapshot
  ) throws -> DataKey {
    openedCount.add(1, ordering: .relaxed)
    guard
      let key = try key(header.dataKeyNumber, of: header.stream.subject, in: reader)
    else { throw ClinicError.keyMissing(position: position) }
    return key
  }

  /// A chart's key by its number; nil when it is not held.
  func key(
    _ number: UInt32, of subject: SubjectID, in reader: borrowing LedgerSnapshot
  ) throws -> DataKey? {
    let name = Name(subject: subject, number: number)
    if let key = checked.withLock({ $0[name] }) { return key }
    guard let key = try held(name) else { return nil }
    guard let introduction = try reader.keyIntroduction(of: subject, number: number) else {
      throw KeyError.noDataKey(subject: subject, number: number)
    }
    try key.check(commitment: introduction.commitment, in: ledger)
    checked.withLock { $0[name] = key }
    return key
  }

  /// The newest key that the ledger has introduced for a chart, for sealing; nil when there is none
  /// or it is not held.
  ///
  /// The keyring may hold a later one that no entry came to introduce: an append that did not come
  /// to be has left it, and it opens nothing.
  func newestKey(
    of subject: SubjectID, in reader: borrowing LedgerSnapshot
  ) throws -> DataKey? {
    guard let newest = try reader.newestKeyIntroduction(of: subject) else { return nil }
    return try key(newest.number, of: subject, in: reader)
  }

  /// What a chart's rows are sealed with under its key of that number; nil when it is not held.
  func rowKey(
    _ number: UInt32, of subject: SubjectID, in reader: borrowing LedgerSnapshot
  ) throws -> RowKey? {
    guard let dataKey = try key(number, of: subject, in: reader) else { return nil }
    let name = Name(subject: subject, number: number)
    if let key = rowKeys.withLock({ $0[name] }) { return key }
    let key = RowKey(dataKey)
    rowKeys.withLock { $0[name] = key }
    return key
  }

  /// The same of the newest key.
  func newestRowKey(
    of subject: SubjectID, in reader: borrowing LedgerSnapshot
  ) throws -> RowKey? {
    guard let newest = try reader.newestKeyIntroduction(of: subject) else { return nil }
    return try rowKey(newest.number, of: subject, in: reader)
  }

  /// A stream that was led to this very place before; nil where it was not.
  func ledStream(_ name: RowName, at place: StreamPlace) -> (any Sendable)? {
    ledStreams.withLock { led in led[name].flatMap { $0.place == place ? $0.stream : nil } }
  }

  /// Keeps it for the next question, beside few others.
  func keep(_ stream: any Sendable, _ name: RowName, at place: StreamPlace) {
    ledStreams.withLock { led in
      if led.count >= Self.mostLedStreams { led = [:] }
      led[name] = (place, stream)
    }
  }

  /// Their rows lie in the store: the next ones begin there.
  func letLedStreamsGo() { ledStreams.withLock { $0 = [:] } }

  private static let mostLedStreams = 64

  /// A new key with the chart's next number, on disk before any entry can use it: an entry without
  /// its key could never be read, a key without an entry harms nobody.
  func makeKey(for subject: SubjectID) throws -> DataKey {
    try renewing { try $0.makeDataKey(for: subject) }
  }

  /// Does something with the keyring; once more with the one in force if it was renewed meanwhile.
  func renewing<Value>(_ body: (UnlockedKeyring) throws -> Value) throws -> Value {
    guard let keyring else { return try body(unlock()) }
    do {
      return try body(keyring)
    } catch KeyError.keyringRenewed {
      try unlockAgain()
      return try body(self.keyring ?? keyring)
    }
  }

  /// Replaces the keyring key, and goes on with the new one.
  ///
  /// - Throws: `KeyError.keyringRenewed` when somebody else was first.
  func renew(for readers: [KeyringReader]) throws {
    guard let keyring else { return }
    let renewed = try keyring.renew(for: readers)
    unlocked.withLock { $0 = renewed }
  }

  /// Erases these charts' data keys, in the keyring and here, and goes on with the new keyring key.
  ///
  /// - Throws: `KeyError.keyringRenewed` when somebody else was first.
  func erase(_ subjects: Set<SubjectID>, for readers: [KeyringReader]) throws {
    guard let keyring else { throw ClinicError.notSignedIn(toDo: "erasing a chart's keys") }
    let renewed = try keyring.erase(subjects, for: readers)
    unlocked.withLock { $0 = renewed }
    checked.withLock { checked in checked = checked.filter { !subjects.contains($0.key.subject) } }
    rowKeys.withLock { keys in keys = keys.filter { !subjects.contains($0.key.subject) } }
    letLedStreamsGo()
  }

  /// Goes on with the keyring key in force.
  func unlockAgain() throws {
    let again = try unlock()
    unlocked.withLock { $0 = again }
  }

  private func held(_ name: Name) throws -> DataKey? {
    guard keyring != nil else { return handed[name] }
    return try renewing { try $0.dataKey(name.subject, name.number) }
  }
}

extension LedgerSnapshot {
  /// The newest data key that was introduced for a subject, and where.
  func newestKeyIntroduction(
    of subject: SubjectID
  ) throws(LedgerError) -> (number: UInt32, position: UInt64)? {
    let numbers = try streams(of: subject).filter { $0.type == .ledger }.map(\.number)
    guard let number = numbers.max(),
      let introduction = try keyIntroduction(of: subject, number: number)
    else { return nil }
    return (number, introduction.position)
  }
}

/// The data key that an append to a chart is sealed with.
///
/// What is sealed after a renewal is sealed under a key that was introduced after it: where the
/// chart's newest is older, the append introduces a new one, so that nobody who could
/// open the chart until then can open what is recorded from then on.
struct SealingKey: Sendable {
  var key: DataKey
  /// Whether the append itself introduces it.
  var isNew: Bool

  /// What comes before the append's own entries.
  func introduction(in ledger: LedgerID, occurred: Occurred) throws -> [Proposal] {
    isNew ? [try .introduction(of: key, in: ledger, occurred: occurred)] : []
  }
}

extension ChartKeys {
  /// The key for what is appended to a chart now; a new one is in the keyring, and in the hands of
  /// the devices that serve the chart, when this returns.
  ///
  /// - Parameter reader: the ledger as the append's write transaction sees it.
  /// - Throws: `ClinicError.unknownPatient` for a chart without any key, `.chartErased`;
  ///   `KeyError`.
  func sealingKey(
    of subject: SubjectID, _ site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> SealingKey {
    // A key made after an erasure would be taken for the one that was erased.
    try site.refuseErased([subject], in: reader)
    guard let newest = try reader.newestKeyIntroduction(of: subject) else {
      throw ClinicError.unknownPatient(subject.description)
    }
    if newest.position >= site.staff.renewalPosition(of: subject) ?? 0 {
      guard let key = try key(newest.number, of: subject, in: reader) else {
        throw KeyError.noDataKey(subject: subject, number: newest.number)
      }
      return SealingKey(key: key, isNew: false)
    }
    let key = try makeKey(for: subject)
    try grant(key, to: site.staff.devices(serving: subject), in: reader)
    return SealingKey(key: key, isNew: true)
  }

  /// Wraps one data key to devices, as they are enrolled.
  func grant(
    _ key: DataKey, to devices: [UInt32], in reader: borrowing LedgerSnapshot
  ) throws {
    for device in devices {
      guard let keys = try reader.enrolment(of: device)?.keys else { continue }
      try grant(key, to: device, receivingPublicKey: [UInt8](keys.receivingPublicKey))
    }
  }

  /// Wraps one data key to a device.
  func grant(_ key: DataKey, to device: UInt32, receivingPublicKey: [UInt8]) throws {
    try renewing {
      try $0.grantDevice(key, to: device, receivingPublicKey: receivingPublicKey)
    }
  }
}

extension Staff {
  /// The newest position from which on a chart's entries are sealed under a newer data key; nil
  /// while there is none.
  func renewalPosition(of chart: SubjectID) -> UInt64? {
    [renewalPosition, chartRenewalPositions[chart.bytes]].compactMap(\.self).max()
  }
}
