internal import ClinicalRecord

/// S8: vital signs are monitored throughout the infusion: no channel of the policy goes longer
/// without a reading than the policy allows, from start to stop, both ends counted, and each has
/// one, however short the infusion was.
///
/// A pause does not stop the monitoring. While the infusion runs it is judged up to now.
public struct S08VitalsThroughout: Rule {
  public static let id = RuleID.S8
  public static func title(under policy: Policy) -> String {
    "Vital signs monitored throughout the infusion"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start else { return file.withoutStart }
    if file.visit.stop == nil, file.hasEnded, file.visit.transfer == nil {
      return file.withoutStop(start)
    }
    let stop = file.visit.stop?.reference
    let end = stop ?? file.visit.transfer?.reference ?? file.now
    let window = ObservationWindow(
      from: Observation(start.reference), to: Observation(end), clock: file.clock)
    let watch = VitalsWatch(
      file.visit[VitalsSampled.self], over: window, policy: file.policy, before: stop)
    let timed = timedReadings(file, start: start.reference)
    let ends = [start.position] + (stop.map { [$0.position] } ?? [])
    let isOver = end.position != start.position
    let missed = timed.filter { $0.state == .missed }
    let sentences = missed.map(\.text)
    // A reason given at the start cannot be about a gap that came later.
    let departing =
      watch.tooLong.flatMap { [$0.from.position, $0.to.position] }.filter { $0 != start.position }
      + (stop.map { [$0.position] } ?? [])
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      Judgement(
        verdict, text, measured: watch.measured,
        evidence: watch.evidence + ends + timed.flatMap(\.evidence), departing: departing)
    }
    // While it runs a first reading may still come.
    let unread = isOver ? watch.unread : []
    if !watch.tooLong.isEmpty || !unread.isEmpty || !missed.isEmpty {
      let gaps = watch.tooLong.isEmpty && unread.isEmpty ? watch.summary : watch.complaint
      return judge(.deviationMissingEvidence, ([gaps] + sentences).joined(separator: " "))
    }
    if !isOver || timed.contains(where: { $0.state == .pending }) {
      let open =
        isOver
        ? "A timed reading is still to come."
        : "So far, to \(end.occurred.clockText(beside: start.occurred))."
      return judge(.notYetDue, "\(open) \(watch.summary)")
    }
    if watch.restsOnLateEvidence {
      return judge(
        .metOnLateEvidence,
        "\(watch.summary) Some of the readings taken by hand were recorded after the stop.")
    }
    return judge(.met, ([watch.summary] + timed.map(\.text)).joined(separator: " "))
  }

  /// Each reading that the policy asks for at a set time after the start.
  private func timedReadings(_ file: CaseFile, start: EntryReference) -> [TimedReadingState] {
    file.policy.timedReadings.map { TimedReadingState($0, in: file, start: start) }
  }
}
