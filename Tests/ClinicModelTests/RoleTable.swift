/// Who may do what, written down once more and by hand: nothing here asks the catalogue.
enum RoleTable {
  private static let reception = "physician nurse front-desk"
  private static let nursing = "physician nurse"
  private static let anyone =
    "administrator physician nurse front-desk pharmacist compliance-officer device"
  private static let explainers = "physician nurse front-desk pharmacist compliance-officer"

  /// By stream and name of the event; what is not in it nobody records by stating it.
  private static let recorders: [String: String] = [
    "chart intake-received": reception,
    "chart history-form-received": reception,
    "chart acknowledgement-of-ongoing-care-received": reception,
    "chart medication-list-reviewed": "physician nurse pharmacist",
    "chart candidacy-determined": "physician",
    "chart consent-signed": nursing,
    "chart consent-withdrawn": reception,
    "chart infusion-scheduled": reception,
    "chart inquiry-received": reception,
    "chart referral-received": reception,
    "chart allergy-noted": nursing,
    "chart other-therapy-noted": nursing,
    "chart medication-stopped": "physician nurse pharmacist",
    "chart screening-done": nursing,
    "chart pregnancy-tested": nursing,
    "chart baseline-ecg-recorded": nursing,
    "chart prescription-monitoring-queried": "physician nurse pharmacist",
    "chart assent-asked": nursing,
    "chart course-planned": "physician",
    "chart dose-planned": "physician",
    "chart infusion-rescheduled": reception,
    "chart infusion-cancelled": reception,
    "chart no-show-recorded": reception,
    "chart outcome-scored": nursing,
    "chart risk-escalated": explainers,
    "chart risk-answered": "physician",
    "chart driving-reported": reception,
    "chart follow-up-made": nursing,
    "chart prescription-issued": "physician nurse pharmacist",
    "chart course-completed": "physician",
    "chart course-discontinued": "physician",
    "chart maintenance-planned": "physician",
    "chart handed-over": nursing,
    "chart amendment-requested": explainers,
    "chart amendment-answered": explainers,
    "chart visit-opened": reception,
    "chart deviation-explained": explainers,
    "visit arrived": reception,
    "visit identity-confirmed": reception,
    "visit weighed": nursing,
    "visit fasting-checked": nursing,
    "visit driver-named": reception,
    "visit supervisor-assigned": "physician",
    "visit iv-placed": nursing,
    "visit monitor-applied": nursing,
    "visit infusion-started": nursing,
    "visit infusion-paused": nursing,
    "visit infusion-resumed": nursing,
    "visit infusion-stopped": anyone,
    "visit recovery-started": nursing,
    "visit vitals-sampled": "physician nurse device",
    "visit side-effect-noted": nursing,
    "visit side-effect-resolved": nursing,
    "visit antiemetic-given": nursing,
    "visit antiemetic-declined": nursing,
    "visit antiemetic-not-indicated": nursing,
    "visit oxygen-given": anyone,
    "visit rescue-drug-given": anyone,
    "visit adverse-event-noted": anyone,
    "visit emergency-called": anyone,
    "visit transferred": anyone,
    "visit emergency-equipment-checked": nursing,
    "visit time-out-held": nursing,
    "visit bolus-given": nursing,
    "visit infusion-rate-changed": nursing,
    "visit site-checked": nursing,
    "visit alarm-acknowledged": nursing,
    "visit dissociation-scored": nursing,
    "visit adverse-event-followed-up": nursing,
    "visit iv-removed": nursing,
    "visit left-against-advice": reception,
    "visit visit-signed-off": "physician",
    "visit discharge-assessed": nursing,
    "visit instructions-acknowledged": nursing,
    "visit discharged": nursing,
    "visit drug-wasted": "physician nurse pharmacist",
    "visit deviation-explained": explainers,
    "visit amended": explainers,
    "access disclosed": explainers,
    "staff staff-enrolled": "administrator",
    "staff staff-credentialed": "administrator",
    "staff staff-suspended": "administrator",
    "staff staff-reinstated": "administrator",
    "staff staff-departed": "administrator",
    "staff device-assigned": nursing,
    "staff device-released": anyone,
  ]

  static let neverHeldUp: Set<String> = [
    "infusion-stopped", "oxygen-given", "rescue-drug-given", "adverse-event-noted",
    "emergency-called", "transferred",
  ]

  private static let others: [Power: String] = [
    .readCharts: "physician nurse pharmacist compliance-officer",
    .readRoster: explainers,
    .openInEmergency: explainers + " administrator",
    .beToldWhy: explainers,
    .explain: explainers,
    .review: "physician compliance-officer",
    .holdKeys: explainers + " administrator",
    .placeHold: "administrator physician compliance-officer",
    .releaseHold: "compliance-officer",
    .erase: "compliance-officer",
    .witnessCustody: "administrator",
    .witnessWaste: "physician nurse pharmacist",
    .witnessCare: explainers,
    .changeStanding: "administrator",
    .assignDevice: nursing,
  ]

  /// What a role may do beside recording events.
  enum Power {
    case readCharts, readRoster, openInEmergency, beToldWhy, explain, review, holdKeys, placeHold,
      releaseHold, erase, witnessCustody, witnessWaste, witnessCare, changeStanding, assignDevice
  }

  static func mayRecord(_ event: String, _ role: String) -> Bool {
    (recorders[event] ?? "").split(separator: " ").contains(Substring(role))
  }

  static func holds(_ power: Power, _ role: String) -> Bool {
    (others[power] ?? "").split(separator: " ").contains(Substring(role))
  }
}
