internal import ClinicalRecord
internal import Ledger

/// The key to seal a chart's next entries with.
struct SealingKey {
  var key: DataKey
  /// Where it is new: the entry that introduces it, first in the append.
  var introduction: Proposal?
}

extension Clinic {
  /// The keys to seal these charts' next entries with, on disk before the append that uses them.
  func sealingKeys(of charts: Set<SubjectID>, with held: ChartKeys) throws -> [SubjectID:
    SealingKey]
  {
    try ledger.read { snapshot in
      var keys: [SubjectID: SealingKey] = [:]
      for chart in charts {
        guard let key = try held.newestKey(of: chart, in: snapshot) else {
          throw ClinicError.unknownPatient(chart.description)
        }
        keys[chart] = SealingKey(key: key)
      }
      return keys
    }
  }
}
