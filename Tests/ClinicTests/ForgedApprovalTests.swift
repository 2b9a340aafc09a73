import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// Requests for a signature whose files somebody wrote or changed, digest and all: staff share an
/// account, so anybody can.
@Suite struct ForgedApprovalTests {
  private let house: TestClinic
  private let visit: MoodVisit
  private let otherChart: SubjectID
  private static let limit: Int64 = 300_000_000

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("phil", .pharmacist)
    try house.enroll("mia", .medicalAssistant)
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    otherChart = try house.intake()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.actAs("nora")
  }

  private var folder: RequestFolder { RequestFolder(ledger: house.folder + "/ledger") }

  private func isDamaged(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) {
    let size = house.size
    let error = expectError(what, sourceLocation: sourceLocation) { try body() }
    guard case .requestDamaged? = error else {
      Issue.record("\(what): \(String(describing: error))", sourceLocation: sourceLocation)
      return
    }
    #expect(house.size == size, sourceLocation: sourceLocation)
  }

  private func ask(
    _ event: ClinicalEvent = SecondSignerTests.waste, id: AppendID? = nil
  ) throws -> PendingApproval {
    let asked = try house.acting.ask(
      RecordRequest(appendID: id, statements: [Statement(chart: visit.chart, event: event)]),
      of: "phil", withinMicroseconds: Self.limit)
    guard case .waiting(let pending) = asked else { throw ClinicError.nothingToRecord }
    return pending
  }

  private func asPhil<Value>(_ body: (SignedIn) throws -> Value) throws -> Value {
    let before = house.acting
    defer { house.acting = before }
    try house.actAs("phil")
    return try body(house.acting)
  }

  /// What goes with a waste that the asker would like to have signed too.
  enum Stowaway: CaseIterable {
    case keyOfAnother, keyOfOtherChart, keyThatSealsNothing, otherChart, otherVisit, suspension
    case release, clearBody, witness
  }

  private func stowaways(_ stowaway: Stowaway) throws -> [Proposal] {
    let ledger = house.clinic.ledger
    let charts = try #require(house.acting.charts)
    let now = house.clinic.clock.now().occurred
    let drew = try house.identity("drew").actor
    switch stowaway {
    case .keyOfAnother:
      let identity = try Identity.generate(
        ledger: ledger.id, actor: drew, handle: "drew", enrolment: house.size)
      return [try .enrolment(of: identity, occurred: now)]
    case .keyOfOtherChart:
      let key = try charts.makeKey(for: otherChart)
      return [try .introduction(of: key, in: ledger.id, occurred: now)]
    case .keyThatSealsNothing:
      let key = try charts.makeKey(for: visit.chart)
      return [try .introduction(of: key, in: ledger.id, occurred: now)]
    case .otherChart: return [try weighing(of: otherChart)]
    case .otherVisit: return [try weighing(of: visit.chart, visit: 2)]
    case .suspension:
      let suspended = StaffSuspended.with {
        $0.actor = drew
        $0.cause = .leave
      }
      return [try .inTheClear(.staff(.staffSuspended(suspended)), number: drew, occurred: now)]
    case .release:
      let monitor = try house.identity("monitor").actor
      let released = ClinicalEvent.staff(.deviceReleased(.with { $0.actor = monitor }))
      return [try .inTheClear(released, number: monitor, occurred: now)]
    case .clearBody:
      var weighing = try weighing(of: visit.chart)
      weighing.dataKey = nil
      return [weighing]
    case .witness: return []
    }
  }

  private func weighing(of chart: SubjectID, visit: UInt32 = 1) throws -> Proposal {
    try proposal(.visit(.weighed(.with { $0.weightKg = 72 })), of: chart, visit: visit)
  }

  private func proposal(
    _ event: ClinicalEvent, of chart: SubjectID, visit: UInt32
  ) throws -> Proposal {
    let charts = try #require(house.acting.charts)
    let key = try house.clinic.ledger.read { try charts.newestKey(of: chart, in: $0) }
    return Proposal(
      stream: StreamKey(type: .visit, subject: chart, number: visit), kind: event.kind.number,
      occurred: house.clinic.clock.now().occurred, body: try event.serialized(),
      dataKey: try #require(key))
  }

  /// A waste with whatever travels along, prepared as the asker's own program would.
  private func forge(_ stowaway: Stowaway?, by asker: String = "nora") throws -> RequestFile {
    func signer(
      _ handle: String, _ meaning: SignatureMeaning, at microseconds: Int64?
    ) throws -> PrepareRequest.Signer {
      PrepareRequest.Signer(
        actor: try house.identity(handle).actor, meaning: meaning,
        signedAtMicroseconds: microseconds)
    }
    let now = house.clinic.clock.nowMicroseconds()
    let witness = stowaway == .witness ? [try signer("drew", .secondSigner, at: now)] : []
    let prepared = try house.clinic.ledger.prepare(
      PrepareRequest(
        id: .random(),
        signers: [
          try signer(asker, .recorded, at: now), try signer("phil", .secondSigner, at: nil),
        ] + witness),
      decide: { _ in
        [try proposal(SecondSignerTests.waste, of: visit.chart, visit: 1)]
          + (try stowaway.map(stowaways) ?? [])
      })
    return RequestFile(expiresMicroseconds: now + Self.limit, prepared: prepared)
  }

  @Test(arguments: Stowaway.allCases)
  func `what would be signed with the act is neither opened nor signed`(stowaway: Stowaway) throws {
    let file = try forge(stowaway)
    let id = file.prepared.id
    try folder.locked { try folder.write(file) }
    try asPhil { acting in
      isDamaged("opened") { _ = try acting.openRequest(id.description) }
      let listed = try #require(try house.clinic.approvalRequests().first)
      let opened = OpenedRequest(
        request: listed, lines: [], patient: nil, visitNumber: 1, file: file)
      isDamaged("signed") { try acting.approve(opened) }
    }
    #expect(folder.request(id) == file)
  }

  @Test func `the same act alone is opened and signed`() throws {
    let file = try forge(nil)
    try folder.locked { try folder.write(file) }
    try asPhil { acting in
      let opened = try acting.openRequest(file.prepared.id.description)
      #expect(opened.lines.map(\.event) == ["drug wasted"])
      try acting.approve(opened)
    }
    #expect(folder.request(file.prepared.id)?.secondSigner?.signature != nil)
  }

  private func isForAnotherRole(
    _ role: Role, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) {
    let size = house.size
    let error = expectError(sourceLocation: sourceLocation) { try body() }
    guard case .rejected(.notYourRole(DrugWasted.kind, role, _))? = error else {
      Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
      return
    }
    #expect(house.size == size, sourceLocation: sourceLocation)
  }

  @Test(arguments: [("fred", Role.frontDesk), ("mia", .medicalAssistant), ("ada", .administrator)])
  func `what the asker may not record is neither opened, signed nor recorded`(
    asker: String, role: Role
  ) throws {
    let honest = try ask()
    let file = try forge(nil, by: asker)
    let id = file.prepared.id
    try folder.locked { try folder.write(file) }
    try asPhil { acting in
      isForAnotherRole(role) { _ = try acting.openRequest(id.description) }
      let listed = try #require(try house.clinic.approvalRequests().first { $0.id == id })
      let opened = OpenedRequest(
        request: listed, lines: [], patient: nil, visitNumber: 1, file: file)
      isForAnotherRole(role) { try acting.approve(opened) }
    }
    // Phil's own program may know no roles either: the write transaction does.
    var signed = file
    try signed.prepared.state(
      signedAtMicroseconds: house.clinic.clock.nowMicroseconds(),
      by: try house.identity("phil").actor)
    try signed.prepared.sign(Signer(try house.identity("phil"), meaning: .secondSigner))
    try folder.locked { try folder.write(signed) }
    let pending = PendingApproval(
      request: honest.request, prepared: file.prepared, plan: honest.plan,
      signer: Signer(try house.identity(asker), meaning: .recorded))
    isForAnotherRole(role) { _ = try house.acting.complete(pending) }
  }

  @Test func `an act that its asker may not record is named where it was recorded`() throws {
    let waste = try proposal(SecondSignerTests.waste, of: visit.chart, visit: 1)
    try house.appendHeedlessly([waste], signedBy: ["fred", "phil"])
    try house.expectLastNamed(["drug wasted is not the role front desk's to record"])
  }

  @Test func `what an act brings about is shown, entry for entry`() throws {
    try house.actAs("ada")
    try house.acting.suspend("mia", cause: .leave)
    try house.actAs("drew")
    _ = try house.acting.assignDevice("monitor", to: visit.chart, visit: nil)
    try house.actAs("ada")
    try house.acting.depart("mia")
    // The departure has called for another data key.
    try house.actAs("nora")
    let pending = try ask(.visit(.transferred(.with { $0.destination = "General" })))
    try asPhil { acting in
      let opened = try acting.openRequest(pending.request.id.description)
      #expect(opened.lines.count == opened.file.prepared.statements.count)
      #expect(opened.lines.map(\.event).suffix(2) == ["transferred", "device released"])
      try acting.approve(opened)
    }
    _ = try house.acting.complete(pending)
    try house.checkEverything()
  }

  @Test func `a new data key is one of the entries that are shown`() throws {
    try house.actAs("ada")
    try house.acting.suspend("mia", cause: .leave)
    try house.actAs("nora")
    let pending = try ask()
    try asPhil { acting in
      let opened = try acting.openRequest(pending.request.id.description)
      #expect(opened.lines.map(\.event) == ["data key introduced", "drug wasted"])
      #expect(opened.lines[0].sentence == "Data key 2 of the chart")
      try acting.approve(opened)
    }
    _ = try house.acting.complete(pending)
    try house.checkEverything()
  }

  /// Where one bit of a request's file is turned; the digest is made to fit afterwards.
  enum Change: CaseIterable {
    case anchor, askersTime, revision, body

    func offset(in bytes: [UInt8]) -> Int {
      switch self {
      case .anchor: 9 + 57
      case .askersTime: 9 + 90 + 15
      case .revision: 9 + 90 + 2 * 87 + 4 + 23
      case .body: bytes.count - 32 - 1
      }
    }
  }

  /// Turns a bit of the file that waits, which stays a whole request.
  private func change(_ id: AppendID, at offset: ([UInt8]) -> Int) throws -> [UInt8] {
    let path = folder.path + "/\(id).request"
    let honest = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    var bytes = honest
    bytes[offset(bytes)] ^= 1
    bytes.replaceSubrange(
      (bytes.count - 32)..., with: Hash.sha256(Array(bytes[9..<(bytes.count - 32)])).bytes)
    try Data(bytes).write(to: URL(filePath: path))
    #expect(folder.request(id)?.bytes == bytes)
    return honest
  }

  @Test(arguments: Change.allCases)
  func `a request that is changed after it was read is not signed`(change: Change) throws {
    let pending = try ask()
    let id = pending.request.id
    try asPhil { acting in
      let opened = try acting.openRequest(id.description)
      let honest = try self.change(id, at: change.offset)
      isDamaged("\(change)") { try acting.approve(opened) }
      #expect(folder.request(id)?.secondSigner?.signature == nil)
      try Data(honest).write(to: URL(filePath: folder.path + "/\(id).request"))
      try acting.approve(opened)
    }
    _ = try house.acting.complete(pending)
    try house.checkEverything()
  }

  @Test(arguments: Change.allCases)
  func `a signed request that is changed is not recorded`(change: Change) throws {
    let pending = try ask()
    try asPhil { try $0.approve(try $0.openRequest(pending.request.id.description)) }
    _ = try self.change(pending.request.id, at: change.offset)
    isDamaged("\(change)") { _ = try house.acting.complete(pending) }
  }

  @Test func `another signature than the second signer's is not recorded`() throws {
    let pending = try ask()
    try asPhil { try $0.approve(try $0.openRequest(pending.request.id.description)) }
    _ = try change(pending.request.id) { _ in 9 + 90 + 87 + 23 }
    isDamaged("signature") { _ = try house.acting.complete(pending) }
  }

  @Test func `digits that fit two requests name none of them`() throws {
    for tail in ["000000000000000000000001", "000000000000000000000002"] {
      _ = try ask(id: try #require(AppendID(hex: "0192a7c4" + tail)))
    }
    try asPhil { acting in
      let error = expectError { try acting.openRequest("0192A7C4") }
      guard case .ambiguousRequest("0192A7C4", matches: 2)? = error else {
        Issue.record("expected ambiguousRequest, got \(String(describing: error))")
        return
      }
      #expect(error?.description.contains("more digits") == true)
      _ = try acting.openRequest("0192a7c4000000000000000000000001")
    }
  }

  @Test func `a signed request is not swept while its asker is about to complete it`() throws {
    let pending = try ask()
    try house.move(to: "09:04")
    try asPhil { try $0.approve(try $0.openRequest(pending.request.id.description)) }
    try house.move(to: "09:06")
    #expect(try house.clinic.approvalRequests().map(\.isSigned) == [true])
    #expect(house.clinic.progress(of: pending) == .signed)
    _ = try house.acting.complete(pending)
    try house.checkEverything()
  }

  @Test func `a signed request that nobody completes is swept in the end`() throws {
    let pending = try ask()
    try asPhil { try $0.approve(try $0.openRequest(pending.request.id.description)) }
    try house.move(to: "09:15")
    #expect(try house.clinic.approvalRequests().isEmpty)
    #expect(house.clinic.progress(of: pending) == .gone)
  }
}
