/// How long ago something was, for a person.
struct Age {
  let microseconds: Int64

  /// Of a moment, by a clock; negative when it lies ahead.
  init(of moment: Int64, at now: Int64) {
    let age = now.subtractingReportingOverflow(moment)
    microseconds = age.overflow ? (now < moment ? .min : .max) : age.partialValue
  }

  static let hour: Int64 = 3_600_000_000
  static let day = 24 * hour

  /// "40 s", "12 min", "5 h", "3 days".
  var words: String {
    let seconds = microseconds.magnitude / 1_000_000
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3_600 { return "\(seconds / 60) min" }
    if seconds < 48 * 3_600 { return "\(seconds / 3_600) h" }
    return "\(seconds / 86_400) days"
  }
}

/// A number of bytes for a person.
enum ByteText {
  /// "512 bytes", "3 MiB", "256 GiB".
  static func words(_ bytes: UInt64) -> String {
    let units: [(UInt64, String)] = [(1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB")]
    for (size, unit) in units where bytes >= size { return "\(bytes / size) \(unit)" }
    return bytes >= 1_024 ? "\(bytes / 1_024) KiB" : "\(bytes) bytes"
  }
}
