public import ClinicalRecord

/// A member of staff as printed beside what they recorded.
public struct StaffLabel: Hashable, Sendable {
  public var actor: UInt32
  /// The sign-in name.
  public var handle: String
  public var displayName: String
  public var role: Role

  public init(actor: UInt32, handle: String, displayName: String, role: Role) {
    self.actor = actor
    self.handle = handle
    self.displayName = displayName
    self.role = role
  }
}
