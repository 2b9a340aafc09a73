internal import ClinicalRecord
internal import Ledger

/// Records what an answer shows, before it is shown: at most one durable append.
struct Trace {
  let clinic: Clinic
  let looker: Looker
  let emergency: BreakGlass?

  /// Entries of one append; an answer that shows more charts than this takes a second one.
  private static let mostEntries = 60_000

  /// The look was recorded by another process of the same person meanwhile.
  private struct CoveredMeanwhile: Error {}

  /// - Throws: `ClinicError.lookNotRecorded` when storage failed: then nothing may be shown.
  func leave(of shown: [Glance]) throws {
    let untold = try clinic.ledger.read { try uncovered(shown, in: $0) }
    guard !untold.isEmpty else { return }
    let reason = looker.isEmergency ? try emergency?.reason() : nil
    for first in stride(from: 0, to: untold.count, by: Self.mostEntries) {
      let part = Array(untold[first..<min(first + Self.mostEntries, untold.count)])
      do {
        try append(part, reason: reason)
      } catch let error where error.isStorageFailure {
        throw ClinicError.lookNotRecorded(cause: "\(error)")
      }
    }
  }

  /// What no earlier look of the window covers; refuses whoever may not act any more.
  private func uncovered(
    _ shown: [Glance], in reader: borrowing some (LedgerReader & ~Copyable)
  ) throws -> [Glance] {
    let house = try House.load(from: reader)
    try house.requireActive(looker.actor)
    let trail = try LookTrail(
      of: looker, countsEmergencies: emergency != nil,
      nowMicroseconds: clinic.clock.nowMicroseconds(), house: house, in: reader)
    var untold: [Glance] = []
    for glance in shown where try !trail.covers(glance, in: reader) { untold.append(glance) }
    return untold
  }

  private func append(_ glances: [Glance], reason: String?) throws {
    let now = clinic.clock.now()
    do {
      _ = try clinic.ledger.append(
        AppendRequest(
          id: .timeOrdered(now.unixMicroseconds), signers: [looker.session.signer(.recorded)],
          nowMicroseconds: now.unixMicroseconds),
        isSame: { _ in false },
        decide: { draft in
          let untold = try uncovered(glances, in: draft)
          guard !untold.isEmpty else { throw CoveredMeanwhile() }
          let keys = try looker.charts.sealingKeys(of: Set(untold.map(\.chart)), in: draft)
          var writing = try AccessWriting(
            keys: keys, ledger: clinic.ledger.id, occurred: now.occurred)
          for glance in untold {
            if let reason {
              try writing.open(glance, reason: reason, host: emergency?.host ?? "", in: draft)
            } else {
              try writing.add(glance.event, to: .looks(at: glance.chart))
            }
          }
          return writing.proposals
        })
    } catch is CoveredMeanwhile {
      return
    }
  }
}
