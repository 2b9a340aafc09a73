import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What two people can race for. A session that was opened before stands for the process that has
/// looked before the other acts; the write transactions themselves come one after the other.
@Suite struct InterleavingTests {
  enum Change: String, CaseIterable {
    case suspension, departure, keyReplacement, deviceRelease, visitEnd, renewal
  }

  enum Act: String, CaseIterable {
    case recording, neverHeldUp, reading, grantingAccess, deviceRecording
  }

  /// What the act comes to when the change lies between its session's beginning and itself.
  enum Outcome {
    case done
    /// Sealed under a data key that was introduced after the change.
    case doneUnderNewKey
    case refused
  }

  struct Row: CustomTestStringConvertible, Sendable {
    var change: Change
    var act: Act
    var outcome: Outcome
    var testDescription: String { "\(change.rawValue), then \(act.rawValue)" }
  }

  /// The acts are nora's or the monitor's; suspended, departed and replaced is nora. A renewal is
  /// somebody else's suspension.
  static let table: [Row] = [
    Row(change: .suspension, act: .recording, outcome: .refused),
    Row(change: .suspension, act: .neverHeldUp, outcome: .refused),
    Row(change: .suspension, act: .reading, outcome: .refused),
    Row(change: .suspension, act: .grantingAccess, outcome: .refused),
    Row(change: .suspension, act: .deviceRecording, outcome: .doneUnderNewKey),
    Row(change: .departure, act: .recording, outcome: .refused),
    Row(change: .departure, act: .neverHeldUp, outcome: .refused),
    Row(change: .departure, act: .reading, outcome: .refused),
    Row(change: .departure, act: .grantingAccess, outcome: .refused),
    Row(change: .departure, act: .deviceRecording, outcome: .doneUnderNewKey),
    Row(change: .keyReplacement, act: .recording, outcome: .refused),
    Row(change: .keyReplacement, act: .neverHeldUp, outcome: .refused),
    Row(change: .keyReplacement, act: .reading, outcome: .refused),
    Row(change: .keyReplacement, act: .grantingAccess, outcome: .refused),
    Row(change: .keyReplacement, act: .deviceRecording, outcome: .doneUnderNewKey),
    Row(change: .deviceRelease, act: .recording, outcome: .doneUnderNewKey),
    Row(change: .deviceRelease, act: .neverHeldUp, outcome: .doneUnderNewKey),
    Row(change: .deviceRelease, act: .reading, outcome: .done),
    Row(change: .deviceRelease, act: .grantingAccess, outcome: .done),
    Row(change: .deviceRelease, act: .deviceRecording, outcome: .refused),
    Row(change: .visitEnd, act: .deviceRecording, outcome: .refused),
    Row(change: .visitEnd, act: .reading, outcome: .done),
    Row(change: .renewal, act: .recording, outcome: .doneUnderNewKey),
    Row(change: .renewal, act: .neverHeldUp, outcome: .doneUnderNewKey),
    Row(change: .renewal, act: .reading, outcome: .done),
    Row(change: .renewal, act: .grantingAccess, outcome: .done),
    Row(change: .renewal, act: .deviceRecording, outcome: .doneUnderNewKey),
  ]

  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    try house.enroll("newt", .nurse)
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
    _ = try house.clinic.assignDevice("monitor", to: chart, visit: nil)
  }

  private func make(_ change: Change) throws {
    let clinic = house.clinic
    switch change {
    case .suspension:
      try house.actAs("ada")
      try clinic.suspend("nora", cause: .leave)
    case .departure:
      try house.actAs("ada")
      try clinic.depart("nora")
    case .keyReplacement:
      try house.actAs("nora")
      _ = try clinic.replaceKey(
        KeyReplacement(
          handle: "nora", cause: .routine, passphrase: nil,
          identityPath: house.folder + "/nora.identity"))
    case .deviceRelease:
      try house.actAs("drew")
      _ = try clinic.releaseDevice("monitor")
    case .visitEnd:
      try house.actAs("drew")
      try house.record(
        .visit(.transferred(.with { $0.destination = "emergency department" })), on: chart,
        reasons: .owed)
    case .renewal:
      try house.actAs("ada")
      try clinic.suspend("newt", cause: .leave)
    }
  }

  /// - Returns: the data-key number of what was recorded last; nil for what records nothing.
  private func perform(_ act: Act) throws -> UInt32? {
    switch act {
    case .recording:
      return try keyNumber(house.record(.visit(.weighed(.with { $0.weightKg = 71 })), on: chart))
    case .neverHeldUp:
      return try keyNumber(house.record(.visit(.emergencyCalled(.init())), on: chart))
    case .reading:
      _ = try house.clinic.timeline(of: chart, visit: nil, asOf: nil)
      return nil
    case .grantingAccess:
      try house.clinic.grantWrap(to: house.identity("fred").actor)
      return nil
    case .deviceRecording:
      return try keyNumber(
        house.record(
          .visit(
            .vitalsSampled(
              .with {
                $0.source = .monitor
                $0.sample = .with { $0.heartRateBpm = 70 }
              })), on: chart))
    }
  }

  private func keyNumber(_ recorded: Recorded) throws -> UInt32 {
    try house.clinic.ledger.read {
      try $0.entry(at: recorded.positions.upperBound - 1).header.dataKeyNumber
    }
  }

  @Test(arguments: table)
  func `an act by who had signed in before the change`(row: Row) throws {
    try house.actAs(row.act == .deviceRecording ? "monitor" : "nora")
    let before = house.clinic.session
    try make(row.change)
    house.clinic.session = before
    let size = house.size

    switch row.outcome {
    case .refused:
      #expect(throws: (any Error).self) { try perform(row.act) }
      #expect(house.size == size)
    case .done:
      #expect(try perform(row.act) == nil)
    case .doneUnderNewKey:
      #expect(try perform(row.act) == 3)
    }
    try house.actAs("drew")
    try house.checkEverything()
  }
}
