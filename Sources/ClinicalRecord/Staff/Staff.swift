/// Who works here, with role and credentials: the fold of the staff streams.
public struct Staff: Sendable {
  /// One member of staff, a device or the program itself.
  public struct Member: Sendable {
    public internal(set) var enrolled: Fact<StaffEnrolled>
    public internal(set) var credentials: [Fact<StaffCredentialed>] = []
  }

  /// By actor number.
  public internal(set) var members: [UInt32: Member] = [:]

  public init() {}
}
