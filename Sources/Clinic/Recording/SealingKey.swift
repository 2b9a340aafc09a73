internal import ClinicalRecord
internal import Ledger

/// The data key that an append to a chart is sealed with.
///
/// What is sealed after a renewal is sealed under a key that was introduced after it (DESIGN §6):
/// where the chart's newest is older, the append introduces a new one, so that nobody who could
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
    of subject: SubjectID, staff: Staff, in reader: borrowing LedgerSnapshot
  ) throws -> SealingKey {
    // A key made after an erasure would be taken for the one that was erased.
    try Clinic.refuseErased([subject], in: reader)
    guard let newest = try reader.newestKeyIntroduction(of: subject) else {
      throw ClinicError.unknownPatient(subject.description)
    }
    if newest.position >= staff.renewalPosition(of: subject) ?? 0 {
      guard let key = try key(newest.number, of: subject, in: reader) else {
        throw KeyError.noDataKey(subject: subject, number: newest.number)
      }
      return SealingKey(key: key, isNew: false)
    }
    let key = try makeKey(for: subject)
    try hand(key, to: staff.devices(serving: subject), in: reader)
    return SealingKey(key: key, isNew: true)
  }

  /// Wraps one data key to devices, as they are enrolled.
  func hand(
    _ key: DataKey, to devices: [UInt32], in reader: borrowing LedgerSnapshot
  ) throws {
    for device in devices {
      guard let keys = try reader.enrolment(of: device)?.keys else { continue }
      try hand(key, to: device, receivingPublicKey: [UInt8](keys.receivingPublicKey))
    }
  }

  /// Wraps one data key to a device.
  func hand(_ key: DataKey, to device: UInt32, receivingPublicKey: [UInt8]) throws {
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
