/// A reading that a policy asks for at a set time after the start, such as a blood pressure at
/// 40 minutes.
public struct TimedReading: Hashable, Sendable {
  public var channel: MonitoredChannel
  public var afterStartMinutes: Int
  public var toleranceMinutes: Int

  public init(channel: MonitoredChannel, afterStartMinutes: Int, toleranceMinutes: Int) {
    self.channel = channel
    self.afterStartMinutes = afterStartMinutes
    self.toleranceMinutes = toleranceMinutes
  }
}
