internal import ClinicalRecord

/// S13: vital signs are monitored for another half hour after the infusion: the discharge comes
/// no earlier, and S8's test holds over that half hour.
public struct S13MonitoredRecovery: Rule {
  public static let id = RuleID.S13
  public static func title(under policy: Policy) -> String {
    "Vital signs monitored for \(durationText(minutes: policy.recoveryMinutes)) after the infusion"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start else { return file.withoutStart }
    guard let discharge = file.visit.discharge?.reference else {
      if let leaving = file.otherLeaving { return leaving.noted }
      return file.withoutRelease(start, notYetDue(file, start))
    }
    guard let stop = file.visit.stop?.reference else { return file.withoutStop(start) }
    return judgement(of: file, stop: stop, discharge: discharge)
  }

  private func judgement(of file: CaseFile, stop: EntryReference, discharge: EntryReference)
    -> Judgement
  {
    let minutes = file.policy.recoveryMinutes
    let isTooEarly =
      stop.interval.longest(to: discharge.interval) < Int64(minutes) * Interval.minute
    var end = Observation(discharge)
    if !isTooEarly {
      end.interval = stop.interval.shifted(byMinutes: minutes)
      end.utcOffsetMinutes =
        file.clock.offsetMinutes(at: end.interval.earliest) ?? stop.occurred.utcOffsetMinutes
    }
    let window = ObservationWindow(from: Observation(stop), to: end, clock: file.clock)
    let watch = VitalsWatch(
      file.visit.vitals, over: window, policy: file.policy, before: discharge)
    let stay = elapsedText(stop.interval.counted(to: discharge.interval))
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      Judgement(
        verdict, text,
        measured: "\(stay) of \(limitText(minutes: minutes)); \(watch.measured)",
        evidence: watch.evidence + [stop.position, discharge.position],
        departing: [discharge.position])
    }
    let unread = minutes > 0 ? watch.unread : []
    let isWatched = watch.tooLong.isEmpty && unread.isEmpty
    let gaps = isWatched ? watch.summary : watch.complaint
    if isTooEarly {
      return judge(
        .deviation,
        "The discharge was \(stay) after the stop, less than \(limitText(minutes: minutes)). \(gaps)"
      )
    }
    if !isWatched { return judge(.deviationMissingEvidence, gaps) }
    let text = "The discharge was \(stay) after the stop. \(gaps)"
    guard watch.restsOnLateEvidence else { return judge(.met, text) }
    return judge(
      .metOnLateEvidence,
      "\(text) Some of the readings taken by hand were recorded after the discharge.")
  }

  private func notYetDue(_ file: CaseFile, _ start: Fact<InfusionStarted>) -> Judgement {
    guard let stop = file.visit.stop?.reference else { return file.withoutStop(start) }
    let stay = elapsedText(stop.interval.counted(to: file.now.interval))
    let limit = limitText(minutes: file.policy.recoveryMinutes)
    return Judgement(
      .notYetDue, "The patient is still here.", measured: "\(stay) of \(limit)",
      evidence: [stop.position])
  }
}
