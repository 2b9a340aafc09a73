import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// Keys that a program gives out which knows no roles: the ledger takes them, verification names
/// them.
@Suite struct KeyGivingTests {
  private let house: TestClinic

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
  }

  /// Appends keys for an actor, with whatever else is said in the append.
  private func give(
    keysTo actor: UInt32, times: Int = 1, saying events: [StaffEvent.OneOf_Event],
    signedBy handles: [String]
  ) throws {
    let ledger = house.clinic.ledger
    let signers = try handles.enumerated().map { index, handle in
      Signer(try house.identity(handle), meaning: index == 0 ? .recorded : .secondSigner)
    }
    let now = house.clinic.clock.now().occurred
    _ = try ledger.append(
      AppendRequest(
        id: .random(), signers: signers, nowMicroseconds: house.clinic.clock.nowMicroseconds()),
      isSame: { _ in false },
      decide: { draft in
        let keys = try (0..<times).map { _ in
          try Proposal.enrolment(
            of: try .generate(
              ledger: ledger.id, actor: actor, handle: "newt", enrolment: draft.head.size),
            occurred: now)
        }
        return try keys
          + events.map {
            try .inTheClear(.staff($0), number: $0.subjectActor, occurred: now)
          }
      })
  }

  @Test func `a key that the ledger has not introduced is no chart's`() throws {
    try house.actAs("drew")
    let chart = try house.intake()
    let other = try DataKey(bytes: [UInt8](repeating: 7, count: 32), subject: chart, number: 1)
    let charts = ChartKeys(handed: [other], ledger: house.clinic.ledger.id)
    #expect(throws: KeyError.commitmentMismatch(subject: chart, number: 1)) {
      try house.clinic.ledger.read { try charts.key(1, of: chart, in: $0) }
    }
  }

  private func names(
    _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(found.problemCount == 1, sourceLocation: sourceLocation)
    let problem = try #require(found.problems.first, sourceLocation: sourceLocation)
    #expect(problem.position == house.size - 1, sourceLocation: sourceLocation)
    #expect(problem.text.contains(words), "\(problem.text)", sourceLocation: sourceLocation)
    let quick = try house.clinic.verify(signatures: false, since: nil) { _, _ in }
    #expect(quick.isSound, sourceLocation: sourceLocation)
  }

  private var next: UInt32 {
    get throws {
      try house.clinic.ledger.read { try SiteState.load(from: $0).staff.nextActorNumber }
    }
  }

  private func enrolled(_ actor: UInt32) -> StaffEvent.OneOf_Event {
    .staffEnrolled(
      .with {
        $0.actor = actor
        $0.handle = "newt"
        $0.displayName = "Newt"
        $0.role = .administrator
      })
  }

  private func replaced(_ actor: UInt32) -> StaffEvent.OneOf_Event {
    .staffKeyReplaced(
      .with {
        $0.actor = actor
        $0.cause = .lost
      })
  }

  @Test(arguments: [["nora"], ["audrey"], ["nora", "drew"], ["nora", "ada"]])
  func `a first key that no administrator recorded is named`(signers: [String]) throws {
    try give(keysTo: try next, saying: [], signedBy: signers)
    try names("no active administrator recorded it")
  }

  @Test func `a first key is named also where the append says who is enrolled`() throws {
    let actor = try next
    try give(keysTo: actor, saying: [enrolled(actor)], signedBy: ["nora"])
    let found = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(found.problems.contains { $0.text.contains("no active administrator recorded it") })
  }

  @Test func `a suspended administrator gives nobody keys`() throws {
    try house.acting.suspend("abel", cause: .leave)
    let actor = try next
    try give(keysTo: actor, saying: [enrolled(actor)], signedBy: ["abel"])
    let found = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(found.problems.contains { $0.text.contains("no active administrator recorded it") })
  }

  @Test func `a key for nobody is named, also an administrator's`() throws {
    try give(keysTo: try next, saying: [], signedBy: ["ada"])
    try names("whom it does not enrol as staff")
  }

  @Test func `two keys for one person are named`() throws {
    let actor = try next
    try give(keysTo: actor, times: 2, saying: [enrolled(actor)], signedBy: ["ada", "abel"])
    try names("2 keys for actor \(actor)")
  }

  @Test(arguments: [["nora", "drew"], ["nora", "ada"], ["ada", "nora"]])
  func `a key that others than two administrators replaced is named`(signers: [String]) throws {
    let fred = try house.identity("fred").actor
    try give(keysTo: fred, saying: [replaced(fred)], signedBy: signers)
    let found = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(
      found.problems.contains {
        $0.position == house.size - 1
          && $0.text.contains("replaced by its holder, or by two administrators")
      })
  }

  @Test func `a key that was replaced without a word is named, whoever signed`() throws {
    let fred = try house.identity("fred").actor
    try give(keysTo: fred, saying: [], signedBy: ["ada", "abel"])
    try names("without saying so")
  }

  @Test func `what administrators and holders may do is sound`() throws {
    let actor = try next
    try give(keysTo: actor, saying: [enrolled(actor)], signedBy: ["ada"])
    let fred = try house.identity("fred").actor
    try give(keysTo: fred, saying: [replaced(fred)], signedBy: ["abel", "ada"])
    let nora = try house.identity("nora").actor
    try give(keysTo: nora, saying: [replaced(nora)], signedBy: ["nora"])
    #expect(try house.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }
}
