internal import ClinicalRecord
internal import Ledger

// How identities are protected: a person's by a passphrase, but for training; a device's and the
// program's by their file's mode alone, since there is nobody to say one.

extension Clinic {
  /// Refuses a person's identity without a passphrase where patients' records are kept.
  ///
  /// - Throws: `ClinicError.passphraseNeeded`.
  static func requireProtection(
    _ passphrase: [UInt8]?, of handle: String, role: Role, isTraining: Bool
  ) throws(ClinicError) {
    guard passphrase == nil, !isTraining, role != .device, role != .program else { return }
    throw .passphraseNeeded(handle: handle)
  }

  func requireProtection(
    _ passphrase: [UInt8]?, of handle: String, role: Role
  ) throws(ClinicError) {
    try Self.requireProtection(passphrase, of: handle, role: role, isTraining: isTraining)
  }

  /// - Parameter passphrase: nil: the keys lie in the open.
  static func protection(_ passphrase: [UInt8]?, isTraining: Bool) -> IdentityProtection {
    // Nothing is lost by guessing a passphrase of training, and much of it is signing in.
    passphrase.map { .passphrase($0, cost: isTraining ? .training : .standard) } ?? .none
  }

  func protection(_ passphrase: [UInt8]?) -> IdentityProtection {
    Self.protection(passphrase, isTraining: isTraining)
  }
}
