import ClinicalRecord
import Foundation
import Glibc
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// A key's replacement that is killed after any of its steps locks nobody out: whoever signs in
/// next finishes it, or it never was.
@Suite struct KilledReplacementTests {
  private let told = Told()
  private let house: TestClinic
  private let files = FileManager.default

  init() throws { house = try TestClinic() }

  private func path(_ handle: String) -> String { house.folder + "/\(handle).identity" }

  /// The holder replaces their own key, sealed by `new`, and is killed after that step.
  private func kill(
    _ handle: String, after last: ReplacementStep, new: String? = nil
  ) async throws {
    let number = try #require(ReplacementStep.allCases.firstIndex(of: last))
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        ledger = house.folder + "/ledger" as String, path = path(handle) as String,
        handle = handle as String, number = number as Int, new = new as String?
      ] in
      let clinic = try Clinic.open(
        directory: ledger, clock: SystemClock(standingAt: try at("07:30")))
      let person = try clinic.signIn(try IdentityFile.read(path) { Array("the old words".utf8) })
      _ = try person.replaceKey(
        KeyReplacement(
          handle: handle, cause: .routine, passphrase: new.map { Array($0.utf8) },
          identityPath: path)
      ) { step in
        if step == ReplacementStep.allCases[number] { Glibc.kill(getpid(), SIGKILL) }
      }
    }
  }

  /// The clinic as another process finds it, with what it tells.
  private func reopened() throws -> Clinic {
    let copy = house.folder + "/\(UUID().uuidString)"
    try files.copyItem(atPath: house.folder + "/ledger", toPath: copy)
    return try Clinic.open(directory: copy, clock: house.clinic.clock, observer: told.observer())
  }

  @Test(arguments: ReplacementStep.allCases, ["nora", "audrey", "ada"])
  func `the next sign-in of its holder finishes it`(
    step: ReplacementStep, handle: String
  ) async throws {
    let old = try house.identity(handle)
    try await kill(handle, after: step)
    let clinic = try reopened()

    let identity = try clinic.openIdentity(at: path(handle)) { _ in [] }
    let person = try clinic.signIn(identity)

    let isReplaced = step != .written
    #expect((identity.signingPublicKey != old.signingPublicKey) == isReplaced)
    #expect(person.charts == nil || person.keyring != nil)
    if isReplaced {
      #expect(!files.fileExists(atPath: path(handle) + ".next"))
      let kept = path(handle) + ".replaced-\(identity.enrolment)"
      #expect(try IdentityFile.peek(kept).signingPublicKey == old.signingPublicKey)
      #expect(try IdentityFile.peek(path(handle)).enrolment == identity.enrolment)
      expectError { try clinic.signIn(old) }
    }
    let isTold = told.notices.contains {
      if case .replacementFinished = $0 { true } else { false }
    }
    #expect(isTold == (isReplaced && step != .exchanged))
    // Nothing is left: another sign-in has nothing to tell.
    let before = told.notices
    _ = try clinic.signIn(try clinic.openIdentity(at: path(handle)) { _ in [] })
    #expect(told.notices == before)
    #expect(try clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
    // What never came to be is made anew.
    let again = try person.replaceKey(
      KeyReplacement(
        handle: handle, cause: .routine, passphrase: nil, identityPath: path(handle)))
    #expect(try IdentityFile.peek(path(handle)).enrolment == again.position)
  }

  /// Gives nora's identity file a passphrase.
  private func seal(_ handle: String, by words: String) throws {
    let identity = try house.identity(handle)
    try files.removeItem(atPath: path(handle))
    try IdentityFile.write(
      identity, to: path(handle), protection: .passphrase(Array(words.utf8), cost: .training))
  }

  @Test(arguments: ReplacementStep.allCases.dropFirst())
  func `with the old passphrase it is finished too, and the new one asked for`(
    step: ReplacementStep
  ) async throws {
    try seal("nora", by: "the old words")
    try await kill("nora", after: step, new: "the new words")
    let clinic = try reopened()
    func opened(_ words: String) throws -> Identity {
      try clinic.openIdentity(at: path("nora")) { handle in
        #expect(handle == "nora")
        return Array(words.utf8)
      }
    }
    #expect(throws: KeyError.self) { try opened("other words") }
    if step == .exchanged {
      #expect(throws: KeyError.self) { try opened("the old words") }
    } else {
      let error = expectError { try opened("the old words") }
      #expect(error?.code == .keyWasReplaced)
    }
    #expect(!files.fileExists(atPath: path("nora") + ".next"))
    let person = try clinic.signIn(try opened("the new words"))
    #expect(person.keyring != nil)
  }

  @Test func `with the new passphrase alone, whoever reads charts and signs in next opens them`()
    async throws
  {
    try seal("nora", by: "the old words")
    try await kill("nora", after: .recorded, new: "the new words")
    let clinic = try reopened()
    func signIn() throws -> SignedIn {
      try clinic.signIn(
        try clinic.openIdentity(at: path("nora")) { _ in Array("the new words".utf8) })
    }
    #expect(throws: KeyError.wrapRefused(actor: try house.identity("nora").actor)) { try signIn() }
    #expect(files.fileExists(atPath: path("nora") + ".next"))

    _ = try clinic.signIn(try house.identity("drew"))

    #expect(told.notices.contains(.renewalFinished(generation: 2)))
    #expect(try signIn().keyring?.generation == 2)
    #expect(!files.fileExists(atPath: path("nora") + ".next"))
  }

  @Test func `where the old file is lost, the new one is found`() async throws {
    try await kill("audrey", after: .recorded)
    try files.removeItem(atPath: path("audrey"))
    let clinic = try reopened()
    _ = try clinic.signIn(try clinic.openIdentity(at: path("audrey")) { _ in [] })
    #expect(try IdentityFile.peek(path("audrey")).handle == "audrey")
  }

  @Test func `what follows a replacement and fails is told as recorded`() throws {
    let nora = try house.identity("nora")
    house.acting = try house.clinic.signIn(nora)
    // A folder that is not empty is where the old file's second name would go.
    let size = house.size
    let kept = path("nora") + ".replaced-\(size)"
    try files.removeItem(atPath: path("nora"))
    try files.createDirectory(atPath: path("nora"), withIntermediateDirectories: true)
    let error = expectError {
      try house.acting.replaceKey(
        KeyReplacement(
          handle: "nora", cause: .routine, passphrase: nil, identityPath: path("nora")))
    }
    guard case .leftUnfinished(position: size, cause: _)? = error else {
      Issue.record("expected leftUnfinished, got \(String(describing: error))")
      return
    }
    #expect(house.size == size + 2)
    #expect(error?.description.contains("It is recorded (entry \(size))") == true)
    #expect(!files.fileExists(atPath: kept))
    // With the place free again, the next sign-in finishes it.
    try files.removeItem(atPath: path("nora"))
    let identity = try house.clinic.openIdentity(at: path("nora")) { _ in [] }
    #expect(identity.enrolment == size)
    house.acting = try house.clinic.signIn(identity)
  }
}

