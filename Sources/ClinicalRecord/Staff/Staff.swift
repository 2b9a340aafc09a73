/// Who works here, with role, credentials and standing: the fold of the staff streams.
public struct Staff: Sendable {
  /// Whether somebody may act; it holds from the position of its event on.
  public enum Status: String, Sendable {
    case active
    case suspended
    case departed
  }

  /// One member of staff, a device or the program itself.
  public struct Member: Sendable {
    public internal(set) var enrolled: Fact<StaffEnrolled>
    public internal(set) var credentials: [Fact<StaffCredentialed>] = []
    public internal(set) var status = Status.active
    /// The visit that a device serves; nil for everybody else.
    public internal(set) var assignment: Fact<DeviceAssigned>?
    /// The newest replacement of the actor's key.
    public internal(set) var keyReplaced: Fact<StaffKeyReplaced>?
  }

  /// By actor number.
  public internal(set) var members: [UInt32: Member] = [:]
  /// Position of the newest suspension, departure or key replacement: what is sealed after it is
  /// sealed under a data key introduced after it (DESIGN §6).
  public internal(set) var renewalPosition: UInt64?
  /// The same for single charts, by the 16 bytes of their ids: a device that served there was
  /// released.
  public internal(set) var chartRenewalPositions: [[UInt8]: UInt64] = [:]

  public init() {}
}
