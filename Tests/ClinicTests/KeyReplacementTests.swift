import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// New keys in place of old ones, whole or finished by repeating it.
@Suite struct KeyReplacementTests {
  private let files = FileManager.default

  private func path(_ house: TestClinic, _ handle: String) -> String {
    house.folder + "/\(handle).identity"
  }

  private func identity(_ path: String) throws -> Identity { try IdentityFile.read(path) { [] } }

  private func replacement(
    _ house: TestClinic, _ handle: String, second: Identity? = nil
  ) -> KeyReplacement {
    KeyReplacement(
      handle: handle, cause: .routine, passphrase: nil, identityPath: path(house, handle),
      second: second)
  }

  @Test func `the holder replaces the key with the old one, and goes on under the new`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.actAs("nora")
    let old = try identity(path(house, "nora"))

    let replaced = try house.acting.replaceKey(replacement(house, "nora"))
    house.acting = try #require(replaced.continuing)

    let new = try identity(path(house, "nora"))
    #expect(new.signingPublicKey != old.signingPublicKey)
    #expect(new.receivingPublicKey != old.receivingPublicKey)
    #expect(new.enrolment == replaced.position)
    let kept = try #require(replaced.keptPath)
    #expect(kept == path(house, "nora") + ".replaced-\(replaced.position)")
    #expect(try identity(kept).signingPublicKey == old.signingPublicKey)
    #expect(!files.fileExists(atPath: path(house, "nora") + ".next"))
    try house.record(.visit(.weighed(.with { $0.weightKg = 71 })), on: visit.chart)
    let error = expectError { try house.clinic.signIn(old) }
    guard case .identityNotInForce? = error else {
      Issue.record("expected identityNotInForce, got \(String(describing: error))")
      return
    }
    house.acting = try house.clinic.signIn(new)
    #expect(try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil).rows.count > 5)
    #expect(try house.clinic.keyring().generation() == 2)
    try house.checkEverything()
  }

  @Test func `what a device was handed under its old key is taken back`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.actAs("ada")
    try house.enroll("monitor", .device)
    try house.enroll("abel", .administrator)
    try house.actAs("drew")
    _ = try house.acting.assignDevice("monitor", to: visit.chart, visit: nil)
    try house.actAs("ada")
    _ = try house.acting.replaceKey(
      replacement(house, "monitor", second: try house.identity("abel")))
    let new = try identity(path(house, "monitor"))
    let grants = try house.clinic.keyring().deviceGrants()
    #expect(!grants.isEmpty)
    #expect(grants.allSatisfy { $0.receivingPublicKey == new.receivingPublicKey })
    try house.checkEverything()
  }

  @Test func `a session with the old key signs nothing after the replacement`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.actAs("nora")
    let open = house.acting
    _ = try house.acting.replaceKey(replacement(house, "nora"))
    house.acting = open
    let size = house.size

    #expect(throws: (any Error).self) {
      try house.record(.visit(.weighed(.with { $0.weightKg = 71 })), on: visit.chart)
    }
    #expect(house.size == size)
    #expect(throws: (any Error).self) {
      try house.acting.replaceKey(replacement(house, "nora"))
    }
    #expect(house.size == size)
  }

  @Test func `two administrators replace a key that was lost, one does not`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    try files.removeItem(atPath: path(house, "nora"))
    let size = house.size
    expectError {
      try house.acting.replaceKey(replacement(house, "nora"))
    }
    for second in ["drew", "ada"] {
      #expect(throws: (any Error).self) {
        try house.acting.replaceKey(
          replacement(house, "nora", second: try identity(path(house, second))))
      }
    }
    #expect(house.size == size)
    #expect(!files.fileExists(atPath: path(house, "nora") + ".next"))

    let replaced = try house.acting.replaceKey(
      replacement(house, "nora", second: try identity(path(house, "abel"))))

    #expect(replaced.keptPath == nil)
    #expect(house.size == size + 2)
    house.acting = try house.clinic.signIn(try identity(path(house, "nora")))
    #expect(try house.acting.patients(matching: nil).isEmpty)
    try house.checkEverything()
  }

  @Test func `a suspended administrator is no second signer`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    try house.acting.suspend("abel", cause: .leave)
    let error = expectError {
      try house.acting.replaceKey(
        replacement(house, "nora", second: try identity(path(house, "abel"))))
    }
    guard case .notActive(handle: "abel", .suspended)? = error else {
      Issue.record("expected notActive, got \(String(describing: error))")
      return
    }
  }

  @Test func `a replacement that was killed before the renewal is finished by its holder`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    let old = try identity(path(house, "ada"))
    let (saved, keyring) = (house.folder + "/saved", house.folder + "/ledger/keyring")
    try files.copyItem(atPath: keyring, toPath: saved)
    _ = try house.acting.replaceKey(replacement(house, "ada"))
    // The state after the append: the old keyring, the old file in its place, the new one ready.
    let copy = house.folder + "/interrupted"
    try files.copyItem(atPath: house.folder + "/ledger", toPath: copy)
    try files.removeItem(atPath: copy + "/keyring")
    try files.moveItem(atPath: saved, toPath: copy + "/keyring")
    try files.moveItem(
      atPath: path(house, "ada"), toPath: path(house, "ada") + ".next")
    try IdentityFile.write(old, to: path(house, "ada"), protection: .none)
    let clinic = try Clinic.open(directory: copy, clock: house.clinic.clock)

    let pending = try #require(try clinic.pendingReplacement(at: path(house, "ada")))
    let finished = try clinic.finish(pending, old: old)

    #expect(finished != nil)
    let new = try identity(path(house, "ada"))
    #expect(new.enrolment == finished?.position)
    let acting = try clinic.signIn(new)
    #expect(acting.keyring?.generation == 2)
    #expect(try clinic.keyring().generation() == 2)
    #expect(try clinic.pendingReplacement(at: path(house, "ada")) == nil)
  }

  @Test func `a replacement that was killed before the renewal is finished by the next reader`()
    throws
  {
    let house = try TestClinic()
    let keyring = try house.clinic.keyring()
    let nora = try identity(path(house, "nora"))
    house.acting = try house.clinic.signIn(nora)
    house.acting = try #require(
      try house.acting.replaceKey(replacement(house, "nora")).continuing)
    // The wrap as it was: made for the old key.
    try house.acting.charts?.renewing {
      try $0.grant(to: nora.actor, receivingPublicKey: nora.receivingPublicKey)
    }
    let new = try identity(path(house, "nora"))
    #expect(throws: KeyError.wrapRefused(actor: nora.actor)) { try house.clinic.signIn(new) }

    try house.actAs("drew")

    #expect(try keyring.generation() == 3)
    house.acting = try house.clinic.signIn(new)
    #expect(try house.acting.patients(matching: nil).isEmpty)
  }

  @Test func `keys of a replacement that never came to be are made anew`() throws {
    let house = try TestClinic()
    try house.actAs("nora")
    let next = path(house, "nora") + ".next"
    let orphan = try Identity.generate(
      ledger: house.clinic.ledger.id, actor: try house.clinic.staffMember("nora").actor,
      handle: "nora", enrolment: 999)
    try IdentityFile.write(orphan, to: next, protection: .none)

    _ = try house.acting.replaceKey(replacement(house, "nora"))

    #expect(try identity(path(house, "nora")).signingPublicKey != orphan.signingPublicKey)
    #expect(!files.fileExists(atPath: next))
  }

  @Test func `a suspended person's new key gets its wrap with the reinstatement`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    try house.acting.suspend("nora", cause: .lostKey)
    _ = try house.acting.replaceKey(
      replacement(house, "nora", second: try identity(path(house, "abel"))))
    let new = try identity(path(house, "nora"))
    expectError { try house.clinic.signIn(new) }
    #expect(try house.clinic.listing(of: "nora").holdsKeys == false)
    try house.acting.reinstate("nora")
    house.acting = try house.clinic.signIn(new)
    #expect(try house.acting.patients(matching: nil).isEmpty)
    try house.checkEverything()
  }
}
