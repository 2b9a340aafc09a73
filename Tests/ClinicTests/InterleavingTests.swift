import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What two people can race for. A session that was opened before stands for the process that has
/// looked before the other acts; the write transactions themselves come one after the other.
@Suite struct InterleavingTests {
  enum Change: String {
    case suspension, departure, keyReplacement, deviceRelease, deviceTransfer, visitEnd, renewal
    case review
  }

  enum Act: String {
    case recording, neverHeldUp, reading, grantingAccess, discharging, signingIn
    case deviceRecording, deviceTransfer, reviewing, approving, completing

    /// Whose act it is.
    var handle: String {
      switch self {
      case .deviceRecording, .deviceTransfer: "monitor"
      case .reviewing: "cora"
      case .approving: "phil"
      default: "nora"
      }
    }
  }

  /// What the act comes to when the change lies between its beginning and itself.
  enum Outcome {
    case done
    /// Sealed under a data key that was introduced after the change.
    case doneUnderNewKey
    case refused
  }

  struct Row: CustomTestStringConvertible, Sendable {
    var change: Change
    /// Whose standing or key changes.
    var of: String = "nora"
    var act: Act
    var outcome: Outcome
    var testDescription: String { "\(change.rawValue) of \(of), then \(act.rawValue)" }
  }

