public import ClinicalRecord

/// One line of `staff list`.
public struct StaffListing: Sendable {
  /// Whether somebody sees what is in a chart.
  public enum ChartAccess: String, Sendable {
    /// Holds the keys, in a role that reads charts.
    case reads
    /// Holds the keys to seal or to pass them on; opens a chart in an emergency alone.
    case inEmergency = "in emergency"
    case no
  }

  public var label: StaffLabel
  public var status: Staff.Status
  public var enrolledPosition: UInt64
  public var enrolledMicroseconds: Int64
  /// Credentials in the order in which they were recorded (S22).
  public var credentials: [StaffCredentialed]
  /// Whether the person holds a wrap of the keyring key and so can open charts.
  /// Nil where the keyring is not at hand.
  public var holdsKeys: Bool?
  /// What a device is assigned to; nil for everybody else.
  public var served: ServedVisit?

  /// Nil where the keyring is not at hand.
  public var chartAccess: ChartAccess? {
    holdsKeys.map { holdsKeys in
      guard holdsKeys else { return .no }
      return Permission.readCharts.holds(for: label.role) ? .reads : .inEmergency
    }
  }
}
