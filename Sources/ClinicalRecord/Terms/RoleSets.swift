// Who records what (DOMAIN §2, "Roles"), as sets that the events name. Patients and outside
// clinicians sign through a member of staff; an auditor never records care.

extension Set<Role> {
  /// Everyone enrolled.
  static let anyone = Set(Role.stateable)

  /// Everyone enrolled but the auditor: what is never held up.
  static let anyoneButAuditor = anyone.subtracting([.auditor])

  /// Those who order care and answer for it.
  static let prescribers: Set<Role> = [.physician, .prescriber]

  /// Those who give drugs and look after the patient.
  static let nursing: Set<Role> = prescribers.union([.nurse])

  /// Those who measure and prepare as well.
  static let bedside: Set<Role> = nursing.union([.medicalAssistant])

  /// Those who receive patients and papers as well.
  static let reception: Set<Role> = bedside.union([.frontDesk])

  /// Those who review a patient's drugs.
  static let drugReviewers: Set<Role> = nursing.union([.pharmacist])

  /// Those who record anything of their own that may need its reason; and the compliance officer,
  /// who follows it up.
  static let explainers: Set<Role> = reception.union([.pharmacist, .complianceOfficer])

  /// A device measures and says nothing else.
  static let measurers: Set<Role> = bedside.union([.device])

  /// Staff and policy.
  static let administrators: Set<Role> = [.administrator]
}
