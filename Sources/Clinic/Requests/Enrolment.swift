public import ClinicalRecord

/// A new member of staff, device or program.
public struct Enrolment: Sendable {
  public var handle: String
  public var displayName: String
  public var role: Role
  /// Credentials recorded in the same append (S22); their `actor` is filled in.
  public var credentials: [StaffCredentialed]
  /// Nil: stored without a passphrase (devices and training).
  public var passphrase: [UInt8]?
  public var identityPath: String

  public init(
    handle: String, displayName: String, role: Role, credentials: [StaffCredentialed] = [],
    passphrase: [UInt8]?, identityPath: String
  ) {
    self.handle = handle
    self.displayName = displayName
    self.role = role
    self.credentials = credentials
    self.passphrase = passphrase
    self.identityPath = identityPath
  }
}
