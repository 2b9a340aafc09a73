import ClinicalRecord
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

extension TestClinic {
  /// Corrects entries as somebody, who acts from then on.
  func correct(
    _ positions: [UInt64], _ change: Correction.Change, by handle: String = "nora",
    beside second: String? = nil, wholeAppend: Bool = false, at clock: String? = nil,
    reason: String? = nil
  ) throws -> Recorded {
    try actAs(handle)
    let entries = try acting.correctable(positions, wholeAppend: wholeAppend)
    let isAmendment = if case .amended = change { true } else { false }
    return try acting.record(
      RecordRequest(
        statements: try entries.reversed()
          .filter { !isAmendment || positions.contains($0.position) }
          .map {
            try $0.statement(
              change, reason: change == .coSigned ? "" : "typed wrongly",
              occurred: try clock.map { try at($0) })
          }, reason: reason, secondSigner: try second.map { try identity($0) }))
  }

  /// States an event as somebody, with nobody asked for a reason; the position of its entry.
  func state(
    _ event: ClinicalEvent, on chart: SubjectID, by handle: String = "nora",
    beside second: String? = nil
  ) throws -> UInt64 {
    try actAs(handle)
    // A start without consent takes a prescriber beside a nurse.
    let isStart = event.kind == InfusionStarted.kind && handle != "drew"
    let second = second ?? (isStart ? "drew" : nil)
    let recorded = try acting.record(
      RecordRequest(
        statements: [Statement(chart: chart, event: event)], reasons: .owed,
        secondSigner: try second.map { try identity($0) }))
    let name = event.kind.name
    return try #require(recorded.lines.first { $0.event == name }?.position)
  }
}

extension ClinicalEvent {
  static let arrived = ClinicalEvent.visit(.arrived(.with { $0.indication = .depression }))
  static let dischargedAlone = ClinicalEvent.visit(
    .discharged(.with { $0.destination = .alone }))

  static func weighed(_ weightKg: Double) -> ClinicalEvent {
    .visit(.weighed(.with { $0.weightKg = weightKg }))
  }

  func withDose(_ doseMg: Double) -> ClinicalEvent {
    guard case .visit(.infusionStarted(var started)) = self else { return self }
    started.doseMg = doseMg
    return .visit(.infusionStarted(started))
  }
}
