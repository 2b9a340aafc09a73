internal import ArgumentParser
internal import ClinicalRecord

/// Every event that a person records about a patient, in the order of a course of treatment.
enum EventCatalogue {
  static let all: [any EventFields.Type] = [
    IntakeReceivedFields.self, HistoryFormReceivedFields.self,
    AcknowledgementOfOngoingCareReceivedFields.self, MedicationListReviewedFields.self,
    CandidacyDeterminedFields.self, ConsentSignedFields.self, ConsentWithdrawnFields.self,
    InfusionScheduledFields.self, ArrivedFields.self, IdentityConfirmedFields.self,
    WeighedFields.self, FastingCheckedFields.self, DriverNamedFields.self,
    SupervisorAssignedFields.self, IVPlacedFields.self, MonitorAppliedFields.self,
    InfusionStartedFields.self, VitalsSampledFields.self, InfusionPausedFields.self,
    InfusionResumedFields.self, InfusionStoppedFields.self, RecoveryStartedFields.self,
    SideEffectNotedFields.self, SideEffectResolvedFields.self, AntiemeticGivenFields.self,
    AntiemeticDeclinedFields.self, OxygenGivenFields.self, RescueDrugGivenFields.self,
    DrugWastedFields.self, AdverseEventNotedFields.self, EmergencyCalledFields.self,
    TransferredFields.self,
    DischargeAssessedFields.self, InstructionsAcknowledgedFields.self, DischargedFields.self,
    DeviationExplainedFields.self,
  ]

  /// - Parameter identifier: "vitals-sampled", or "vitals sampled" as a timeline writes it.
  static func fields(of identifier: String) -> (any EventFields.Type)? {
    let asked = Words.kebab(identifier)
    return all.first { $0.identifier == asked }
  }

  /// Names the nearest events where the parser would only find the word unexpected.
  static func refuseUnknown(in arguments: [String]) throws {
    guard arguments.count > 1, ["record", "check"].contains(arguments[0]) else { return }
    let word = arguments[1]
    guard !word.hasPrefix("-"), word != "help", fields(of: word) == nil else { return }
    throw unknown(word)
  }

  /// The error for what is no event; the word is not repeated, since it may be anything.
  static func unknown(_ word: String) -> ProgramError {
    let near = all.map { $0.identifier }.filter { identifier in
      Words.kebab(word).split(separator: "-").contains { identifier.contains($0) && $0.count > 3 }
    }
    let hint = near.isEmpty ? "" : "; did you mean \(near.prefix(3).joined(separator: " or "))?"
    return .usage(
      "there is no such event\(hint.isEmpty ? "; see `candor record --help` for all of them" : hint)"
    )
  }
}

extension EventFields {
  static var recordCommand: any ParsableCommand.Type { RecordEvent<Self>.self }
  static var checkCommand: any ParsableCommand.Type { CheckEvent<Self>.self }
}
