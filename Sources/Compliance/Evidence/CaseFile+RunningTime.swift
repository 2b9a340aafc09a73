internal import ClinicalRecord

extension CaseFile {
  func runningTime(_ start: Fact<InfusionStarted>, _ stop: Fact<InfusionStopped>) -> RunningTime {
    RunningTime(
      start: start.mark, stop: stop.mark, pauses: visit.pauses.map(\.mark),
      resumptions: visit.resumptions.map(\.mark))
  }

  func runningTimeEvidence(
    _ start: Fact<InfusionStarted>, _ stop: Fact<InfusionStopped>
  ) -> [UInt64] {
    [start.position, stop.position] + visit.pauses.map(\.position)
      + visit.resumptions.map(\.position)
  }
}
