public import ClinicalRecord

/// One line of `staff list`.
public struct StaffListing: Sendable {
  public var label: StaffLabel
  public var status: Staff.Status
  public var enrolledPosition: UInt64
  public var enrolledMicroseconds: Int64
  /// Credentials in the order in which they were recorded (S22).
  public var credentials: [StaffCredentialed]
  /// Whether the person holds a wrap of the keyring key and so can open charts.
  /// Nil where the keyring is not at hand.
  public var readsCharts: Bool?
  /// What a device is assigned to; nil for everybody else.
  public var served: ServedVisit?
}
