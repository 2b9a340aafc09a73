public import ClinicalRecord

/// Times as people read them: the local clock of whoever stated them.
public enum TimeText {
  /// A recorded instant on the local clock with this offset.
  ///
  /// - Parameter utcOffsetMinutes: of the statement that it stands beside.
  static func local(
    _ unixMicroseconds: Int64, utcOffsetMinutes: Int16, precision: TimePrecision = .minute
  ) -> ClinicalTime {
    ClinicalTime(
      unixMicroseconds: unixMicroseconds, utcOffsetMinutes: utcOffsetMinutes,
      precision: precision)
  }

  /// "2026-11-02 10:05", a day alone where no more is known.
  public static func dateAndClock(_ time: ClinicalTime) -> String {
    time.precision == .day
      ? time.localDate.iso8601 : "\(time.localDate.iso8601) \(time.localClock)"
  }

  /// How long ago: "now", "3 min ago", "2 h 05 min ago", "4 days ago"; "in 3 min" for what lies
  /// ahead.
  public static func age(of time: ClinicalTime, nowMicroseconds: Int64) -> String {
    // Whoever signed an entry could have stated any time.
    let (difference, isTooLong) = nowMicroseconds.subtractingReportingOverflow(
      time.unixMicroseconds)
    let minutes = (isTooLong ? .max : difference) / 60_000_000
    let text = duration(minutes: abs(minutes))
    if minutes == 0 { return "now" }
    return minutes > 0 ? "\(text) ago" : "in \(text)"
  }

  /// "45 min", "2 h 05 min", "4 days".
  static func duration(minutes: Int64) -> String {
    if minutes < 60 { return "\(minutes) min" }
    if minutes >= 2 * 24 * 60 { return "\(minutes / (24 * 60)) days" }
    return "\(minutes / 60) h \(String(minutes % 60).padded(left: 2, with: "0")) min"
  }
}

extension String {
  fileprivate func padded(left columns: Int, with filler: Character) -> String {
    String(repeating: filler, count: Swift.max(0, columns - count)) + self
  }
}