/// What else is recorded first and followed by something: killed in between, it is finished by
/// whoever signs in next, who is told.
@Suite struct KilledStandingTests {
  private let told = Told()
  private let house: TestClinic

  init() throws { house = try TestClinic(observer: told.observer()) }

  private func record(_ event: StaffEvent.OneOf_Event) throws {
    _ = try house.acting.record(
      RecordRequest(statements: [Statement(chart: nil, event: .staff(event))]))
  }

  @Test(arguments: ["suspended", "departed"])
  func `somebody who lost their keys loses the wrap at the next sign-in, which says so`(
    how: String
  ) throws {
    try house.actAs("ada")
    let fred = try house.identity("fred").actor
    switch how {
    case "suspended":
      try record(
        .staffSuspended(
          .with {
            $0.actor = fred
            $0.cause = .leave
          }))
    default: try record(.staffDeparted(.with { $0.actor = fred }))
    }
    #expect(try house.clinic.keyring().readers().contains(fred))
    #expect(told.notices.isEmpty)

    try house.actAs("drew")

    #expect(try !house.clinic.keyring().readers().contains(fred))
    #expect(told.notices == [.renewalFinished(generation: 2)])
    try house.actAs("nora")
    #expect(told.notices.count == 1)
    try house.checkEverything()
  }

  @Test func `a reinstatement's wrap is given at the next sign-in, which says so`() throws {
    try house.actAs("ada")
    try house.acting.suspend("fred", cause: .leave)
    let fred = try house.identity("fred").actor
    try record(.staffReinstated(.with { $0.actor = fred }))
    #expect(try !house.clinic.keyring().readers().contains(fred))

    try house.actAs("nora")

    #expect(told.notices == [.wrapsGranted(handles: ["fred"])])
    try house.actAs("fred")
    #expect(house.acting.keyring != nil)
    try house.checkEverything()
  }

  @Test func `a renewal that cannot be done is told as recorded, and finished later`() throws {
    try house.actAs("ada")
    let size = house.size
    // The keyring's disk goes away after signing in.
    let keyring = house.folder + "/ledger/keyring"
    #expect(rename(keyring, keyring + ".away") == 0)
    let error = expectError { try house.acting.suspend("fred", cause: .leave) }
    #expect(rename(keyring + ".away", keyring) == 0)
    guard case .leftUnfinished(position: size, cause: _)? = error else {
      Issue.record("expected leftUnfinished, got \(String(describing: error))")
      return
    }
    #expect(house.size == size + 1)
    #expect(try house.clinic.keyring().generation() == 1)
    try house.actAs("drew")
    #expect(told.notices == [.renewalFinished(generation: 2)])
    expectError { try house.actAs("fred") }
    try house.checkEverything()
  }

  @Test func `an enrolment whose wrap cannot be given is told as recorded, and finished later`()
    throws
  {
    try house.actAs("ada")
    let size = house.size
    let keyring = house.folder + "/ledger/keyring"
    #expect(rename(keyring, keyring + ".away") == 0)
    let error = expectError { try house.enroll("newt", .nurse) }
    #expect(rename(keyring + ".away", keyring) == 0)
    guard case .leftUnfinished(position: size, cause: _)? = error else {
      Issue.record("expected leftUnfinished, got \(String(describing: error))")
      return
    }
    try house.actAs("drew")
    #expect(told.notices == [.wrapsGranted(handles: ["newt"])])
    let newt = try IdentityFile.read(house.folder + "/newt.identity") { [] }
    #expect(try house.clinic.signIn(newt).keyring != nil)
    try house.checkEverything()
  }
}
