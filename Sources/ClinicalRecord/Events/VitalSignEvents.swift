/// Vital signs: one sample, or a packed run of a monitor's. Strange values are recorded and marked
/// suspect.
extension VitalsSampled {
  public var sentence: String {
    switch content {
    case .sample(let sample):
      sample.sentence(fromDevice: source == .monitor) + Wording.note(note)
    case .run(let run): sentence(run, to: "\((run.offsetSeconds.last ?? 0) / 60) min later")
    case nil: "vitals sampled"
    }
  }

  public func checkTogether() throws(Rejection) {
    switch content {
    case .sample(let sample): try sample.validate()
    case .run(let run): try run.validate()
    case nil:
      throw .malformed(field: "sample", value: nil, expected: "a sample or a run of a monitor")
    }
  }

  public func sentence(occurred: ClinicalTime) -> String {
    sentence(occurred: occurred, on: .unnamed)
  }

  /// A run that began before the clocks were changed may end after it.
  func sentence(occurred: ClinicalTime, on clock: ClinicClock) -> String {
    guard case .run(let run) = content else { return sentence }
    var end = occurred
    end.unixMicroseconds &+=
      Int64(run.offsetSeconds.last ?? 0) * ClinicalTime.microsecondsPerSecond
    return sentence(run, to: clock.local(end).localClock)
  }

  private func sentence(_ run: VitalsRun, to end: String) -> String {
    let count = run.offsetSeconds.count
    return
      "\(source.words), \(count) \(count == 1 ? "sample" : "samples") to \(end): \(run.sentence())"
      + Wording.remark(note)
  }
}

extension VitalsSample {
  func validate() throws(Rejection) {
    try Expect.that(!isEmpty, "sample", "at least one measurement")
    for channel in VitalsChannel.allCases {
      guard let value = self[channel] else { continue }
      try Expect.that(
        value >= 0 && value.isFinite, "sample.\(channel.fieldName)",
        value: Wording.number(value), "a measured number, 0 or more")
    }
    try Expect.that(rhythm.isKnown, "sample.rhythm", "a rhythm of the schema")
  }
}
