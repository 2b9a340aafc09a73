internal import ClinicalRecord

/// Who works in the simulated clinic. The raw value is the sign-in name.
enum SimulatedStaff: String, CaseIterable, Hashable {
  case admin
  case okafor = "dr.okafor"
  case lee = "nurse.lee"
  case kim = "desk.kim"
  case hale = "dr.hale"
  /// Whose credential lapses now and then.
  case reyes = "dr.reyes"
  /// Of a specialty that does not supervise.
  case stone = "dr.stone"
  /// Of whom no credential is on record.
  case gray = "dr.gray"
  /// No physician.
  case cole = "np.cole"
  case park = "nurse.park"
  case diaz = "nurse.diaz"
  case ruiz = "ma.ruiz"
  case voss = "officer.voss"
  case ito = "pharm.ito"

  static let nurses: [SimulatedStaff] = [.lee, .park, .diaz]
  static let physicians: [SimulatedStaff] = [.okafor, .hale]

  /// As `candor staff enroll --role` takes it; nil for whom every rehearsal has.
  var enrolledRole: String? {
    switch self {
    case .admin, .okafor, .lee, .kim: nil
    case .hale, .reyes, .stone, .gray: "physician"
    case .cole: "prescriber"
    case .park, .diaz: "nurse"
    case .ruiz: "medical-assistant"
    case .voss: "compliance-officer"
    case .ito: "pharmacist"
    }
  }

  /// What is on record for all of the years; nil: nothing, or nothing for long.
  var standingSpecialty: String? {
    switch self {
    case .okafor: "anesthesiology"
    case .hale: "emergency-medicine"
    case .cole: "primary-care"
    case .stone: "psychiatry"
    case .admin, .lee, .kim, .reyes, .gray, .park, .diaz, .ruiz, .voss, .ito: nil
    }
  }
}
