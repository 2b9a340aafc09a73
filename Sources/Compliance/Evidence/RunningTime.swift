internal import ClinicalRecord

/// How long an infusion ran: by the wall clock, and without its pauses (S10, S11).
struct RunningTime {
  /// From start to stop.
  var wallMicroseconds: Int64
  /// The wall time without the pauses, as it is shown.
  var runningMicroseconds: Int64
  /// The least and the most that the running time can have been, by what is known of the times.
  var shortestMicroseconds: Int64
  var longestMicroseconds: Int64

  /// A pause ends with the next resumption; one without ends the running.
  init(
    start: EntryReference, stop: EntryReference, pauses: [EntryReference],
    resumptions: [EntryReference]
  ) {
    var spans: [(from: Interval, to: Interval)] = []
    var pausedSince: EntryReference?
    let turns = pauses.map { ($0, pausing: true) } + resumptions.map { ($0, pausing: false) }
    for (turn, pausing) in turns.sorted(by: { $0.0.isBefore($1.0) })
    where start.interval.canPrecede(turn.interval) && turn.interval.canPrecede(stop.interval) {
      if pausing {
        pausedSince = pausedSince ?? turn
      } else if let since = pausedSince {
        spans.append((since.interval, turn.interval))
        pausedSince = nil
      }
    }
    let end = (pausedSince ?? stop).interval
    let begin = start.interval
    wallMicroseconds = begin.counted(to: stop.interval)
    runningMicroseconds = spans.reduce(begin.counted(to: end)) {
      $0 - max(0, $1.from.counted(to: $1.to))
    }
    shortestMicroseconds = spans.reduce(begin.shortest(to: end)) {
      $0 - max(0, $1.from.longest(to: $1.to))
    }
    longestMicroseconds = spans.reduce(begin.longest(to: end)) {
      $0 - max(0, $1.from.shortest(to: $1.to))
    }
  }

  /// "45 min (wall time 1 h 00 min)".
  var text: String {
    "\(elapsedText(runningMicroseconds)) (wall time \(elapsedText(wallMicroseconds)))"
  }

  /// "45 min of 45 ± 5 min; wall time 1 h 00 min".
  func measured(of limit: String) -> String {
    "\(elapsedText(runningMicroseconds)) of \(limit); wall time \(elapsedText(wallMicroseconds))"
  }
}

extension CaseFile {
  func runningTime(_ start: Fact<InfusionStarted>, _ stop: Fact<InfusionStopped>) -> RunningTime {
    RunningTime(
      start: start.reference, stop: stop.reference,
      pauses: visit[InfusionPaused.self].map(\.reference),
      resumptions: visit[InfusionResumed.self].map(\.reference))
  }

  func runningTimeEvidence(
    _ start: Fact<InfusionStarted>, _ stop: Fact<InfusionStopped>
  ) -> [UInt64] {
    [start.position, stop.position] + visit[InfusionPaused.self].map(\.position)
      + visit[InfusionResumed.self].map(\.position)
  }
}
