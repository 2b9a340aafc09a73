/// What a monitor's file added to a visit.
public struct Imported: Sendable {
  public var recorded: Recorded
  public var samples: Int
  /// How many values each column held, by the column's name; blanks are not counted.
  public var values: [String: Int]
  /// Zeros, "device reported 0", by the column's name.
  public var zeros: [String: Int]
}
