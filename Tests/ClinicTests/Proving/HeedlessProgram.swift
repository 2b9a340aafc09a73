import ClinicalRecord
import Foundation
import Ledger
import Testing

@testable import Clinic

/// A program that signs and appends whatever it is given, as somebody may write one who holds the
/// keys: the ledger takes what it can check without knowing any medicine.
extension TestClinic {
  func appendHeedlessly(_ proposals: [Proposal], signedBy handles: [String]) throws {
    let signers = try handles.enumerated().map { index, handle in
      Signer(try identity(handle), meaning: index == 0 ? .recorded : .secondSigner)
    }
    _ = try clinic.ledger.append(
      AppendRequest(
        id: .random(), signers: signers, nowMicroseconds: clinic.clock.nowMicroseconds()),
      isSame: { _ in false }, decide: { _ in proposals })
  }

  /// - Parameter number: of the stream; nil: whom the event is about.
  func staffProposal(
    _ event: StaffEvent.OneOf_Event, number: UInt32? = nil
  ) throws -> Proposal {
    try .inTheClear(
      .staff(event), number: number ?? event.subjectActor, occurred: clinic.clock.now().occurred)
  }

  /// The chart's newest data key, as the signed-in person holds it.
  func newestKey(of chart: SubjectID) throws -> DataKey {
    let charts = try #require(acting.charts)
    return try #require(try clinic.ledger.read { try charts.newestKey(of: chart, in: $0) })
  }

  func sealedProposal(
    _ event: ClinicalEvent, to stream: StreamKey, with key: DataKey
  ) throws -> Proposal {
    Proposal(
      stream: stream, kind: event.kind.number, occurred: clinic.clock.now().occurred,
      body: try event.serialized(), dataKey: key)
  }

  /// Verification names the last entry and no other, for all of these.
  func expectLastNamed(
    _ words: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(found.problems.map(\.position) == [size - 1], sourceLocation: sourceLocation)
    let text = found.problems.first?.text ?? ""
    for words in words {
      #expect(text.contains(words), "\(text)", sourceLocation: sourceLocation)
    }
    let quick = try clinic.verify(signatures: false, since: nil) { _, _ in }
    #expect(quick.isSound, sourceLocation: sourceLocation)
  }
}
