/// One set of vital signs at its own instant, whether it was stated alone or in a packed run.
public struct TimedSample: Sendable {
  public var sample: VitalsSample
  /// The time of this sample; the precision is that of the event.
  public var occurred: ClinicalTime
  public var source: VitalsSampled.Source
  /// The entry that it stands in.
  public var position: UInt64
  public var recordedMicroseconds: Int64
  public var actor: UInt32

  /// What the sample says on a channel.
  public func reading(_ channel: VitalsChannel) -> ChannelReading { sample.reading(channel) }
}

extension Visit {
  /// Every set of vital signs of the visit in the order in which it was measured, runs unpacked;
  /// what has the same instant stays in ledger order.
  public func samples() -> [TimedSample] {
    let inLedgerOrder = vitals.flatMap { $0.samples() }
    return inLedgerOrder.enumerated().sorted { left, right in
      let (before, after) = (
        left.element.occurred.unixMicroseconds, right.element.occurred.unixMicroseconds
      )
      return before == after ? left.offset < right.offset : before < after
    }.map(\.element)
  }
}

extension Fact<VitalsSampled> {
  /// The sets of vital signs that the entry holds, each with its own time.
  public func samples() -> [TimedSample] {
    switch value.content {
    case .sample(let sample): return [timed(sample, offsetSeconds: 0)]
    case .run(let run):
      return run.samples().map { timed($0.sample, offsetSeconds: $0.offsetSeconds) }
    case nil: return []
    }
  }

  private func timed(_ sample: VitalsSample, offsetSeconds: UInt32) -> TimedSample {
    var time = occurred
    time.unixMicroseconds &+= Int64(offsetSeconds) * ClinicalTime.microsecondsPerSecond
    return TimedSample(
      sample: sample, occurred: time, source: value.source, position: position,
      recordedMicroseconds: recordedMicroseconds, actor: actor)
  }
}
