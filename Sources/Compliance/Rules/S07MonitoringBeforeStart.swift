internal import ClinicalRecord

/// S7: an IV is set and the monitor is applied (heart rate, heart rhythm, oxygen), and then the
/// infusion begins.
public struct S07MonitoringBeforeStart: Rule {
  public static let id = RuleID.S7
  public static func title(under policy: Policy) -> String {
    "IV set and monitor applied before the infusion starts"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    var steps = [("IV", file.visit[IVPlaced.self].map(\.reference))]
    for channel in file.policy.requiredMonitorChannels {
      let applied = file.visit[MonitorApplied.self].filter { monitor in
        monitor.value.channels.contains { MonitoredChannel($0) == channel }
      }
      steps.append((channel.name, applied.map(\.reference)))
    }
    return judgement(of: steps, before: start)
  }

  private func judgement(
    of steps: [(name: String, marks: [EntryReference])], before start: EntryReference
  ) -> Judgement {
    var after: [String] = []
    var missing: [String] = []
    var late: [String] = []
    var evidence = [start.position]
    for step in steps {
      switch PriorEvidence(of: step.marks, before: start) {
      case .inTime(let mark): evidence.append(mark.position)
      case .late(let mark):
        evidence.append(mark.position)
        late.append(step.name)
      case .after(let mark):
        evidence.append(mark.position)
        after.append("\(step.name) at \(mark.occurred.clockText(beside: start.occurred))")
      case .absent: missing.append(step.name)
      }
    }
    let applied = steps.count - after.count - missing.count
    var sentences: [String] = []
    if !after.isEmpty {
      sentences.append(
        "Applied only after the start at \(start.occurred.clockText): "
          + "\(after.joined(separator: ", ")).")
    }
    if !missing.isEmpty {
      sentences.append(
        "There is no evidence that these were in place before the start at "
          + "\(start.occurred.clockText): \(missing.joined(separator: ", ")).")
    }
    if sentences.isEmpty {
      sentences.append(
        "In place before the start at \(start.occurred.clockText): "
          + "\(steps.map(\.name).joined(separator: ", ")).")
    }
    if !late.isEmpty {
      sentences.append("Recorded after the start: \(late.joined(separator: ", ")).")
    }
    let verdict: Verdict =
      !after.isEmpty
      ? .deviation
      : !missing.isEmpty ? .deviationMissingEvidence : late.isEmpty ? .met : .metOnLateEvidence
    return Judgement(
      verdict, sentences.joined(separator: " "), measured: "\(applied) of \(steps.count) in place",
      evidence: evidence)
  }
}