  /// A renewal is somebody else's suspension. Nora asks for a signature and completes the act, phil
  /// approves it; cora reviews what fred opened.
  static let table: [Row] = [
    Row(change: .suspension, act: .recording, outcome: .refused),
    Row(change: .suspension, act: .neverHeldUp, outcome: .refused),
    Row(change: .suspension, act: .reading, outcome: .refused),
    Row(change: .suspension, act: .grantingAccess, outcome: .refused),
    Row(change: .suspension, act: .signingIn, outcome: .refused),
    Row(change: .suspension, act: .deviceRecording, outcome: .doneUnderNewKey),
    Row(change: .suspension, act: .deviceTransfer, outcome: .doneUnderNewKey),
    Row(change: .suspension, of: "monitor", act: .deviceRecording, outcome: .refused),
    Row(change: .suspension, of: "monitor", act: .deviceTransfer, outcome: .refused),
    Row(change: .suspension, of: "monitor", act: .recording, outcome: .doneUnderNewKey),
    Row(change: .suspension, act: .approving, outcome: .refused),
    Row(change: .suspension, of: "phil", act: .approving, outcome: .refused),
    Row(change: .suspension, act: .completing, outcome: .refused),
    Row(change: .suspension, of: "phil", act: .completing, outcome: .refused),
    Row(change: .suspension, of: "cora", act: .reviewing, outcome: .refused),
    Row(change: .suspension, of: "fred", act: .reviewing, outcome: .doneUnderNewKey),
    Row(change: .departure, act: .recording, outcome: .refused),
    Row(change: .departure, act: .neverHeldUp, outcome: .refused),
    Row(change: .departure, act: .reading, outcome: .refused),
    Row(change: .departure, act: .grantingAccess, outcome: .refused),
    Row(change: .departure, act: .signingIn, outcome: .refused),
    Row(change: .departure, act: .deviceRecording, outcome: .doneUnderNewKey),
    Row(change: .departure, act: .approving, outcome: .refused),
    Row(change: .departure, of: "phil", act: .approving, outcome: .refused),
    Row(change: .departure, act: .completing, outcome: .refused),
    Row(change: .departure, of: "phil", act: .completing, outcome: .refused),
    Row(change: .departure, of: "cora", act: .reviewing, outcome: .refused),
    Row(change: .keyReplacement, act: .recording, outcome: .refused),
    Row(change: .keyReplacement, act: .neverHeldUp, outcome: .refused),
    Row(change: .keyReplacement, act: .reading, outcome: .refused),
    Row(change: .keyReplacement, act: .grantingAccess, outcome: .refused),
    Row(change: .keyReplacement, act: .signingIn, outcome: .refused),
    Row(change: .keyReplacement, act: .deviceRecording, outcome: .doneUnderNewKey),
    Row(change: .keyReplacement, act: .approving, outcome: .refused),
    Row(change: .keyReplacement, of: "phil", act: .approving, outcome: .refused),
    Row(change: .keyReplacement, act: .completing, outcome: .refused),
    Row(change: .keyReplacement, of: "phil", act: .completing, outcome: .refused),
    Row(change: .keyReplacement, of: "cora", act: .reviewing, outcome: .refused),
    Row(change: .deviceRelease, of: "monitor", act: .recording, outcome: .doneUnderNewKey),
    Row(change: .deviceRelease, of: "monitor", act: .neverHeldUp, outcome: .doneUnderNewKey),
    Row(change: .deviceRelease, of: "monitor", act: .discharging, outcome: .doneUnderNewKey),
    Row(change: .deviceRelease, of: "monitor", act: .reading, outcome: .done),
    Row(change: .deviceRelease, of: "monitor", act: .grantingAccess, outcome: .done),
    Row(change: .deviceRelease, of: "monitor", act: .signingIn, outcome: .done),
    Row(change: .deviceRelease, of: "monitor", act: .deviceRecording, outcome: .refused),
    Row(change: .deviceRelease, of: "monitor", act: .deviceTransfer, outcome: .refused),
    Row(change: .deviceRelease, of: "monitor", act: .completing, outcome: .refused),
    Row(change: .deviceTransfer, of: "monitor", act: .deviceRecording, outcome: .refused),
    Row(change: .deviceTransfer, of: "monitor", act: .deviceTransfer, outcome: .refused),
    Row(change: .deviceTransfer, of: "monitor", act: .discharging, outcome: .doneUnderNewKey),
    Row(change: .deviceTransfer, of: "monitor", act: .recording, outcome: .doneUnderNewKey),
    Row(change: .deviceTransfer, of: "monitor", act: .neverHeldUp, outcome: .doneUnderNewKey),
    Row(change: .deviceTransfer, of: "monitor", act: .reading, outcome: .done),
    Row(change: .deviceTransfer, of: "monitor", act: .approving, outcome: .refused),
    Row(change: .deviceTransfer, of: "monitor", act: .completing, outcome: .refused),
    Row(change: .visitEnd, of: "monitor", act: .deviceRecording, outcome: .refused),
    Row(change: .visitEnd, of: "monitor", act: .deviceTransfer, outcome: .refused),
    Row(change: .visitEnd, of: "monitor", act: .discharging, outcome: .doneUnderNewKey),
    Row(change: .visitEnd, of: "monitor", act: .reading, outcome: .done),
    Row(change: .renewal, of: "newt", act: .recording, outcome: .doneUnderNewKey),
    Row(change: .renewal, of: "newt", act: .neverHeldUp, outcome: .doneUnderNewKey),
    Row(change: .renewal, of: "newt", act: .reading, outcome: .done),
    Row(change: .renewal, of: "newt", act: .grantingAccess, outcome: .done),
    Row(change: .renewal, of: "newt", act: .deviceRecording, outcome: .doneUnderNewKey),
    Row(change: .renewal, of: "newt", act: .approving, outcome: .refused),
    Row(change: .renewal, of: "newt", act: .completing, outcome: .refused),
    Row(change: .review, of: "fred", act: .reviewing, outcome: .refused),
  ]

  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    try house.enroll("newt", .nurse)
    try house.enroll("phil", .pharmacist)
    try house.enroll("cora", .complianceOfficer)
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
    _ = try house.acting.assignDevice("monitor", to: chart, visit: nil)
  }

  private static let transferred = ClinicalEvent.visit(
    .transferred(.with { $0.destination = "emergency department" }))
  private static let vitals = ClinicalEvent.visit(
    .vitalsSampled(
      .with {
        $0.source = .monitor
        $0.sample = .with { $0.heartRateBpm = 70 }
      }))
  private static let discharged = ClinicalEvent.visit(
    .discharged(.with { $0.destination = .alone }))

  /// - Parameter opened: the emergency access that waits for its review.
  private func make(_ change: Change, of handle: String, opened: UInt64?) throws {
    switch change {
    case .suspension, .renewal:
      try house.actAs("ada")
      try house.acting.suspend(handle, cause: .leave)
    case .departure:
      try house.actAs("ada")
      try house.acting.depart(handle)
    case .keyReplacement:
      try house.actAs(handle)
      _ = try house.acting.replaceKey(
        KeyReplacement(
          handle: handle, cause: .routine, passphrase: nil,
          identityPath: house.folder + "/\(handle).identity"))
    case .deviceRelease:
      try house.actAs("drew")
      _ = try house.acting.releaseDevice(handle)
    case .deviceTransfer:
      try house.actAs(handle)
      try house.record(Self.transferred, on: chart, reasons: .owed)
    case .visitEnd:
      try house.actAs("drew")
      try house.record(Self.transferred, on: chart, reasons: .owed)
    case .review:
      try house.actAs("drew")
      _ = try house.acting.review(try #require(opened), outcome: .justified, note: "")
    }
  }

  /// Begins the act; what is returned performs it, and returns the number of the data key that
  /// sealed it: nil for what seals nothing.
  private func begin(_ act: Act, opened: UInt64?) throws -> () throws -> UInt32? {
    switch act {
    case .recording: return recording(.visit(.weighed(.with { $0.weightKg = 71 })))
    case .neverHeldUp: return recording(.visit(.emergencyCalled(.init())))
    case .discharging: return recording(Self.discharged)
    case .deviceRecording: return recording(Self.vitals)
    case .deviceTransfer: return recording(Self.transferred)
    case .reading:
      return {
        _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
        return nil
      }
    case .grantingAccess:
      return {
        try house.acting.grantWrap(to: try house.identity("fred").actor)
        return nil
      }
    case .signingIn:
      return {
        try house.actAs("nora")
        return nil
      }
    case .reviewing:
      let position = try #require(opened)
      return {
        try keyNumber(try house.acting.review(position, outcome: .justified, note: "").positions)
      }
    case .approving:
      let request = try asked().request
      let opened = try asOther("phil") { try house.acting.openRequest(request.id.description) }
      return {
        try house.acting.approve(opened)
        return nil
      }
    case .completing:
      let pending = try asked()
      try asOther("phil") {
        try house.acting.approve(try house.acting.openRequest(pending.request.id.description))
      }
      return { try keyNumber(try house.acting.complete(pending).positions) }
    }
  }

  private func recording(_ event: ClinicalEvent) -> () throws -> UInt32? {
    { try keyNumber(try house.record(event, on: chart, reasons: .owed).positions) }
  }

  /// A waste, prepared by nora for phil's signature.
  private func asked() throws -> PendingApproval {
    try asOther("nora") {
      let asked = try house.acting.ask(
        RecordRequest(statements: [Statement(chart: chart, event: SecondSignerTests.waste)]),
        of: "phil", withinMicroseconds: 300_000_000)
      guard case .waiting(let pending) = asked else { throw ClinicError.nothingToRecord }
      return pending
    }
  }

  private func asOther<Value>(_ handle: String, _ body: () throws -> Value) throws -> Value {
    let session = house.acting
    defer { house.acting = session }
    try house.actAs(handle)
    return try body()
  }

  private func keyNumber(_ positions: Range<UInt64>) throws -> UInt32? {
    try house.clinic.ledger.read { snapshot in
      try positions.map { try snapshot.entry(at: $0).header.dataKeyNumber }.max()
    }
  }

  @Test(arguments: table)
  func `an act that was begun before the change`(row: Row) throws {
    var opened: UInt64?
    if row.act == .reviewing {
      opened = house.size
      try house.withEmergencyPrepared(of: chart, by: "fred")
    }
    try house.actAs(row.act.handle)
    let perform = try begin(row.act, opened: opened)
    let session = house.acting
    try make(row.change, of: row.of, opened: opened)
    house.acting = session
    let size = house.size

    switch row.outcome {
    case .refused:
      #expect(throws: (any Error).self) { try perform() }
      #expect(house.size == size)
    case .done:
      #expect(try perform() == nil)
    case .doneUnderNewKey:
      #expect(try perform() == 3)
    }
    try house.actAs("drew")
    try house.checkEverything()
  }
}
