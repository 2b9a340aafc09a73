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

  /// While nothing is missed, one pass over the readings says so.
  public func mayDepart(in file: CaseFile) -> Bool {
    guard let start = file.visit.start else { return false }
    guard let span = Span(file, start: start) else { return true }
    return timedReadings(file, start: start.reference).contains { $0.state == .missed }
      || VitalsWatch.mayMiss(
        file.visit.vitals, over: span.window, policy: file.policy, mayBeUnread: !span.isOver)
  }

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start else { return file.withoutStart }
    guard let span = Span(file, start: start) else { return file.withoutStop(start) }
    let (stop, end, isOver) = (span.stop, span.end, span.isOver)
    let watch = VitalsWatch(
      file.visit.vitals, over: span.window, policy: file.policy, before: stop)
    let timed = timedReadings(file, start: start.reference)
    let ends = [start.position] + (stop.map { [$0.position] } ?? [])
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

  /// What is judged: from the start to the stop, or as far as it has come.
  private struct Span {
    var stop: EntryReference?
    var end: EntryReference
    var isOver: Bool
    var window: ObservationWindow

    /// Nil where the patient was discharged and nobody has said when the infusion stopped.
    init?(_ file: CaseFile, start: Fact<InfusionStarted>) {
      if file.visit.stop == nil, file.hasEnded, file.otherLeaving == nil { return nil }
      stop = file.visit.stop?.reference
      end = stop ?? file.otherLeaving?.mark ?? file.now
      isOver = end.position != start.position
      window = ObservationWindow(
        from: Observation(start.reference), to: Observation(end), clock: file.clock)
    }
  }

  /// Each reading that the policy asks for at a set time after the start.
  private func timedReadings(_ file: CaseFile, start: EntryReference) -> [TimedReadingState] {
    file.policy.timedReadings.map { TimedReadingState($0, in: file, start: start) }
  }
}
