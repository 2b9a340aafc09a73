internal import ClinicalRecord

/// The time over which vital signs are watched, both ends counted.
struct Window {
  var from: Reading
  var to: Reading

  func includes(_ interval: Interval) -> Bool {
    interval.latest >= from.interval.earliest && interval.earliest <= to.interval.latest
  }

  var text: String { "\(from.clockText)–\(to.clockText)" }
}
