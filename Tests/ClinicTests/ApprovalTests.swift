import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// A second signature from another terminal: two clinics open the same directory, as two processes
/// do.
@Suite struct ApprovalTests {
  private let house: TestClinic
  private let visit: MoodVisit
  private static let fiveMinutes: Int64 = 300_000_000

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("phil", .pharmacist)
    try house.enroll("mia", .medicalAssistant)
    try house.actAs("drew")
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.actAs("nora")
  }

  /// Somebody else on the same clinic.
  private func asOther<Value>(_ handle: String, _ body: (SignedIn) throws -> Value) throws -> Value
  {
    let before = house.acting
    defer { house.acting = before }
    try house.actAs(handle)
    return try body(house.acting)
  }

  private func ask(
    of handle: String = "phil", id: AppendID? = nil,
    _ event: ClinicalEvent = SecondSignerTests.waste
  ) throws -> PendingApproval {
    let asked = try house.acting.ask(
      RecordRequest(appendID: id, statements: [Statement(chart: visit.chart, event: event)]),
      of: handle, withinMicroseconds: Self.fiveMinutes)
    guard case .waiting(let pending) = asked else {
      throw ClinicError.nothingToRecord
    }
    return pending
  }

  private func approve(_ pending: PendingApproval, as handle: String = "phil") throws {
    try asOther(handle) { acting in
      try acting.approve(try acting.openRequest(pending.request.id.description))
    }
  }

  private var folder: String { house.folder + "/ledger/requests" }
  private var waiting: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      $0.hasSuffix(".request")
    }
  }

  private func refuses(
    _ what: String, _ body: () throws -> Void, _ matches: (ClinicError) -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let size = house.size
    let error = expectError(what, sourceLocation: sourceLocation) { try body() }
    #expect(error.map(matches) == true, Comment(rawValue: what), sourceLocation: sourceLocation)
    #expect(house.size == size, sourceLocation: sourceLocation)
  }

  @Test func `an act is asked for, read, signed elsewhere, and recorded with both`() throws {
    let size = house.size
    let pending = try ask()
    #expect(house.size == size)
    #expect(house.clinic.progress(of: pending) == .waiting)
    try house.move(to: "09:03")
    try asOther("phil") { acting in
      let listed = try #require(try acting.clinic.approvalRequests().first)
      #expect(listed.askedBy == "nora" && listed.askedOf == "phil" && !listed.isSigned)
      #expect(listed.events == ["drug wasted"] && listed.meaning == "second signer")
      let opened = try acting.openRequest(String(listed.id.description.prefix(8)))
      #expect(opened.lines.map(\.sentence) == ["Drug wasted: ketamine 13.7 mg, remainder"])
      #expect(opened.patient?.chart == visit.chart && opened.visitNumber == 1)
      try acting.approve(opened)
      try acting.approve(opened)
      #expect(try acting.clinic.approvalRequests().map(\.isSigned) == [true])
    }
    // The look of whoever was asked, and nothing else.
    #expect(house.size == size + 1)
    #expect(try house.clinic.history(HistoryFilter()).last?.event == "viewed")
    #expect(house.clinic.progress(of: pending) == .signed)
    let recorded = try house.acting.complete(pending)
    #expect(recorded.signatures.map(\.signer.handle) == ["nora", "phil"])
    #expect(recorded.positions == size + 1..<size + 2)
    #expect(recorded.lines.map(\.position) == [size + 1])
    let shown = try house.acting.show(size + 1)
    #expect(shown.signatures.map(\.meaning) == ["recorded", "second signer"])
    #expect(shown.signatures.map(\.isValid) == [true, true])
    #expect(
      shown.signatures[1].signedMicroseconds - shown.signatures[0].signedMicroseconds
        == 180_000_000)
    #expect(waiting.isEmpty && house.clinic.progress(of: pending) == .gone)
    try house.checkEverything()
  }

  @Test func `the request is this account's alone and names nobody`() throws {
    let pending = try ask()
    let files = FileManager.default
    let mode = { (path: String) in
      try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder) == 0o700)
    #expect(waiting == ["\(pending.request.id).request"])
    let path = folder + "/" + waiting[0]
    #expect(try mode(path) == 0o600)
    let bytes = try #require(files.contents(atPath: path))
    for secret in ["Rivers", "ketamine", "remainder"] {
      #expect(bytes.range(of: Data(secret.utf8)) == nil)
    }
  }

  @Test func `only the one who is asked may sign`() throws {
    let pending = try ask()
    for handle in ["drew", "nora", "ada"] {
      try refuses(handle, { try approve(pending, as: handle) }) {
        if case .notAskedToSign(handle, "phil") = $0 { true } else { false }
      }
    }
    #expect(house.clinic.progress(of: pending) == .waiting)
  }

  @Test func `nobody is asked who may not sign, and nobody asks themselves`() throws {
    try refuses("role", { _ = try ask(of: "mia") }) {
      if case .secondSignerOfOtherRole("mia", _, _, _) = $0 { true } else { false }
    }
    try refuses("self", { _ = try ask(of: "nora") }) {
      if case .secondSignerIsActor("nora") = $0 { true } else { false }
    }
    try refuses("stranger", { _ = try ask(of: "nobody") }) {
      if case .unknownStaff = $0 { true } else { false }
    }
    #expect(waiting.isEmpty)
  }

  @Test func `past its limit a request is swept and cannot be signed`() throws {
    let pending = try ask()
    let opened = try asOther("phil") {
      try $0.openRequest(pending.request.id.description)
    }
    try house.move(to: "09:05")
    try refuses("late", { try asOther("phil") { try $0.approve(opened) } }) {
      if case .unknownRequest = $0 { true } else { false }
    }
    try refuses("late", { try approve(pending) }) {
      if case .unknownRequest = $0 { true } else { false }
    }
    #expect(waiting.isEmpty && house.clinic.progress(of: pending) == .gone)
    try refuses("late", { _ = try house.acting.complete(pending) }) {
      if case .requestDamaged = $0 { true } else { false }
    }
  }

  @Test func `what is withdrawn cannot be signed, what is signed cannot be withdrawn`() throws {
    let first = try ask()
    #expect(try house.clinic.withdraw(first))
    try refuses("withdrawn", { try approve(first) }) {
      if case .unknownRequest = $0 { true } else { false }
    }
    let second = try ask()
    try approve(second)
    #expect(try house.clinic.withdraw(second) == false)
    _ = try house.acting.complete(second)
    try house.checkEverything()
  }

  @Test func `another chart may move on meanwhile`() throws {
    let pending = try ask()
    try asOther("drew") { _ in _ = try MoodVisit(house) }
    try house.move(to: "09:01")
    try approve(pending)
    try asOther("drew") { _ in _ = try house.intake() }
    _ = try house.acting.complete(pending)
    try house.checkEverything()
  }

  @Test func `a damaged file, or another's, is not recorded after it was signed`() throws {
    let pending = try ask()
    try approve(pending)
    let path = folder + "/\(pending.request.id).request"
    let bytes = try #require(FileManager.default.contents(atPath: path))
    let other = try ask(of: "drew")
    let foreign = folder + "/\(other.request.id).request"
    try FileManager.default.removeItem(atPath: foreign)
    try FileManager.default.copyItem(atPath: path, toPath: foreign)
    try refuses("another's", { _ = try house.acting.complete(other) }) {
      if case .requestDamaged = $0 { true } else { false }
    }
    for offset in [0, 9, 50, 150, 300, bytes.count - 1] {
      var flipped = bytes
      flipped[offset] ^= 1
      try flipped.write(to: URL(filePath: path))
      try refuses("\(offset)", { _ = try house.acting.complete(pending) }) {
        if case .requestDamaged = $0 { true } else { false }
      }
    }
    try bytes.write(to: URL(filePath: path))
    _ = try house.acting.complete(pending)
    try house.checkEverything()
  }

  @Test func `the same id is asked for once`() throws {
    let id = AppendID.random()
    let request = RecordRequest(
      appendID: id,
      statements: [Statement(chart: visit.chart, event: SecondSignerTests.waste)])
    let pending = try ask(id: id)
    try approve(pending)
    let recorded = try house.acting.complete(pending)
    let again = try house.acting.ask(
      request, of: "phil", withinMicroseconds: Self.fiveMinutes)
    guard case .recorded(let before) = again else {
      Issue.record("asked for what is recorded")
      return
    }
    #expect(before.wasAlreadyRecorded && before.positions == recorded.positions)
    #expect(throws: LedgerError.appendIDReused(id)) {
      try house.acting.ask(request, of: "drew", withinMicroseconds: Self.fiveMinutes)
    }
  }

  @Test func `an id that waits is not asked for again, and its request goes on`() throws {
    let id = AppendID.random()
    let pending = try ask(id: id)
    try refuses("again", { _ = try ask(of: "drew", id: id) }) {
      if case .requestWaits(id) = $0 { true } else { false }
    }
    try approve(pending)
    _ = try house.acting.complete(pending)
    try house.checkEverything()
  }

  /// Suspends somebody as an administrator does, from another process.
  private func suspend(_ handle: String) throws {
    let actor = try house.identity(handle).actor
    try asOther("ada") { _ in
      _ = try house.record(
        .staff(
          .staffSuspended(
            .with {
              $0.actor = actor
              $0.cause = .leave
            })))
    }
  }

  @Test(arguments: ["phil", "nora", "mia"])
  func `whoever is suspended meanwhile signs nothing, and keys of before seal nothing`(
    handle: String
  ) throws {
    let signed = try ask()
    try approve(signed)
    let unsigned = try ask()
    try suspend(handle)
    func isRefused(_ error: ClinicError) -> Bool {
      switch error {
      case .secondSignerInactive(let who, .suspended): who == handle && handle == "phil"
      case .notPermitted: handle == "nora"
      case .requestOutdated: handle == "mia"
      default: false
      }
    }
    try refuses("signed", { _ = try house.acting.complete(signed) }, isRefused)
    if handle != "phil" { try refuses("unsigned", { try approve(unsigned) }, isRefused) }
    try house.checkEverything()
  }

  @Test func `an intake is not asked for, and its chart stays nobody's`() throws {
    try refuses(
      "intake",
      {
        _ = try house.acting.ask(
          RecordRequest(statements: [
            Statement(chart: nil, event: .chart(.intakeReceived(.with { $0.familyName = "X" })))
          ]), of: "phil", withinMicroseconds: Self.fiveMinutes)
      }
    ) {
      if case .askedForNewChart = $0 { true } else { false }
    }
  }
}
