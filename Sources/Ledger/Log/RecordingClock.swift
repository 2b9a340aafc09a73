/// When an append is recorded: never before the entry before it (`Schemas/entry.md`, Stamp).
struct RecordingClock {
  let recorded: Int64
  let lagMilliseconds: Int32

  init(now: Int64, after last: Int64?) {
    recorded = max(now, last ?? now)
    let lag = recorded.subtractingReportingOverflow(now)
    let microseconds = lag.overflow ? .max : lag.partialValue
    let milliseconds = microseconds / 1_000 + (microseconds % 1_000 == 0 ? 0 : 1)
    lagMilliseconds = Int32(clamping: milliseconds)
  }
}
