internal import Clinic
internal import ClinicalRecord
internal import Foundation
internal import Ledger
internal import Rehearsal
internal import SwiftProtobuf

/// A ledger with every kind of append: single entries, several at once, one signer, two.
struct MixedLedger {
  let rehearsal: RehearsalClinic
  let charts: Int

  func fill() throws {
    var subjects: [SubjectID] = []
    for index in 0..<charts {
      let begin = try RehearsalTime.session(index)
      let chart = try VisitStory.chart(rehearsal, recordNumber: "RH-\(index)", at: begin)
      try VisitStory(rehearsal, chart: chart, begin: begin).play()
      subjects.append(chart)
    }
    for (index, chart) in subjects.enumerated() { try signTogether(chart, count: index + 1) }
  }

  /// Two people sign one append of so many entries, at the log's own level: the clinic has no act
  /// yet that two people sign.
  private func signTogether(_ chart: SubjectID, count: Int) throws {
    let time = try RehearsalTime.session(charts)
    let identities = try [RehearsalClinic.nurse, RehearsalClinic.doctor].map {
      try IdentityFile.read(rehearsal.identityPath($0)) { [] }
    }
    let ledger = try Ledger.open(at: rehearsal.ledger)
    defer { ledger.close() }
    let keyring = try Keyring.open(at: rehearsal.ledger, ledger: ledger.id)
    guard let key = try keyring.unlock(with: identities[0]).newestDataKey(of: chart) else {
      throw RehearsalError.unexpected("a chart without a data key")
    }
    let request = AppendRequest(
      id: .random(),
      signers: [
        Signer(identities[0]), Signer(identities[1], meaning: .secondSigner),
      ], nowMicroseconds: time.unixMicroseconds)
    _ = try ledger.append(
      request, isSame: { _ in false },
      decide: { _ in try (0..<count).map { try vitals($0, chart, key, at: time) } })
  }

  private func vitals(
    _ index: Int, _ chart: SubjectID, _ key: DataKey, at time: ClinicalTime
  ) throws -> Proposal {
    let event = ClinicalEvent.visit(
      .vitalsSampled(
        .with {
          $0.source = .takenByHand
          $0.sample = .with { $0.heartRateBpm = Double(70 + index) }
        }))
    return Proposal(
      stream: StreamKey(type: .visit, subject: chart, number: 1), kind: event.kind.number,
      occurred: Occurred(
        unixMicroseconds: time.unixMicroseconds, utcOffsetMinutes: 0, precision: .second),
      body: try event.serialized(), dataKey: key)
  }
}
