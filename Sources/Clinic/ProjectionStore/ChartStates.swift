internal import ClinicalRecord
internal import Ledger
internal import Projections

/// The states of one chart in every projection.
struct ChartStates {
  var roster = Roster.initial
  var visits = VisitIndex.initial

  mutating func apply(_ fact: Fact<ClinicalEvent>, visitNumber: UInt32) {
    Roster.apply(fact, visitNumber: visitNumber, to: &roster)
    VisitIndex.apply(fact, visitNumber: visitNumber, to: &visits)
  }
}

extension Clinic {
  /// What the read models say of charts, in the order in which these are given.
  ///
  /// Where they cannot be brought up to the ledger, as on a full disk, the charts are folded for
  /// this answer alone: a look in an emergency must not wait for room.
  func chartStates(of subjects: [SubjectID]) throws -> [ChartStates] {
    let models: ReadModels
    do {
      models = try caughtUpModels()
    } catch ClinicError.readModels {
      return try subjects.map(foldedStates)
    }
    return try models.read { transaction in
      try subjects.map { try models.load($0, in: transaction) }
    }
  }

  /// The chart of a record number, without the read models' table of them.
  func foldedChart(withRecordNumber number: String) throws -> SubjectID? {
    try openCharts().first { subject in
      try foldedStates(of: subject).roster.recordNumber.uppercased() == number.uppercased()
    }
  }

  private func foldedStates(of subject: SubjectID) throws -> ChartStates {
    var states = ChartStates()
    for (visitNumber, fact) in try chartFile(subject).facts {
      states.apply(fact, visitNumber: visitNumber)
    }
    return states
  }
}
